"""What blocks plans and what warns of them, as rows that the database makes: one for each plan and
severity, and what has one cause together. However many findings are open, as many rows are read as
plans have any.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from campaigns.access import decided_by
from campaigns.enums import CampaignState
from findings.enums import FindingState, Severity
from findings.models import FindingAcceptance, FindingSide
from organization.models import User
from organization.permissions import Permission

STATES = (CampaignState.CHECKING, CampaignState.COORDINATING, CampaignState.FINALISED)
UNIT = "campaign__owner_unit"
NOWHERE = Q(pk__in=[])


@dataclass(slots=True)
class Trouble:
    """The first finding of a severity on a plan, how many more there are, and, once those with one
    cause are one row, the names of the other plans that have it. ``is_alone``: it is about no other
    plan. ``is_decided``: the person may accept the finding, ``is_signed``: they did.
    """

    plan_id: int
    code: str
    name: str
    starts_on: dt.date | None
    severity: str
    is_decided: bool
    is_signed: bool
    count: int
    finding_id: UUID
    is_alone: bool
    cause: str
    others: list[str] = field(default_factory=list)


def troubles_of(user: User, rules: Mapping[Permission, Sequence[str]]) -> list[Trouble]:
    """What the person settles: on plans of theirs everything that blocks or warns; on others' what
    blocks by a rule that they decide about. One query.

    What concerns several plans comes first, then what was found first.
    """
    return [
        Trouble(
            plan_id=row["campaign_id"],
            code=row["campaign__code"],
            name=row["campaign__name"],
            starts_on=row["campaign__working__starts_on"],
            finding_id=row["finding_id"],
            severity=row["finding__severity"],
            count=row["count"],
            is_alone=row["is_alone"],
            is_decided=row.get("is_decided", False),
            is_signed=row.get("is_signed", False),
            cause=json.dumps([row["finding__rule"], row["finding__subject"]], sort_keys=True),
        )
        for row in user.read(
            worst_of_plans, rules=tuple((one, tuple(codes)) for one, codes in rules.items())
        )
    ]


def worst_of_plans(
    user: User, rules: Sequence[tuple[Permission, Sequence[str]]]
) -> QuerySet[Any, dict[str, Any]]:
    """The first finding of each severity on each plan. A finding is told at one plan: at the first
    that is theirs, else at the first of which they decide.
    """
    is_mine = user.scope(Permission.WRITE_PLAN).q(UNIT)
    is_decided = NOWHERE
    for permission, codes in rules:
        is_decided |= Q(finding__rule__in=codes) & decided_by(user, permission, UNIT)
    theirs = FindingSide.objects.filter(
        is_mine | (is_decided & Q(finding__severity=Severity.BLOCKING)) if rules else is_mine,
        campaign__state__in=STATES,
    ).annotate(rank=Case(When(is_mine, then=Value(0)), default=Value(1)))
    here = {"finding": OuterRef("finding")}
    before = theirs.filter(
        Q(rank__lt=OuterRef("rank")) | Q(rank=OuterRef("rank"), pk__lt=OuterRef("pk")), **here
    )
    others = FindingSide.objects.filter(**here).exclude(pk=OuterRef("pk"))
    decided = FindingSide.objects.filter(is_decided, campaign__state__in=STATES, **here)
    signed = FindingAcceptance.objects.filter(accepted_by=user, withdrawn_at__isnull=True, **here)
    signs = {"is_decided": Exists(decided), "is_signed": Exists(signed)} if rules else {}
    of_plan = [F("campaign"), F("finding__severity")]
    in_order = ("is_alone", "finding__first_seen_at", "finding_id")
    rows = (
        theirs.filter(
            ~Exists(before),
            finding__state=FindingState.OPEN,
            finding__severity__in=(Severity.BLOCKING, Severity.WARNING),
        )
        .annotate(is_alone=~Exists(others), **signs)
        .annotate(
            place=Window(RowNumber(), partition_by=of_plan, order_by=in_order),
            count=Window(Count("pk"), partition_by=of_plan),
        )
        .filter(place=1)
        .order_by(*in_order)
    )
    return rows.values(
        "campaign_id",
        "campaign__code",
        "campaign__name",
        "campaign__working__starts_on",
        "finding_id",
        "finding__first_seen_at",
        "finding__severity",
        "finding__rule",
        "finding__subject",
        "count",
        "is_alone",
        *signs,
    )


def one_cause_one_row(troubles: Iterable[Trouble]) -> list[Trouble]:
    """Plans whose first finding has the same rule and subject, such as the same crowded week,
    become one row.
    """
    rows: dict[str, Trouble] = {}
    for one in troubles:
        if one.is_alone and one.cause in rows:
            rows[one.cause].others.append(one.name)
        else:
            rows[one.cause if one.is_alone else str(one.finding_id)] = one
    return list(rows.values())
