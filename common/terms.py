"""Words that many pages share, each with its icon and colour class. The Chinese ones are those of
the glossary.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Term:
    """A state or severity as people see it: always a word, an icon and a colour together."""

    word: str | Promise
    icon: str
    css: str = ""


# The colours of departments, each with the character and the letter that stand for it where the
# unit has none of its own.
UNIT_MARKS: dict[str, tuple[str, str]] = {
    "gk": ("个", "C"),
    "zq": ("政", "E"),
    "cp": ("产", "P"),
    "fg": ("分", "B"),
    "sg": ("省", "V"),
}


def unit_mark(colour: str, *, chinese: bool) -> str:
    """The mark of a department's colour in the reader's language; empty for an unknown colour."""
    return UNIT_MARKS.get(colour, ("", ""))[0 if chinese else 1]
