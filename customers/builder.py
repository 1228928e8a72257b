"""The condition rows of the segment page, to and from a filter tree."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

from django.core.exceptions import ValidationError

from customers.filter_fields import ATTRIBUTE, FieldInfo
from customers.filter_parsing import filter_fields, parse_filter
from customers.filter_sql import LIST_OPS
from customers.formatting import operator_of

MAX_ROWS = 20
ROW = re.compile(r"c\.(\d{1,4})\.field", re.ASCII)
SEPARATORS = re.compile(r"[,，;；、\t\r\n]+")
ALL, ANY = "all", "any"


class Fields(Protocol):
    """What a QueryDict offers."""

    def get(self, key: str, default: str = ...) -> Any: ...

    def getlist(self, key: str) -> Sequence[str]: ...


class Offered:
    """What the rows' selects offer, read once for a page."""

    @cached_property
    def fields(self) -> dict[str, FieldInfo]:
        return {info.name: info for info in filter_fields()}

    @property
    def plain(self) -> list[tuple[str, str]]:
        return [
            (info.name, str(info.label))
            for info in self.fields.values()
            if not info.name.startswith(ATTRIBUTE)
        ]

    @property
    def kept(self) -> list[tuple[str, str]]:
        """The columns that imports kept."""
        return [
            (info.name, str(info.label))
            for info in self.fields.values()
            if info.name.startswith(ATTRIBUTE)
        ]


@dataclass(slots=True)
class Row:
    """One condition as the form holds it; ``left`` is how many persons are left after it,
    ``unknown`` how many have no value, ``errors`` what is wrong with it.
    """

    index: int
    info: FieldInfo
    op: str
    values: list[str] = field(default_factory=list)
    negated: bool = False
    left: str = ""
    unknown: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        return f"c.{self.index}"

    @property
    def ops(self) -> list[tuple[str, str]]:
        return [(op, operator_of(op, self.info.type)) for op in self.info.ops]

    @property
    def control(self) -> str:
        """How the value is typed: select, many, known, between, number, date or text."""
        if self.op == "is_null":
            return "known"
        if self.info.choices:
            return "many" if self.op in LIST_OPS else "select"
        if self.op in LIST_OPS:
            return "list"
        return "between" if self.op == "between" else self.input_type

    @property
    def input_type(self) -> str:
        if self.info.type == "days":
            return "number"
        return self.info.type if self.info.type in {"number", "date"} else "text"

    @property
    def first(self) -> str:
        return self.values[0] if self.values else ""

    @property
    def second(self) -> str:
        return self.values[1] if len(self.values) > 1 else ""

    @property
    def listed(self) -> str:
        return ", ".join(self.values)

    def condition(self) -> dict[str, Any]:
        """The row as a node of the tree, not yet checked."""
        value: Any = self.first
        if self.op == "is_null":
            value = self.first != "known"
        elif self.op in LIST_OPS:
            value = self.values
        elif self.op == "between":
            value = self.values[:2]
        leaf = {"field": self.info.name, "op": self.op, "value": value}
        return {"not": leaf} if self.negated else leaf


def row_of(index: int, node: Mapping[str, Any], fields: Mapping[str, FieldInfo]) -> Row | None:
    """The row of a condition or a negated one; None for anything more complicated."""
    negated = "not" in node
    leaf = node["not"] if negated else node
    if "field" not in leaf or leaf["field"] not in fields:
        return None
    value = leaf["value"]
    if leaf["op"] == "is_null":
        values = ["unknown" if value else "known"]
    else:
        values = [str(one) for one in value] if isinstance(value, list) else [str(value)]
    return Row(index, fields[leaf["field"]], leaf["op"], values, negated)


def rows_of(tree: Mapping[str, Any], offered: Offered) -> tuple[str, list[Row]] | None:
    """How the rows are joined, and the rows; None for a tree that rows cannot show."""
    join = next(iter(tree))
    parts = tree[join] if join in {ALL, ANY} else [tree]
    rows = [row_of(index, part, offered.fields) for index, part in enumerate(parts)]
    return (
        (join if join in {ALL, ANY} else ALL, [row for row in rows if row]) if all(rows) else None
    )


def rows_from(data: Any, offered: Offered) -> tuple[str, list[Row]]:
    """How the rows of a form are joined, and the rows in their order; a comparison that the field
    does not know becomes its first.
    """
    rows: list[Row] = []
    for name in list(data):
        match = ROW.fullmatch(name)
        info = offered.fields.get(data.get(name)) if match else None
        if match is None or info is None or len(rows) == MAX_ROWS:
            continue
        prefix = f"c.{match[1]}"
        op = data.get(f"{prefix}.op", "")
        values = [value.strip() for value in data.getlist(f"{prefix}.value") if value.strip()]
        if op in LIST_OPS and not info.choices:
            values = [
                part.strip() for value in values for part in SEPARATORS.split(value) if part.strip()
            ]
        negated = data.get(f"{prefix}.not", "") == "on"
        rows.append(
            Row(int(match[1]), info, op if op in info.ops else info.ops[0], values, negated)
        )
    return (ANY if data.get("join") == ANY else ALL), rows


def new_row(rows: Sequence[Row], offered: Offered) -> Row:
    """An empty row below the others."""
    info = next(iter(offered.fields.values()))
    index = max((row.index for row in rows), default=-1) + 1
    return Row(index, offered.fields.get("group", info), "eq")


def checked(join: str, rows: Sequence[Row]) -> dict[str, Any] | None:
    """The filter of the rows in canonical form; None, with the errors on the rows, when one is
    wrong.
    """
    if not rows:
        return None
    try:
        return parse_filter({join: [row.condition() for row in rows]})
    except ValidationError as error:
        for path, entries in error.error_dict.items():
            place = path.split(".")
            if len(place) > 2 and place[2].isdigit():
                rows[int(place[2])].errors.extend(
                    message for entry in entries for message in entry.messages
                )
    return None
