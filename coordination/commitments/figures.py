"""How commitments were promised and kept, by unit and role; every figure names its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Avg, Count, F, Q, QuerySet

from coordination.enums import CommitmentState as S
from coordination.models import Commitment
from organization.enums import Role
from organization.models import Unit


def measures(today: dt.date) -> Mapping[str, Q]:
    """Which rows each figure counts: those that could be promised or kept by now, those that were
    in time, renegotiated, marked.
    """
    answered = Q(promised_on__isnull=False) | Q(answer_by__lt=today)
    due = Q(done_on__isnull=False) | Q(state=S.BROKEN)
    return {
        "asked": ~Q(state=S.WITHDRAWN),
        "answered": answered & ~Q(state=S.WITHDRAWN),
        "promised_in_time": Q(promised_on__lte=F("answer_by")),
        "due": due,
        "kept_in_time": Q(done_on__isnull=False, is_late=False),
        "renegotiated": Q(renegotiated__gt=0),
        "marked": Q(mark__isnull=False),
    }


@dataclass(frozen=True, slots=True)
class Figures:
    """The counts of one unit and role, and the mean of its marks."""

    unit: Unit
    role: Role
    counts: Mapping[str, int]
    mark: float | None

    def percent(self, part: str, whole: str) -> int | None:
        """A share in whole per cent; None where there is nothing to share."""
        if not self.counts[whole]:
            return None
        return round(100 * self.counts[part] / self.counts[whole])

    @property
    def address(self) -> str:
        """The list of its rows; the name of a figure follows."""
        return f"?side=all&unit={self.unit.code}&role={self.role}&only="

    @property
    def promised_in_time(self) -> int | None:
        return self.percent("promised_in_time", "answered")

    @property
    def kept_in_time(self) -> int | None:
        return self.percent("kept_in_time", "due")

    @property
    def mean_mark(self) -> str:
        return "" if self.mark is None else f"{self.mark:.1f}"


def figures_of(rows: QuerySet[Commitment], today: dt.date) -> list[Figures]:
    """The figures of every performing unit and role among the rows, in two queries."""
    counted: dict[str, Any] = {
        name: Count("pk", filter=condition) for name, condition in measures(today).items()
    }
    found = (
        Commitment.objects.filter(pk__in=rows.values("pk"))
        .order_by()
        .values("performer_unit", "performer_role")
        .annotate(**counted, mean=Avg("mark"))
    )
    groups: list[dict[str, Any]] = [dict(one) for one in found]
    units = Unit.objects.in_bulk([one["performer_unit"] for one in groups])
    result = [
        Figures(
            units[one["performer_unit"]],
            Role(one["performer_role"]),
            {name: int(one[name]) for name in counted},
            one["mean"],
        )
        for one in groups
    ]
    return sorted(result, key=lambda one: (one.unit.path, one.role))
