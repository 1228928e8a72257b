"""Frozen values of rules as bytes, and back: JSON with the names of classes, every bitmap once and
apart, all of it compressed.

Only fields that differ from their default are written, so a field that is added later reads as its
default.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from typing import Any, get_args, get_origin, get_type_hints

from pyroaring import AbstractBitMap, FrozenBitMap

FAST = 1  # of zlib's levels: bitmaps hardly get smaller with more


class Packer:
    """Collects the bitmaps of what it writes down."""

    def __init__(self) -> None:
        self.places: dict[bytes, int] = {}

    def write(self, value: Any) -> Any:
        """The value as JSON knows it."""
        match value:
            case Enum() | Decimal() | dt.date() | dt.time():
                return written(value)
            case None | bool() | int() | float() | str():
                return value
            case AbstractBitMap():
                data = bytes(value.serialize())
                return {"b": self.places.setdefault(data, len(self.places))}
            case Mapping():
                return {"m": [[self.write(key), self.write(one)] for key, one in value.items()]}
            case tuple() if hasattr(value, "_fields"):
                named = zip(value._fields, value, strict=True)
                return {
                    "o": type(value).__name__,
                    "f": {key: self.write(one) for key, one in named},
                }
            case tuple() | list():
                return [self.write(one) for one in value]
            case frozenset() | set():
                return {"s": [self.write(one) for one in sorted(value)]}
            case _ if is_dataclass(value):
                own = {
                    one.name: self.write(held)
                    for one in fields(value)
                    if one.init and not is_default(one, held := getattr(value, one.name))
                }
                return {"o": type(value).__name__, "f": own}
            case _:
                raise TypeError(f"{type(value).__name__} cannot be packed")


def written(value: Enum | Decimal | dt.date | dt.time) -> dict[str, Any]:
    """A value of one piece that JSON does not know."""
    match value:
        case Enum():
            return {"e": [type(value).__name__, value.value]}
        case Decimal():
            return {"n": str(value)}
        case dt.date():
            return {"d": value.isoformat()}
        case _:
            return {"t": value.isoformat()}


def is_default(one: Field[Any], value: Any) -> bool:
    """Whether a field holds what it holds where nobody says anything."""
    if one.default is not MISSING:
        return bool(type(one.default) is type(value) and one.default == value)
    return one.default_factory is not MISSING and bool(one.default_factory() == value)


def pack(value: Any) -> bytes:
    """A value made of frozen dataclasses, bitmaps and plain values. Raises ``TypeError`` for any
    other.
    """
    packer = Packer()
    text = json.dumps(packer.write(value), separators=(",", ":"), ensure_ascii=False).encode()
    parts = [text, *packer.places]
    head = json.dumps([len(part) for part in parts]).encode()
    return zlib.compress(b"\n".join([head, b"".join(parts)]), FAST)


def classes_in(*roots: type[Any]) -> dict[str, type[Any]]:
    """Everything that values of these classes may be made of, by name, as their fields say."""
    found: dict[str, type[Any]] = {}
    waiting: list[Any] = list(roots)
    while waiting:
        one = waiting.pop()
        waiting += get_args(one)
        if get_origin(one) is not None or not isinstance(one, type) or one.__name__ in found:
            continue
        if is_dataclass(one) or hasattr(one, "_fields"):
            waiting += get_type_hints(one).values()
        elif not issubclass(one, Enum):
            continue
        found[one.__name__] = one
    return found


def unpack(data: bytes, classes: Mapping[str, type[Any]]) -> Any:
    """The value again; ``classes`` are those that it may be made of, by name."""
    head, body = zlib.decompress(data).split(b"\n", 1)
    parts, start = [], 0
    for size in json.loads(head):
        parts.append(body[start : start + size])
        start += size
    bitmaps = [FrozenBitMap.deserialize(part) for part in parts[1:]]
    return Reader(classes, bitmaps).read(json.loads(parts[0]))


class Reader:
    """Makes values of what ``Packer`` wrote down."""

    def __init__(self, classes: Mapping[str, type[Any]], bitmaps: Sequence[FrozenBitMap]) -> None:
        self.classes, self.bitmaps = classes, bitmaps

    def read(self, value: Any) -> Any:
        if isinstance(value, list):
            return tuple(self.read(one) for one in value)
        if not isinstance(value, dict):
            return value
        if "o" in value:
            held = {key: self.read(one) for key, one in value["f"].items()}
            return self.classes[value["o"]](**held)
        [(kind, held)] = value.items()
        if kind == "m":
            return {self.read(key): self.read(one) for key, one in held}
        if kind == "s":
            return frozenset(self.read(one) for one in held)
        return self.piece(kind, held)

    def piece(self, kind: str, held: Any) -> Any:
        match kind:
            case "e":
                return self.classes[held[0]](held[1])
            case "b":
                return self.bitmaps[held]
            case "n":
                return Decimal(held)
            case "d":
                return dt.date.fromisoformat(held)
            case _:
                return dt.time.fromisoformat(held)
