"""Pictures are made anew: what is seen stays, what is said beside it goes."""

from __future__ import annotations

import io
import zlib

import pytest
from django.core.exceptions import ValidationError
from PIL import ExifTags, Image

from common import pictures
from common.pictures import FORMATS, remade
from tests.assessment.asked import PDF, PNG, picture


def shot(to: str) -> bytes:
    """A picture with the place where it was taken, held sideways, and something behind its end."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Model] = "PHONE"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    return picture(to, width=40, height=20, exif=exif) + b"<script>"


@pytest.mark.parametrize("kind", FORMATS)
def test_place_device_and_what_hangs_behind_are_gone_and_it_stands_upright(kind):
    made = remade(io.BytesIO(shot(FORMATS[kind])), kind)

    with Image.open(io.BytesIO(made)) as kept:
        assert (kept.format, kept.size) == (FORMATS[kind], (20, 40))
        assert not kept.getexif()
    assert not [word for word in (b"PHONE", b"GPS", b"<script>") if word in made]


def test_a_picture_made_anew_is_made_alike():
    assert remade(io.BytesIO(PNG), "image/png") == PNG


def test_a_large_picture_is_made_smaller():
    made = remade(io.BytesIO(picture("JPEG", width=8_000, height=10)), "image/jpeg")

    with Image.open(io.BytesIO(made)) as kept:
        assert kept.width == pictures.LONGEST_SIDE


def test_colours_that_show_through_stay_so():
    content = io.BytesIO()
    Image.new("RGBA", (2, 2), (0, 0, 255, 0)).save(content, "PNG")

    with Image.open(io.BytesIO(remade(content, "image/png"))) as kept:
        assert kept.getpixel((0, 0)) == (0, 0, 255, 0)


def sized(width: int, height: int) -> bytes:
    """The head of a picture that says to be so large."""
    whole = bytearray(PNG)
    whole[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    whole[29:33] = zlib.crc32(whole[12:29]).to_bytes(4, "big")
    return bytes(whole)


@pytest.mark.parametrize(
    ("content", "kind", "code"),
    [
        pytest.param(sized(10_000, 5_001), "image/png", "too_many_pixels", id="too many"),
        pytest.param(sized(50_000, 50_000), "image/png", "too_many_pixels", id="a bomb"),
        pytest.param(PNG[:-30], "image/png", "broken", id="torn off"),
        pytest.param(b"\xff\xd8\xff\xe0" + bytes(40), "image/jpeg", "broken", id="no picture"),
        pytest.param(PDF, "image/png", "broken", id="another kind"),
        pytest.param(picture("JPEG"), "image/png", "broken", id="another format"),
    ],
)
def test_what_is_not_taken(content, kind, code):
    with pytest.raises(ValidationError) as error:
        remade(io.BytesIO(content), kind)
    assert error.value.code == code
