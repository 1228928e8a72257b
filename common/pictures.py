"""Pictures that people hand in, made anew: what is kept is what can be seen, without place, time
and device of the camera, and without anything behind the picture's end.
"""

from __future__ import annotations

import io
from typing import IO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MILLION = 1_000_000
MOST_PIXELS = 50 * MILLION
LONGEST_SIDE = 4_000  # pixels; a screen full of small print stays legible
QUALITY = 88
FORMATS = {"image/jpeg": "JPEG", "image/png": "PNG", "image/webp": "WEBP"}
TOO_MANY = (Image.DecompressionBombError, Image.DecompressionBombWarning)
# What a picture's reader raises for one that is broken, or none at all.
BROKEN = (OSError, SyntaxError, ValueError, EOFError)


def remade(file: IO[bytes], media_type: str) -> bytes:
    """The picture written anew in its own format, upright, its longer side at most
    ``LONGEST_SIDE``. Raises ``ValidationError`` for one that cannot be read, or that would fill the
    memory.
    """
    file.seek(0)
    try:
        with Image.open(file, formats=[FORMATS[media_type]]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise too_many()
            return written(picture, FORMATS[media_type])
    except TOO_MANY as error:
        raise too_many() from error
    except BROKEN as error:
        raise ValidationError(_("The picture cannot be read."), code="broken") from error
    finally:
        file.seek(0)


def written(picture: Image.Image, to: str) -> bytes:
    """The first of its frames, without what the file says beside it."""
    picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))  # a JPEG is read smaller at once
    upright = ImageOps.exif_transpose(picture)
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    clear = upright.convert("RGBA" if upright.has_transparency_data and to != "JPEG" else "RGB")
    clear.info.clear()
    content = io.BytesIO()
    clear.save(content, to, quality=QUALITY)
    return content.getvalue()


def too_many() -> ValidationError:
    text = _("A picture may have at most %(most)s million pixels.")
    return ValidationError(text, code="too_many_pixels", params={"most": MOST_PIXELS // MILLION})
