"""Words that an advertisement may not use, found however they are written: in full width, in
traditional characters, with blanks or punctuation inside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from preflight.letters import is_whole, letters_of


@dataclass(frozen=True, slots=True, kw_only=True)
class TermFacts:
    """A word of the list with the other ways to write it; ``forms`` holds all of them."""

    word: str
    level: str
    article: str
    forms: tuple[str, ...]
    explanation: str = ""
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of the list as it stands in a text, at which place of it."""

    term: TermFacts
    written: str
    start: int


def hits(text: str, terms: tuple[TermFacts, ...]) -> Iterator[Hit]:
    """Every word of the list in the text, in its order; of two that begin together the longer one,
    and none within another.
    """
    letters = list(letters_of(text))
    read = "".join(letter for letter, _place in letters)
    pattern, meaning = search(terms)
    for match in pattern.finditer(read) if meaning else ():
        start, end = letters[match.start()][1], letters[match.end() - 1][1] + 1
        if is_whole(text, start, end):
            yield Hit(meaning[match.group()], text[start:end], start)


@lru_cache(maxsize=8)
def search(terms: tuple[TermFacts, ...]) -> tuple[re.Pattern[str], dict[str, TermFacts]]:
    """One expression for all forms, the longest first, and which word each form stands for."""
    meaning: dict[str, TermFacts] = {}
    for term in terms:
        for form in term.forms:
            if read := "".join(letter for letter, _place in letters_of(form)):
                meaning.setdefault(read, term)
    longest_first = sorted(meaning, key=lambda one: (-len(one), one))
    return re.compile("|".join(map(re.escape, longest_first))), meaning


def words_of(level: str, terms: Iterable[TermFacts]) -> tuple[TermFacts, ...]:
    """The words of the list that are of a level."""
    return tuple(term for term in terms if term.level == level)
