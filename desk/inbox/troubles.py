"""What blocks plans and what warns of them, as rows that the database makes: one for each plan and
severity, and what has one cause together. However many findings are open, as many rows are read as
plans have any.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Case, Count, Exists, F, OuterRef, Q, Value, When, Window
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


@dataclass(slots=True, kw_only=True)
class Trouble:
    """The first finding of a severity on a plan, how many more there are, and, once those with one
    cause are one row, the names of the other plans that have it. ``is_alone``: it is about no other
    plan. ``is_decided``: the person may accept the finding, ``is_signed``: they did.
    """

    plan_id: int
    code: str
    name: str
    starts_on: dt.date | None
    finding_id: UUID
    severity: str
    count: int
    is_alone: bool
    cause: str
    is_decided: bool
    is_signed: bool
    others: list[str] = field(default_factory=list)


def troubles_of(user: User, rules: Mapping[Permission, Sequence[str]]) -> list[Trouble]:
    """What the person settles: on plans of theirs everything that blocks or warns; on others' what
    blocks by a rule that they decide about. One query.

    A finding is told at one plan: at the first that is theirs, else at the first of which they
    decide. What concerns several plans comes first, then what was found first.
    """
    is_mine = user.scope(Permission.WRITE_PLAN).q(UNIT)
    is_decided = NOWHERE
    for permission, codes in rules.items():
        is_decided |= Q(finding__rule__in=codes) & decided_by(user, permission, UNIT)
    theirs = (
        FindingSide.objects.filter(
            is_mine | (is_decided & Q(finding__severity=Severity.BLOCKING)),
            finding__state=FindingState.OPEN,
            finding__severity__in=(Severity.BLOCKING, Severity.WARNING),
            campaign__state__in=STATES,
        )
        .annotate(rank=Case(When(is_mine, then=Value(0)), default=Value(1)))
        .order_by("finding_id", "rank", "id")
        .distinct("finding_id")
    )
    sides = FindingSide.objects.filter(finding=OuterRef("finding"))
    others = sides.exclude(pk=OuterRef("pk"))
    decided = sides.filter(is_decided, campaign__state__in=STATES)
    signed = FindingAcceptance.objects.filter(
        finding=OuterRef("finding"), accepted_by=user, withdrawn_at__isnull=True
    )
    of_plan = [F("campaign"), F("finding__severity")]
    in_order = ("is_alone", "finding__first_seen_at", "finding_id")
    rows = (
        FindingSide.objects.filter(pk__in=theirs.values("pk"))
        .annotate(is_alone=~Exists(others))
        .annotate(
            place=Window(RowNumber(), partition_by=of_plan, order_by=in_order),
            count=Window(Count("pk"), partition_by=of_plan),
        )
        .filter(place=1)
        .annotate(
            is_decided=Exists(decided) if rules else Value(value=False), is_signed=Exists(signed)
        )
        .order_by(*in_order)
    )
    return [
        Trouble(
            plan_id=plan,
            code=code,
            name=name,
            starts_on=starts_on,
            finding_id=finding,
            severity=severity,
            count=count,
            is_alone=is_alone,
            cause=json.dumps([rule, subject], sort_keys=True),
            is_decided=is_decided,
            is_signed=is_signed,
        )
        for (
            plan,
            code,
            name,
            starts_on,
            finding,
            severity,
            count,
            is_alone,
            rule,
            subject,
            is_decided,
            is_signed,
        ) in rows.values_list(
            "campaign_id",
            "campaign__code",
            "campaign__name",
            "campaign__working__starts_on",
            "finding_id",
            "finding__severity",
            "count",
            "is_alone",
            "finding__rule",
            "finding__subject",
            "is_decided",
            "is_signed",
        )
    ]


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
