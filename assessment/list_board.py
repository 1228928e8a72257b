"""A category's list with its sums and its versions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from assessment.beginning import list_number
from assessment.models import ChecklistItem, ChecklistVersion
from assessment.queries import running_on_older
from campaigns.enums import Category, GateName

SHOWN = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class GateSum:
    """How much is due by a gate, that of the gates before it included, and how many of its lines
    must not be missing.
    """

    label: str | Promise
    weight: int
    mandatory: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListBoard:
    """``number`` is that of the list as it is now; ``older`` plans run on one before it."""

    lines: Sequence[ChecklistItem]
    gates: Sequence[GateSum]
    number: int
    versions: Sequence[ChecklistVersion]
    older: int


def board_of(category: Category) -> ListBoard:
    """The list of a category, in a fixed number of queries."""
    lines = list(ChecklistItem.objects.filter(category=category))
    number = list_number(category)
    return ListBoard(
        lines=lines,
        gates=[sum_of(lines, gate) for gate in GateName],
        number=number,
        versions=list(
            ChecklistVersion.objects.filter(category=category).select_related("made_by")[:SHOWN]
        ),
        older=running_on_older(category, number),
    )


def sum_of(lines: Sequence[ChecklistItem], gate: GateName) -> GateSum:
    until = list(GateName)[: list(GateName).index(gate) + 1]
    due = [one for one in lines if one.is_active and one.gate in until]
    return GateSum(
        label=gate.label,
        weight=sum(one.weight for one in due),
        mandatory=sum(one.is_mandatory for one in due if one.gate == gate),
    )
