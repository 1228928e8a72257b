"""What plans of a category may do without, by section of the editor."""

from __future__ import annotations

from collections.abc import Mapping

from campaigns.enums import Category

OFFERS, CHANNELS, COMMS = "offers", "channels", "comms"

# Plans that serve or prepare sell nothing. Care for a festival or for key customers goes to a list
# with a gift: it needs neither offer nor channel nor public words.
WITHOUT: Mapping[str, frozenset[str]] = {
    Category.BASIC: frozenset({OFFERS}),
    Category.SERVICE: frozenset({OFFERS}),
    Category.CHANNEL: frozenset({OFFERS}),
    Category.CARE: frozenset({OFFERS, CHANNELS, COMMS}),
}
# Of these the sections that they do without are not even shown while they are empty.
LIGHT = frozenset({Category.CARE})


def may_lack(category: str, section: str) -> bool:
    """Whether a plan of the category is whole without anything in the section."""
    return section in WITHOUT.get(category, frozenset())


def is_left_out(category: str, section: str, *, is_filled: bool) -> bool:
    """Whether the editor spares people the section."""
    return category in LIGHT and not is_filled and may_lack(category, section)
