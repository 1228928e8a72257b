"""A text as it is read, letter by letter, whatever its width, case, blanks and characters."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from opencc import OpenCC

# Signs that carry meaning, and those at which a sentence ends: no word reaches across these.
SIGNS, STOPS = frozenset("%‰"), frozenset("。\n\r")
STOP = "\n"


def letters_of(text: str) -> Iterator[tuple[str, int]]:
    """What is read of a text: half-width, simplified, lower-case letters and digits, each with its
    place.
    """
    for place, sign in enumerate(text):
        if sign in STOPS:
            yield STOP, place
            continue
        for letter in unicodedata.normalize("NFKC", sign).casefold():
            if letter.isalnum() or letter in SIGNS:
                yield simplified(letter), place


def is_whole(text: str, start: int, end: int) -> bool:
    """Whether no Latin word or number goes on at either end of a part of the text: “100%” does not
    stand in “2100%”.
    """
    return not (
        (start > 0 and is_latin(text[start]) and is_latin(text[start - 1]))
        or (end < len(text) and is_latin(text[end - 1]) and is_latin(text[end]))
    )


def is_latin(sign: str) -> bool:
    plain = unicodedata.normalize("NFKC", sign)
    return plain.isascii() and plain.isalnum()


@lru_cache(maxsize=20_000)
def simplified(letter: str) -> str:
    """A traditional character in its simplified form; everything else as it is."""
    return letter if letter.isascii() else str(converter().convert(letter))


@cache
def converter() -> OpenCC:
    """The tables are read once, when the first text is."""
    return OpenCC("t2s")
