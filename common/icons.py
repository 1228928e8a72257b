"""The icons of all pages: strokes on a grid of 16, drawn once in a sprite and shown with ``{% icon
%}``.
"""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

# Each value is the inside of a <symbol>. Names say what is drawn; what it means is up to the page.
DRAWINGS: dict[str, str] = {
    # places in the rail
    "day": '<path d="M3 13.25V7.5M6.5 13.25v-10M10 13.25V8.5M13.25 13.25V5.5"/>',
    "calendar": (
        '<rect x="2.25" y="3" width="11.5" height="10.75" rx="1.5"/><path d="M2.25 6.5h11.5M5.5'
        ' 1.75V4.5M10.5 1.75V4.5"/>'
    ),
    "flag": '<path d="M3.25 14.25v-12M3.25 2.75h9.5L10.5 6l2.25 3.25h-9.5"/>',
    "chat": '<path d="M2.25 3.25h11.5v8.5H7.25L4 14.25v-2.5H2.25z"/>',
    "network": (
        '<circle cx="3.5" cy="8" r="1.6"/><circle cx="12.4" cy="3.6" r="1.6"/><circle cx="12.4"'
        ' cy="12.4" r="1.6"/><path d="M5.1 8H8l2.9-3.4M8 8l2.9 3.4"/>'
    ),
    "box": (
        '<path d="M8 1.9l5.75 2.95v6.3L8 14.1l-5.75-2.95v-6.3zM2.25 4.85L8 7.75l5.75-2.9M8'
        ' 7.75v6.35"/>'
    ),
    "person": (
        '<circle cx="8" cy="5" r="2.75"/><path d="M2.6 13.75c.5-2.7 2.6-4.2 5.4-4.2s4.9 1.5 5.4'
        ' 4.2"/>'
    ),
    "people": (
        '<circle cx="6" cy="5.4" r="2.5"/><path d="M1.6 13.5c.35-2.5 2-3.9 4.4-3.9s4.05 1.4 4.4'
        ' 3.9"/><path d="M10.6 3.1a2.5 2.5 0 0 1 0 4.6M12.2 9.9c1.3.5 2.1 1.7 2.3 3.6"/>'
    ),
    "grid": (
        '<rect x="2.25" y="2.25" width="11.5" height="11.5" rx="1.5"/><path d="M8 2.25v11.5M2.25'
        ' 8h11.5"/>'
    ),
    "chart": '<path d="M2.25 2.25v11.5h11.5M4.75 10.75L7.75 7.25l2.5 2 3.5-4.5"/>',
    "sliders": (
        '<path d="M2 4.5h5M11 4.5h3M2 11.5h3M9 11.5h5"/><circle cx="9" cy="4.5" r="1.9"/><circle'
        ' cx="7" cy="11.5" r="1.9"/>'
    ),
    # frame
    "bell": '<path d="M3.4 11.5h9.2L11.5 10V7a3.5 3.5 0 0 0-7 0v3zM6.6 13.9h2.8"/>',
    "globe": (
        '<circle cx="8" cy="8" r="6"/><path d="M2 8h12M8 2c3.2 3.4 3.2 8.6 0 12M8 2c-3.2 3.4-3.2'
        ' 8.6 0 12"/>'
    ),
    "search": '<circle cx="7" cy="7" r="4.5"/><path d="M10.4 10.4L14 14"/>',
    "menu": '<path d="M2.5 4h11M2.5 8h11M2.5 12h11"/>',
    "home": '<path d="M2.25 7.5L8 2.25l5.75 5.25M4 6.25v7.5h8v-7.5M6.75 13.75v-4h2.5v4"/>',
    "keyboard": (
        '<rect x="1.5" y="4" width="13" height="8.5" rx="1.5"/>'
        '<path d="M4 6.75h.1M6.65 6.75h.1M9.3 6.75h.1M11.9 6.75h.1M5 9.9h6"/>'
    ),
    "logout": '<path d="M6.5 2.5h-4v11h4M6 8h8M11.25 5.25L14 8l-2.75 2.75"/>',
    "key": (
        '<circle cx="5" cy="11" r="2.75"/><path d="M7 9l6.25-6.25M10.5 5.5l2 2M8.9 7.1l1.2 1.2"/>'
    ),
    "lock": (
        '<rect x="3" y="7" width="10" height="6.75" rx="1.25"/><path d="M5.25 7V4.75a2.75 2.75 0 0'
        ' 1 5.5 0V7M8 9.75v1.5"/>'
    ),
    "eye": (
        '<path d="M1.5 8S3.9 3.75 8 3.75 14.5 8 14.5 8 12.1 12.25 8 12.25 1.5 8 1.5 8z"/><circle'
        ' cx="8" cy="8" r="1.9"/>'
    ),
    # doing
    "plus": '<path d="M8 3v10M3 8h10"/>',
    "minus": '<path d="M3 8h10"/>',
    "check": '<path d="M3 8.5l3.25 3.25L13 4.75"/>',
    "close": '<path d="M4 4l8 8M12 4l-8 8"/>',
    "edit": '<path d="M2.75 13.25l.6-3L10.5 3.1l2.4 2.4-7.15 7.15z"/>',
    "trash": (
        '<path d="M2.5 4.25h11M6 4.25v-1.75h4v1.75M4 4.25l.6 9.5h6.8l.6-9.5M6.75 7v4M9.25 7v4"/>'
    ),
    "copy": (
        '<rect x="5.5" y="5.5" width="8.25" height="8.25" rx="1.25"/><path d="M10.5'
        ' 5.5V2.25H2.25v8.25H5.5"/>'
    ),
    "undo": '<path d="M5.25 2.75L2.5 5.5l2.75 2.75M2.5 5.5h7a3.75 3.75 0 0 1 0 7.5H6"/>',
    "refresh": '<path d="M13.25 8a5.25 5.25 0 1 1-1.5-3.7M13.4 1.9v3h-3"/>',
    "download": '<path d="M8 2.25v7.5M4.75 6.75L8 10l3.25-3.25M2.5 13.5h11"/>',
    "upload": '<path d="M8 10.25v-7.5M4.75 5.75L8 2.5l3.25 3.25M2.5 13.5h11"/>',
    "print": '<path d="M4.5 6V2.25h7V6M4.5 11.5H2.25V6h11.5v5.5H11.5M4.5 9.25h7v4.5h-7z"/>',
    "rss": '<path d="M3 3a10 10 0 0 1 10 10M3 7.25A5.75 5.75 0 0 1 8.75 13M3.6 12.4h.1"/>',
    "filter": '<path d="M2 4h12M4.25 8h7.5M6.5 12h3"/>',
    "more": '<path stroke-width="2.25" d="M3.4 8h.1M7.95 8h.1M12.5 8h.1"/>',
    "link": (
        '<path d="M6.75 9.25a2.75 2.75 0 0 0 3.9 0l2.3-2.3a2.75 2.75 0 1 0-3.9-3.9l-1 1"/>'
        '<path d="M9.25 6.75a2.75 2.75 0 0 0-3.9 0l-2.3 2.3a2.75 2.75 0 1 0 3.9 3.9l1-1"/>'
    ),
    "mail": (
        '<rect x="2" y="3.5" width="12" height="9" rx="1.25"/><path d="M2.5 4.5L8 8.75l5.5-4.25"/>'
    ),
    "send": '<path d="M14 2L7 9M14 2L9.75 14 7 9 2 6.25z"/>',
    # directions
    "chevron-down": '<path d="M3.75 6L8 10.25 12.25 6"/>',
    "chevron-up": '<path d="M3.75 10L8 5.75 12.25 10"/>',
    "chevron-left": '<path d="M10 3.75L5.75 8 10 12.25"/>',
    "chevron-right": '<path d="M6 3.75L10.25 8 6 12.25"/>',
    "arrow-right": '<path d="M2.75 8h10.5M9.25 4L13.25 8l-4 4"/>',
    "arrow-left": '<path d="M13.25 8H2.75M6.75 4l-4 4 4 4"/>',
    # how it stands
    "check-circle": '<circle cx="8" cy="8" r="6"/><path d="M5.4 8.2l1.9 1.9 3.4-3.9"/>',
    "cross-circle": '<circle cx="8" cy="8" r="6"/><path d="M6 6l4 4M10 6l-4 4"/>',
    "minus-circle": '<circle cx="8" cy="8" r="6"/><path d="M5.25 8h5.5"/>',
    "clock": '<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.4 1.6"/>',
    "block": '<path d="M5.5 2h5L14 5.5v5L10.5 14h-5L2 10.5v-5zM8 5v3.4M8 10.9v.1"/>',
    "warning": '<path d="M8 2.25l6.5 11.25h-13zM8 6.4v3.3M8 11.5v.1"/>',
    "info": '<circle cx="8" cy="8" r="6"/><path d="M8 7.4V11M8 5v.1"/>',
    "question": (
        '<circle cx="8" cy="8" r="6"/><path d="M6.2 6.4a1.85 1.85 0 1 1 2.5 1.75c-.5.2-.7.5-.7 1M8'
        ' 11.2v.1"/>'
    ),
    "star": (
        '<path d="M8 2l1.8 3.75 4.1.55-3 2.85.75 4.1L8 11.25l-3.65 2 .75-4.1-3-2.85 4.1-.55z"/>'
    ),
    "bolt": '<path d="M9 1.75L3.5 9h4L7 14.25 12.5 7h-4z"/>',
    "megaphone": (
        '<path d="M2.25 6.25h2.5L12 3v9.5L4.75 9.75h-2.5zM5 9.75l.9 3.5h1.9l-.9-2.75M14 6.5v2.75"/>'
    ),
    "swap": '<path d="M2.5 5.5h10M10 3l2.5 2.5L10 8M13.5 10.5h-10M6 8l-2.5 2.5L6 13"/>',
    "stamp": '<path d="M6.1 2.5h3.8v2L9.3 8h4.2v2.75h-11V8h4.2l-.6-3.5zM3 13.5h10"/>',
    "play": '<path d="M5 3.25L12 8l-7 4.75z"/>',
    "pause": '<path d="M5.5 3.5v9M10.5 3.5v9"/>',
    "stop": '<rect x="4" y="4" width="8" height="8" rx=".75"/>',
    "archive": '<path d="M2.25 3h11.5v3H2.25zM3.25 6v7.25h9.5V6M6.5 8.75h3"/>',
    # ways out and works
    "equals": '<path d="M3 6h10M3 10h10"/>',
    "not-equal": '<path d="M3 6h10M3 10h10M10.5 3l-5 10"/>',
    "merge": '<circle cx="5.75" cy="8" r="3.6"/><circle cx="10.25" cy="8" r="3.6"/>',
    "split": '<path d="M2.25 8H6l4-4.25h3.5M6 8l4 4.25h3.5M11.5 1.75l2 2-2 2M11.5 10.25l2 2-2 2"/>',
    "leave": '<path d="M9 3H3v10h6M7 8h7M11.5 5.5L14 8l-2.5 2.5"/>',
    "shift": '<path d="M2.5 3v10M13.5 3v10M4.75 8h6M8.5 5.5L11 8l-2.5 2.5"/>',
    "handshake": '<path d="M1.75 9L5 5.75l3 1.75 3-1.75L14.25 9M5 5.75v5l3 2.5 3-2.5v-5"/>',
    "truck": (
        '<path d="M1.5 4h8v7.5h-8zM9.5 6.75h3l2 2.4v2.35h-5"/><circle cx="4.5" cy="12"'
        ' r="1.4"/><circle cx="11.5" cy="12" r="1.4"/>'
    ),
    "phone": (
        '<path d="M4 2.5l2 .5.6 3L5 7.1c.85 1.75 2.1 3 3.9 3.9L10 9.4l3 .6.5 2c-1.4 2.4-5'
        ' 1.5-7.5-1S2.6 5 4 2.5z"/>'
    ),
    "document": '<path d="M3.75 2h5.5l3 3v9h-8.5zM6.25 7.5h3.75M6.25 10.5h3.75"/>',
    "sheet": (
        '<rect x="2.25" y="2.75" width="11.5" height="10.5" rx="1.25"/><path d="M2.25'
        ' 6.25h11.5M2.25 9.75h11.5M6.5 2.75v10.5"/>'
    ),
    "quote": (
        '<path d="M6.5 4.75H3v4h3.5zM6.5 8.75c0 1.6-.9 2.6-2.75 2.9M13 4.75H9.5v4H13zM13 8.75c0'
        ' 1.6-.9 2.6-2.75 2.9"/>'
    ),
    "gift": (
        '<path d="M2.25 5.25h11.5V8H2.25zM3.25 8v5.75h9.5V8M8 5.25v8.5M8 5.25C5 5.25 4.5 2.25 6'
        ' 2.25s2 3 2 3 .5-3 2-3 1 3-2 3z"/>'
    ),
    "money": (
        '<circle cx="8" cy="8" r="6"/><path d="M5.6 4.9L8 7.9l2.4-3M8 7.9v3.4M6 8.2h4M6 9.9h4"/>'
    ),
    "target": '<circle cx="8" cy="8" r="6"/><circle cx="8" cy="8" r="2.75"/><path d="M8 8h.05"/>',
    "shield": (
        '<path d="M8 1.9l5.25 2v3.85c0 3-2.1 5.1-5.25 6.35-3.15-1.25-5.25-3.35-5.25-6.35V3.9z"/>'
    ),
    "tag": '<path d="M2.25 2.25h5.5l6 6-5.5 5.5-6-6zM5 5h.1"/>',
    "pin": (
        '<path d="M8 14.25s4.75-4.4 4.75-7.75a4.75 4.75 0 0 0-9.5 0c0 3.35 4.75 7.75 4.75'
        ' 7.75z"/><circle cx="8" cy="6.5" r="1.6"/>'
    ),
    "tree": (
        '<rect x="5.75" y="1.75" width="4.5" height="3.5" rx=".75"/><rect x="1.75" y="10.75"'
        ' width="4.5" height="3.5" rx=".75"/><rect x="9.75" y="10.75" width="4.5" height="3.5"'
        ' rx=".75"/><path d="M8 5.25V8M4 10.75V8h8v2.75"/>'
    ),
    "history": '<path d="M2.75 8a5.25 5.25 0 1 0 1.5-3.7M2.6 1.9v3h3M8 5v3.2l2.2 1.4"/>',
}

