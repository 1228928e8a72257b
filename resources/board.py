"""The board of stock: branch × resource."""

from __future__ import annotations

from dataclasses import dataclass

from organization.models import Unit, User
from resources.access import visible_units
from resources.models import Resource
from resources.queries import StockLine, stock_lines


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A resource with its line in each unit of the board; None where it never lay."""

    resource: Resource
    lines: tuple[StockLine | None, ...]

    @property
    def width(self) -> int:
        return max((line.width for line in self.lines if line), default=0)

    @property
    def is_short(self) -> bool:
        return any(line is not None and line.shortage is not None for line in self.lines)


@dataclass(frozen=True, slots=True)
class Board:
    """Branch × resource."""

    units: list[Unit]
    rows: list[BoardRow]

    @property
    def short(self) -> int:
        """In how many places something is missing."""
        return sum(1 for row in self.rows for line in row.lines if line and line.shortage)


def board(*, user: User, kind: str = "", unit: str = "", only_short: bool = False) -> Board:
    """The stock that a user sees, what is short first; narrowed by kind of resource, unit, and to
    what is short.
    """
    units = visible_units(user).filter(code=unit) if unit else visible_units(user)
    lines = [
        line
        for line in stock_lines(user=user, units=units)
        if not kind or line.resource.kind == kind
    ]
    short = {line.resource.pk for line in lines if line.shortage}
    shown = {line.unit.pk: line.unit for line in lines}
    columns = sorted(shown.values(), key=lambda one: (one.position, one.code))
    by_key = {(line.resource.pk, line.unit.pk): line for line in lines}
    resources = {
        line.resource.pk: line.resource for line in lines if line.resource.is_active or line.on_hand
    }
    every = [
        BoardRow(resource, tuple(by_key.get((resource.pk, column.pk)) for column in columns))
        for resource in resources.values()
        if not only_short or resource.pk in short
    ]
    return Board(columns, sorted(every, key=lambda row: not row.is_short))
