"""Facts made of others: lists, values per code, records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from common import display
from findings.facts.base import Fact, Names, Noun, Text
from findings.facts.codes import Textual


@dataclass(frozen=True)
class Many(Fact):
    """A list of one kind; a figure of it counts its items and names them below. Records are shown
    as a ``table`` below that heading, one column for each part that has a figure.
    """

    each: Fact
    table: Text = ""

    @property
    def what(self) -> str:
        return f"list of {self.each.what}"

    def check(self, value: Any) -> list[Any]:
        if not isinstance(value, list | tuple):
            raise self.refuse(value)
        return [self.each.encode(one) for one in value]

    def decode(self, stored: Any) -> Any:
        return [self.each.decode(one) for one in stored]

    def read(self, stored: Any, names: Names) -> Any:
        return [self.each.read(one, names) for one in stored]

    def write(self, value: Any) -> str:
        return str(len(value))

    def codes(self, stored: Any) -> Iterator[tuple[Noun, str]]:
        for one in stored:
            yield from self.each.codes(one)


@dataclass(frozen=True)
class OneOrMany(Many):
    """A list, or its one item by itself: how a subject names products."""

    @property
    def what(self) -> str:
        return f"{self.each.what} or a list of them"

    def check(self, value: Any) -> Any:
        if not isinstance(value, list):
            return self.each.encode(value)
        return super().check(value)

    def decode(self, stored: Any) -> Any:
        return super().decode(stored) if isinstance(stored, list) else self.each.decode(stored)

    def read(self, stored: Any, names: Names) -> Any:
        if isinstance(stored, list):
            return super().read(stored, names)
        return self.each.read(stored, names)

    def codes(self, stored: Any) -> Iterator[tuple[Noun, str]]:
        yield from super().codes(stored if isinstance(stored, list) else [stored])


@dataclass(frozen=True)
class Per(Fact):
    """A value of one kind for each of some codes or words; read, its keys stay codes, because two
    units may share a name.
    """

    by: Textual
    each: Fact

    @property
    def what(self) -> str:
        return f"{self.each.what} per {self.by.what}"

    def check(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping):
            raise self.refuse(value)
        return {self.by.check(key): self.each.encode(one) for key, one in value.items()}

    def decode(self, stored: Any) -> Any:
        return {key: self.each.decode(one) for key, one in stored.items()}

    def read(self, stored: Any, names: Names) -> Any:
        return {key: self.each.read(one, names) for key, one in stored.items()}

    def codes(self, stored: Any) -> Iterator[tuple[Noun, str]]:
        for key, one in stored.items():
            yield from self.by.codes(key)
            yield from self.each.codes(one)


@dataclass(frozen=True)
class Record(Fact):
    """Some facts of one thing, by name; each is there, or None where it may be."""

    parts: Mapping[str, Fact]

    @property
    def what(self) -> str:
        inner = ", ".join(f"`{name}` {part.holds}" for name, part in self.parts.items())
        return f"({inner})"

    def check(self, value: Any) -> dict[str, Any]:
        if not isinstance(value, Mapping) or set(value) != set(self.parts):
            raise self.refuse(value)
        return {name: part.encode(value[name]) for name, part in self.parts.items()}

    def decode(self, stored: Any) -> Any:
        return {
            name: None if stored[name] is None else part.decode(stored[name])
            for name, part in self.parts.items()
            if name in stored
        }

    def read(self, stored: Any, names: Names) -> Any:
        return {
            name: None if stored[name] is None else part.read(stored[name], names)
            for name, part in self.parts.items()
            if name in stored
        }

    def codes(self, stored: Any) -> Iterator[tuple[Noun, str]]:
        for name, part in self.parts.items():
            if stored.get(name) is not None:
                yield from part.codes(stored[name])


@dataclass(frozen=True)
class Span(Record):
    """Some facts of a span of days, written as its days; ``from`` and ``until`` are among them."""

    def write(self, value: Any) -> str:
        return display.date_range(value["from"], value["until"])
