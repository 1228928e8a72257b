"""One word of a text in the place of another, at places that were found before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any


def places_by_text(places: Iterable[Mapping[str, Any]]) -> dict[str, list[int]]:
    """Where the word stands in each text, by the text's key (``findings.rewording``)."""
    found: dict[str, list[int]] = defaultdict(list)
    for one in places:
        found[one["text"]].append(one["at"])
    return dict(found)


def stands_at(text: str, word: str, places: Iterable[int]) -> bool:
    """Whether the word still stands at all the places."""
    return all(text[place : place + len(word)] == word for place in places)


def replaced(text: str, word: str, to: str, places: Sequence[int]) -> str:
    """The text with ``to`` in the place of the word, at these places of it."""
    for place in sorted(places, reverse=True):
        text = text[:place] + to + text[place + len(word) :]
    return text