# The mark of Jiepai: four bars, the first one the beat.
BRAND = (
    '<rect class="down" x="1" y="2" width="3.5" height="16" rx="1"/><rect class="bar" x="6" y="9"'
    ' width="3.5" height="9" rx="1"/><rect class="bar" x="11" y="6" width="3.5" height="12"'
    ' rx="1"/><rect class="bar" x="16" y="11" width="3" height="7" rx="1"/>'
)


def sprite() -> SafeString:
    """All drawings as symbols ``i-<name>``; once per page, invisible."""
    symbols = format_html_join(
        "",
        '<symbol id="i-{}" viewBox="0 0 16 16">{}</symbol>',
        ((name, SafeString(shape)) for name, shape in DRAWINGS.items()),
    )
    return format_html('<svg class="sprite" aria-hidden="true">{}</svg>', symbols)


def icon(name: str, classes: str = "") -> SafeString:
    """One drawing from the sprite, hidden from screen readers because a word stands beside it.
    Raises ``KeyError`` for an unknown name.
    """
    if name not in DRAWINGS:
        raise KeyError(f"there is no icon {name!r}")
    return format_html(
        '<svg class="{}" viewBox="0 0 16 16" aria-hidden="true"><use href="#i-{}"/></svg>',
        f"i {classes}".strip(),
        name,
    )


def brand() -> SafeString:
    """The product's mark."""
    return format_html(
        '<svg class="i i-20" viewBox="0 0 20 20" aria-hidden="true" stroke="none">{}</svg>',
        SafeString(BRAND),
    )
