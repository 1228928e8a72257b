"""The estimates of all cells, made anew when results come in."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Count, F, Q, Sum
from django.db.models.functions import TruncMonth

from channels.evidence.comparing import trend_of
from channels.evidence.pooling import Round, Seen, pool
from channels.models import CellEstimate, PlacementResult
from channels.policies import EVIDENCE_MONTHS
from channels.results.recording import AREA
from common import clock, following, jobs
from common.job_kinds import Claim
from common.write import came_about
from organization.policies import values_on

JOB = "channels.estimate"
POLICY = Q(kind="organization", operation="policy", code=EVIDENCE_MONTHS)
FOLLOWED = Q(kind=AREA, operation="record") | POLICY
OWN = ("product", "customer_group", "channel")
FIGURES = (
    "contacted",
    "taken",
    "mean",
    "low",
    "high",
    "expected",
    "trend",
    "rounds",
    "cost",
    "cost_taken",
    "compared",
    "compared_taken",
    "held_out",
    "held_out_taken",
    "estimated_at",
)
Key = tuple[int, int, int]


def run(claim: Claim) -> None:
    """The job ``channels.estimate``: after new results, estimate all cells."""
    now = clock.now()
    changes = list(following.unread(JOB))
    with transaction.atomic():
        if not jobs.finish(claim, now=now):
            return
        if changes:
            following.settle(JOB, changes[-1].version)
        estimate(now=now)


@dataclass(slots=True)
class Cell:
    """The results of a cell, by month."""

    names: tuple[str, str, str] = ("", "", "")
    rounds: list[Round] = field(default_factory=list)
    sums: dict[str, Any] = field(default_factory=lambda: defaultdict(int))


@transaction.atomic
def estimate(*, now: dt.datetime) -> int:
    """Estimate every cell with results of the last months, and forget the estimates of others; how
    many cells there are. Two statements read, two write.
    """
    cells = cells_of(first_day(clock.today(now)))
    seen = {
        key: Seen(key, cell.names[0], cell.names[1], cell.names[2], cell.rounds)
        for key, cell in cells.items()
    }
    known = pool(seen.values())
    rows = []
    for key, one in seen.items():
        rate, sums = known.rate_of(one), cells[key].sums
        rows.append(
            CellEstimate(
                **{f"{name}_id": pk for name, pk in zip(OWN, key, strict=True)},
                contacted=one.contacted,
                taken=one.taken,
                mean=rate.mean,
                low=rate.low,
                high=rate.high,
                expected=rate.expected,
                trend=trend_of(one.rounds, known.correlation),
                rounds=[[r.month, r.contacted, r.taken] for r in one.rounds],
                cost=sums["cost"] if sums["costed"] else None,
                cost_taken=sums["cost_taken"],
                compared=sums["compared"],
                compared_taken=sums["compared_taken"],
                held_out=sums["held_out"],
                held_out_taken=sums["held_out_taken"],
                estimated_at=now,
            )
        )
    CellEstimate.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=OWN, update_fields=FIGURES, batch_size=1000
    )
    CellEstimate.objects.filter(estimated_at__lt=now).delete()
    came_about(AREA, "estimate", of=["cells"], now=now)
    return len(rows)


def first_day(today: dt.date) -> dt.date:
    """The first day whose results count."""
    months = int(values_on(today)[EVIDENCE_MONTHS])
    place = today.year * 12 + today.month - 1 - months
    return dt.date(place // 12, place % 12 + 1, 1)


def cells_of(since: dt.date) -> Mapping[Key, Cell]:
    """The results of each cell since a day, by month, oldest first. One statement."""
    with_cost, compared = Q(cost__isnull=False), Q(held_out__isnull=False)
    rows = (
        PlacementResult.objects.current()
        .filter(happened_on__gte=since, customer_group__isnull=False)
        .annotate(month=TruncMonth("happened_on"))
        .values("product", "customer_group", "channel", "month")
        .annotate(
            family=F("product__family__code"),
            group=F("customer_group__code"),
            on=F("channel__code"),
            all_contacted=Sum("contacted"),
            all_taken=Sum("taken"),
            costed=Count("id", filter=with_cost),
            all_cost=Sum("cost", filter=with_cost),
            cost_taken=Sum("taken", filter=with_cost),
            compared=Sum("contacted", filter=compared),
            compared_taken=Sum("taken", filter=compared),
            held=Sum("held_out", filter=compared),
            held_taken=Sum("held_out_taken", filter=compared),
        )
        .order_by("month")
        .values_list(
            "product",
            "customer_group",
            "channel",
            "family",
            "group",
            "on",
            "month",
            "all_contacted",
            "all_taken",
            "costed",
            "all_cost",
            "cost_taken",
            "compared",
            "compared_taken",
            "held",
            "held_taken",
        )
    )
    cells: dict[Key, Cell] = defaultdict(Cell)
    for product, group, channel, family, of, on, month, contacted, taken, *sums in rows:
        cell = cells[product, group, channel]
        cell.names = (family, of, on)
        cell.rounds.append(Round(f"{month:%Y-%m}", contacted, taken))
        for name, value in zip(SUMMED, sums, strict=True):
            cell.sums[name] += value or 0
    return cells


SUMMED = (
    "costed",
    "cost",
    "cost_taken",
    "compared",
    "compared_taken",
    "held_out",
    "held_out_taken",
)
