"""What is open against each plan, kept as counts beside it by triggers (``OpenTally``): as columns
for queries of plans, and held every night against what is counted from the findings themselves.
"""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable

from django.db import transaction
from django.db.models import Count, Expression, F, Func, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Coalesce, JSONObject

from campaigns.enums import ACTIVE_STATES
from campaigns.models import Campaign
from common import locks
from findings.enums import FindingClass, FindingState, Severity
from findings.models import FindingSide, OpenTally

logger = logging.getLogger(__name__)

COUNTS = ("blocking", "harm", "warnings", "lighter")
Counts = tuple[int, ...]
NOTHING: Counts = (0, 0, 0, 0)


def is_open(*names: str) -> Q:
    """Plans against which something of one of these weights is open."""
    found = Q()
    for name in names:
        found |= Q(**{f"open_tally__{name}__gt": 0})
    return found


def to_settle() -> Q:
    """Plans in play against which something is open that somebody has to settle."""
    return is_open("blocking", "warnings") & Q(state__in=ACTIVE_STATES)


def open_count(name: str) -> Expression:
    """How many findings of a weight are open against a plan, as a column of a query of plans."""
    return Coalesce(F(f"open_tally__{name}"), Value(0), output_field=IntegerField())


def open_counts() -> Func:
    """All of them as one JSON object, as a column of a query of plans."""
    return JSONObject(**{name: open_count(name) for name in COUNTS})


def counted(codes: Iterable[str] | None = None) -> dict[str, Counts]:
    """The counts of plans by their codes, or of all, made from the findings: for the proof."""
    sides: QuerySet[FindingSide] = FindingSide.objects.filter(finding__state=FindingState.OPEN)
    if codes is not None:
        sides = sides.filter(campaign__code__in=codes)
    is_blocking = Q(finding__severity=Severity.BLOCKING)
    rows = (
        sides.order_by()
        .values("campaign__code")
        .annotate(
            blocking=Count("id", filter=is_blocking),
            harm=Count("id", filter=is_blocking & Q(finding__finding_class=FindingClass.HARM)),
            warnings=Count("id", filter=Q(finding__severity=Severity.WARNING)),
            lighter=Count("id", filter=~is_blocking),
        )
    )
    return {code: tuple(counts) for code, *counts in rows.values_list("campaign__code", *COUNTS)}


def kept(codes: Iterable[str] | None = None) -> dict[str, Counts]:
    """The counts as they are kept, of plans against which anything is open."""
    rows = OpenTally.objects.all()
    if codes is not None:
        rows = rows.filter(campaign__code__in=codes)
    found = rows.values_list("campaign__code", *COUNTS)
    return {code: tuple(counts) for code, *counts in found if any(counts)}


def untrue() -> list[str]:
    """The codes of plans whose kept counts are not what is open against them; two queries."""
    derived, found = counted(), kept()
    return sorted(
        code
        for code in derived.keys() | found.keys()
        if derived.get(code, NOTHING) != found.get(code, NOTHING)
    )


def prove(_now: dt.datetime) -> None:
    """Hold all counts against the findings, once a night. What is untrue is told to the log as an
    error, and counted anew while nobody writes findings of the plan.
    """
    for code in untrue():
        with transaction.atomic():
            plan = locks.one_of(Campaign.objects.filter(code=code))
            right, found = (read([code]).get(code, NOTHING) for read in (counted, kept))
            if right == found:
                continue  # somebody was writing between the two queries
            logger.error("open findings of %s: %s kept, %s counted", code, found, right)
            OpenTally.objects.update_or_create(
                campaign=plan, defaults=dict(zip(COUNTS, right, strict=True))
            )
