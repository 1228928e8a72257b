"""The icons of all pages: strokes on a grid of 16, drawn once in ``static/common/icons.svg``, which
a browser keeps, and shown with ``{% icon %}``. Names say what is drawn; what it means is up to the
page.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString

FILE = "common/icons.svg"
DRAWN = Path(__file__).parent / "static" / FILE
NAMES = frozenset(re.findall(r'<symbol id="([a-z0-9-]+)"', DRAWN.read_text()))

# The mark of Jiepai: four bars, the first one the beat.
BRAND = (
    '<rect class="down" x="1" y="2" width="3.5" height="16" rx="1"/><rect class="bar" x="6" y="9"'
    ' width="3.5" height="9" rx="1"/><rect class="bar" x="11" y="6" width="3.5" height="12"'
    ' rx="1"/><rect class="bar" x="16" y="11" width="3" height="7" rx="1"/>'
)


def address(name: str) -> str:
    """Where a ``<use>`` finds one drawing. Raises ``KeyError`` for an unknown name."""
    if name not in NAMES:
        raise KeyError(f"there is no icon {name!r}")
    return f"{static(FILE)}#{name}"


@lru_cache(maxsize=1024)
def icon(name: str, classes: str = "") -> SafeString:
    """One drawing, hidden from screen readers because a word stands beside it: the same for a
    process, which a page shows some hundred times. Raises ``KeyError`` for an unknown name.
    """
    return format_html(
        '<svg class="{}" viewBox="0 0 16 16" aria-hidden="true"><use href="{}"/></svg>',
        f"i {classes}".strip(),
        address(name),
    )


def brand() -> SafeString:
    """The product's mark."""
    return format_html(
        '<svg class="i i-20" viewBox="0 0 20 20" aria-hidden="true" stroke="none">{}</svg>',
        SafeString(BRAND),
    )
