"""Which column of a file is which field: read from TOML, suggested from the headers, resolved to
positions.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping as MappingType
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from common.text import normalise
from customers.imports.field_kinds import Field
from customers.imports.fields import FIELDS
from customers.imports.problems import Unusable

POSITION = re.compile(r"@(\d{1,4})", re.ASCII)
REPEATED = re.compile(r"(.+)#(\d{1,3})", re.ASCII)
SHOWN_HEADERS = 12
NEEDED = ("number",)

A_TEXT = _("a text in quotation marks")
A_NUMBER = _("a whole number")
OPTION_TYPES: dict[str, tuple[type, str | Promise]] = {
    "number_prefix": (str, A_TEXT),
    "keep_unmapped": (bool, _("true or false")),
    "date_format": (str, A_TEXT),
    "sheet": (str, A_TEXT),
    "encoding": (str, A_TEXT),
    "header_row": (int, A_NUMBER),
}


@dataclass(frozen=True, slots=True)
class Mapping:
    """``columns`` names a column for each field: ``header``, ``header#2`` for its second, ``@7``
    for the seventh.
    """

    columns: MappingType[str, str]
    number_prefix: str = ""
    keep_unmapped: bool = False
    date_format: str = ""
    sheet: str = ""
    encoding: str = ""
    header_row: int = 0  # 0: where they seem to stand

    def to_toml(self) -> str:
        lines = [
            "[columns]",
            *(f"{name} = {quoted(column)}" for name, column in self.columns.items()),
            "",
            "[options]",
        ]
        for option in OPTION_TYPES:
            value = getattr(self, option)
            if value:
                lines.append(f"{option} = {written(value)}")
        return "\n".join(lines) + "\n"


def written(value: str | bool | int) -> str:
    """The value of an option in TOML."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return quoted(value) if isinstance(value, str) else str(value)


def quoted(text: str) -> str:
    """A TOML basic string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return (
        '"'
        + "".join(char if char.isprintable() else f"\\u{ord(char):04X}" for char in escaped)
        + '"'
    )


def read_mapping(text: str, fields: MappingType[str, Field] = FIELDS) -> Mapping:
    """The mapping of a TOML text that names these fields. Raises ``Unusable`` for wrong syntax,
    unknown names and wrong types.
    """
    try:
        data = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        raise Unusable("mapping-syntax", problem=str(error)) from error
    columns, options = table(data, "columns"), table(data, "options")
    unknown = [f"[{key}]" for key in data if key not in {"columns", "options"}]
    unknown += [f"columns.{key}" for key in columns if key not in fields] + [
        f"options.{key}" for key in options if key not in OPTION_TYPES
    ]
    if unknown:
        raise Unusable("mapping-unknown", names=unknown)
    for key, value in columns.items():
        if not isinstance(value, str) or not value.strip():
            raise Unusable("mapping-value", name=f"columns.{key}", expected=A_TEXT)
    for key, value in options.items():
        kind, expected = OPTION_TYPES[key]
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise Unusable("mapping-value", name=f"options.{key}", expected=expected)
    return Mapping(
        {key: " ".join(normalise(value).split()) for key, value in columns.items()}, **options
    )


def table(data: dict[str, Any], name: str) -> dict[str, Any]:
    value = data.get(name, {})
    if not isinstance(value, dict):
        raise Unusable("mapping-value", name=name, expected=_("a table"))
    return value


def column_names(headers: list[str]) -> list[str]:
    """How each column is named in a mapping: its header, ``header#2`` for a repeated one, ``@7``
    for one without.
    """
    seen: Counter[str] = Counter()
    names = []
    for position, header in enumerate(headers, start=1):
        seen[header] += 1
        names.append(
            f"@{position}"
            if not header
            else header
            if seen[header] == 1
            else f"{header}#{seen[header]}"
        )
    return names


@dataclass(frozen=True, slots=True)
class Columns:
    """A mapping as positions (from 0) in this file; ``kept`` are the unmapped columns that become
    attributes.
    """

    fields: MappingType[str, int]
    names: list[str]
    headers: list[str]
    kept: list[tuple[int, str]] = field(default_factory=list)


def resolve(mapping: Mapping, headers: list[str], needed: Sequence[str] = NEEDED) -> Columns:
    """Find the mapped columns. Raises ``Unusable`` when one is missing or used twice, or none holds
    what is needed.
    """
    names = column_names(headers)
    require(mapping, needed)
    positions: dict[str, int] = {}
    for name, column in mapping.columns.items():
        position = position_of(column, headers, names)
        if position is None:
            shown = headers[:SHOWN_HEADERS] + (["…"] if len(headers) > SHOWN_HEADERS else [])
            raise Unusable("unknown-column", column=column, field=name, headers=shown)
        for other, taken in positions.items():
            if taken == position:
                raise Unusable("column-twice", column=column, first=other, second=name)
        positions[name] = position
    used = set(positions.values())
    kept = (
        [(position, name) for position, name in enumerate(names) if position not in used]
        if mapping.keep_unmapped
        else []
    )
    return Columns(positions, names, headers, kept)


def require(mapping: Mapping, needed: Sequence[str] = NEEDED) -> None:
    """Raise ``Unusable`` unless the mapping says which columns hold what is needed."""
    for name in needed:
        if name not in mapping.columns:
            raise Unusable("no-number") if name == "number" else Unusable("no-column", field=name)


def position_of(column: str, headers: list[str], names: list[str]) -> int | None:
    """Where a column stands, from 0."""
    if column in headers:
        return headers.index(column)
    if column in names:
        return names.index(column)
    if match := POSITION.fullmatch(column):
        position = int(match[1]) - 1
        return position if 0 <= position < len(headers) else None
    if match := REPEATED.fullmatch(column):
        places = [position for position, header in enumerate(headers) if header == match[1]]
        return places[int(match[2]) - 1] if 0 < int(match[2]) <= len(places) else None
    return None
