"""The moves of an arrangement as an Excel workbook."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from campaigns.views.sheets import Column, workbook
from preflight.models import ArrangedMove, Arrangement


def move_sheet(
    shown: Arrangement, moves: Sequence[tuple[ArrangedMove, Sequence[str]]]
) -> HttpResponse:
    """A row for each move with its reasons in words."""
    every = [move for move, _reasons in moves]
    plans = [move.campaign for move in every]
    before, after = _("Contacted too often before"), _("Contacted too often after")
    columns = [
        Column(_("Number"), 14, [plan.code for plan in plans]),
        Column(_("Campaign"), 32, [plan.name for plan in plans]),
        Column(_("Department"), 18, [plan.owner_unit.label for plan in plans]),
        Column(_("First day"), 12, [move.from_on for move in every]),
        Column(_("New first day"), 12, [move.to_on for move in every]),
        Column(pgettext("arranging", "Days moved"), 10, [move.days for move in every]),
        Column(_("Waves to days of their own"), 12, [len(move.waves) for move in every]),
        Column(before, 14, [move.persons[0] for move in every]),
        Column(after, 14, [move.persons[1] for move in every]),
        Column(
            _("What comes about if it alone stays"), 60, ["\n".join(told) for _move, told in moves]
        ),
        Column(_("State"), 14, [move.get_state_display() for move in every]),
        Column(pgettext("arranging", "Answer"), 30, [move.answer for move in every]),
    ]
    name = f"{shown.cycle.code}-{shown.created_at:%Y%m%d}.xlsx"
    return workbook(name, pgettext("arranging", "Moves"), columns)
