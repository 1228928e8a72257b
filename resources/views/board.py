from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render

from organization.access import permission_required
from organization.forms import restrict
from organization.http import SignedInRequest
from organization.permissions import Permission
from resources import board as boards
from resources import queries
from resources.access import is_branch_person, visible_units
from resources.board import BoardRow
from resources.forms import BoardFilter
from resources.models import Resource
from resources.queries import StockLine

BAR = 132  # units of length of the longest bar in a row


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """A place on the board with its bar: there, on its way, held, asked for, and ``over`` what
    there is; in units of the drawing.
    """

    line: StockLine
    on_hand: int
    hard: int
    soft: int
    arriving: int
    there: int
    over: int


@permission_required(Permission.SEE_STOCK)
def board(request: SignedInRequest) -> HttpResponse:
    """What lies where: for those who plan, branch × resource; for a branch, its own materials and
    what is to be confirmed.
    """
    form = BoardFilter(request.GET)
    restrict(
        form.fields["unit"], visible_units(request.user).filter(stocks__isnull=False).distinct()
    )
    form.is_valid()
    chosen = form.cleaned_data
    unit = chosen.get("unit")
    found = boards.board(
        user=request.user,
        kind=chosen.get("kind", ""),
        unit=unit.code if unit else "",
        only_short=bool(chosen.get("short")),
    )
    deliveries = queries.arrivals_to_come(user=request.user)
    rows: list[tuple[Resource, list[Cell | None]]] = [
        (row.resource, cells_of(row)) for row in found.rows
    ]
    context = {
        "form": form,
        "filtered": bool(chosen.get("kind") or unit or chosen.get("short")),
        "units": found.units,
        "rows": rows,
        "short": found.short,
        "coming": len(deliveries),
        "due": [delivery for delivery in deliveries if delivery.is_due],
        "may_manage": request.user.may(Permission.MANAGE_STOCK),
        "bar": BAR,
        "is_branch": is_branch_person(request.user),
        "tab": "board",
    }
    template = "resources/materials.html" if context["is_branch"] else "resources/board.html"
    return render(request, template, context)


def cells_of(row: BoardRow) -> list[Cell | None]:
    """The cells of a row, all bars to one scale."""
    return [cell_of(line, row.width) if line else None for line in row.lines]


def cell_of(line: StockLine, width: int) -> Cell:
    """One bar. What is held by approved plans comes first, then what submitted plans ask for."""

    def length(pieces: int) -> int:
        return round(BAR * min(pieces, width) / width) if width else 0

    hard, there = length(line.hard), length(line.on_hand + line.arriving)
    return Cell(
        line=line,
        on_hand=length(line.on_hand),
        hard=hard,
        soft=max(0, length(line.hard + (line.soft or 0)) - hard),
        there=there,
        arriving=max(0, there - length(line.on_hand)),
        over=max(0, length(line.hard + (line.soft or 0)) - there),
    )
