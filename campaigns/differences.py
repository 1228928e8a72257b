"""Where two versions of something differ: of plans as JSON and of plans as lines in words."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """One place in which two values differ; a side that lacks it is None. ``path`` are the keys
    and 0-based positions that lead there.
    """

    path: tuple[Hashable, ...]
    before: Any
    after: Any


def changes(before: object, after: object, path: tuple[Hashable, ...] = ()) -> Iterator[Change]:
    """The smallest parts that differ: mappings by key, in the order of the older one and then what
    is new, lists element by element.
    """
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys([*before, *after]):
            yield from changes(before.get(key), after.get(key), (*path, key))
    elif isinstance(before, list) and isinstance(after, list):
        for n in range(max(len(before), len(after))):
            yield from changes(_at(before, n), _at(after, n), (*path, n))
    elif before != after:
        yield Change(path, before, after)


def _at(values: Sequence[object], place: int) -> object:
    return values[place] if place < len(values) else None
