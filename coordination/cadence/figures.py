"""How many plans of each unit came into a cycle in time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Min, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate

from campaigns.models import PlanVersion
from coordination.cadence.plans import intentions_of, plans_of
from coordination.models import CycleStep
from organization.models import Unit

PARTS = ("punctual", "late", "urgent", "waiting")


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitFigures:
    """The plans of one unit: submitted by the first cut-off, later, as urgent ones among these, and
    announced but not submitted.
    """

    unit: Unit
    punctual: int
    late: int
    urgent: int
    waiting: int

    @property
    def percent(self) -> int | None:
        """The share that was in time; None where nothing came."""
        came = self.punctual + self.late
        return round(100 * self.punctual / came) if came else None


def submitted_in(step: CycleStep) -> QuerySet[Any]:
    """The submitted plans of the step's cycle with ``came_on``, the day of their first
    submission.
    """
    first = (
        PlanVersion.objects.filter(campaign=OuterRef("pk"), submitted_at__isnull=False)
        .order_by()
        .values("campaign")
        .annotate(first=TruncDate(Min("submitted_at")))
        .values("first")
    )
    return plans_of(step.cycle).annotate(came_on=first).filter(came_on__isnull=False)


def rows_of(step: CycleStep, part: str) -> QuerySet[Any]:
    """The plans behind one figure."""
    if part == "waiting":
        return intentions_of(step.cycle)
    rows = submitted_in(step)
    if part == "punctual":
        return rows.filter(came_on__lte=step.first_due_on)
    late = rows.filter(came_on__gt=step.first_due_on)
    return late.filter(working__is_urgent=True) if part == "urgent" else late


def figures_of(step: CycleStep, units: Mapping[int, Unit]) -> list[UnitFigures]:
    """The units that plan in the cycle, in the order of ``units`` by their keys; two queries."""
    punctual, late = Q(came_on__lte=step.first_due_on), Q(came_on__gt=step.first_due_on)
    came: dict[int, Any] = {
        row["owner_unit"]: row
        for row in submitted_in(step)
        .order_by()
        .values("owner_unit")
        .annotate(
            punctual=Count("pk", filter=punctual),
            late=Count("pk", filter=late),
            urgent=Count("pk", filter=late & Q(working__is_urgent=True)),
        )
    }
    waiting = dict(
        intentions_of(step.cycle)
        .order_by()
        .values("owner_unit")
        .annotate(n=Count("pk"))
        .values_list("owner_unit", "n")
    )
    none = {"punctual": 0, "late": 0, "urgent": 0}
    return [
        UnitFigures(
            unit=unit,
            waiting=waiting.get(unit.pk, 0),
            **{name: came.get(unit.pk, none)[name] for name in none},
        )
        for unit in units.values()
        if unit.pk in came or unit.pk in waiting
    ]
