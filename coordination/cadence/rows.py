"""The rows behind a count of a cycle's page, as far as a person sees them, and how each reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from campaigns.access import is_intention_for, is_visible_to
from campaigns.models import Campaign, Initiative, PlanningCycle
from campaigns.plan_view.formatting import joined
from common.display import date_range
from comms.models import Draft, Theme
from coordination.cadence import figures
from coordination.cadence.conditions import BY_CODE
from coordination.commitments.access import commitments_for
from coordination.enums import StepKind
from coordination.models import Commitment, CycleStep, Negotiation
from coordination.negotiation.access import negotiations_for, readable_findings
from coordination.negotiation.people import sides_of
from findings.models import Finding, FindingSide
from findings.rule_info import known_rules
from organization.models import Unit, User
from organization.permissions import Permission
from resources.models import Reservation


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row: what it is, whose, and where it is opened (nowhere: an empty text)."""

    title: str
    code: str
    unit: str
    note: str
    url: str


Read = Callable[[QuerySet[Any], User], QuerySet[Any]]


def _plans(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    seen = rows.filter(is_visible_to(user) | is_intention_for(user))
    return seen.select_related("owner_unit", "working").order_by("working__starts_on", "code")


def _plan(one: Campaign, user: User) -> Line:
    window = one.working
    return Line(
        title=one.name,
        code=one.code,
        unit=one.owner_unit.label,
        note=date_range(window.starts_on, window.ends_on) if window else "",
        url=reverse("campaigns:detail", args=[one.code]),
    )


SIDES = Prefetch("sides", FindingSide.objects.select_related("campaign__owner_unit"))


def _findings(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    seen = rows.filter(pk__in=readable_findings(user).values("pk"))
    return seen.prefetch_related(SIDES).order_by("first_seen_at", "pk")


def _finding(one: Finding, user: User) -> Line:
    plans = sides_of(one)
    return Line(
        title=str(known_rules()[one.rule].title),
        code="",
        unit=joined(dict.fromkeys(plan.owner_unit.label for plan in plans)),
        note=joined(plan.name for plan in plans),
        url=reverse("findings:page", args=[plans[0].code]) if plans else "",
    )


def _negotiations(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    seen = rows.filter(pk__in=negotiations_for(user).values("pk"))
    return (
        seen.select_related("finding")
        .prefetch_related(Prefetch("finding__sides", SIDES.queryset))
        .order_by("due_on", "pk")
    )


def _negotiation(one: Negotiation, user: User) -> Line:
    plans = sides_of(one.finding)
    return Line(
        title=joined(plan.name for plan in plans),
        code=one.code,
        unit=joined(dict.fromkeys(plan.owner_unit.label for plan in plans)),
        note=one.get_state_display(),
        url=reverse("coordination:negotiation", args=[plans[0].code, one.finding_id])
        if plans
        else "",
    )


def _commitments(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    seen = rows.filter(pk__in=commitments_for(user).values("pk"))
    return seen.select_related("campaign", "performer_unit").order_by("due_on", "code")


def _commitment(one: Commitment, user: User) -> Line:
    return Line(
        title=one.label,
        code=one.code,
        unit=one.performer_unit.label,
        note=one.campaign.name,
        url=reverse("coordination:commitment", args=[one.code]),
    )


def _drafts(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    seen = rows if user.may(Permission.SEE_COMMS) else rows.none()
    return seen.select_related("author", "plan").order_by("due_on", "code")


def _draft(one: Draft, user: User) -> Line:
    return Line(
        title=one.title,
        code=one.code,
        unit=str(one.author),
        note=one.get_state_display(),
        url=reverse("comms:draft", args=[one.code]),
    )


def _reservations(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    seen = rows if user.may(Permission.SEE_STOCK) else rows.none()
    return seen.select_related("resource", "unit").order_by("needed_by", "pk")


def _reservation(one: Reservation, user: User) -> Line:
    return Line(
        title=one.resource.label,
        code=one.campaign,
        unit=one.unit.label,
        note=str(one.back_order),
        url=reverse("resources:detail", args=[one.resource.code]),
    )


def _aims(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    return rows.select_related("owner_unit").order_by("code")


def _aim(one: Initiative, user: User) -> Line:
    return Line(title=one.label, code=one.code, unit=one.owner_unit.label, note="", url="")


def _themes(rows: QuerySet[Any], user: User) -> QuerySet[Any]:
    return rows.select_related("unit").order_by("starts_on", "pk")


def _theme(one: Theme, user: User) -> Line:
    may = user.may(Permission.SEE_COMMS)
    return Line(
        title=one.name,
        code=one.code,
        unit=one.unit.label if one.unit else "",
        note=date_range(one.starts_on, one.ends_on),
        url=reverse("comms:theme", args=[one.code]) if may else "",
    )


READ: Mapping[type, tuple[Read, Callable[[Any, User], Line]]] = {
    Campaign: (_plans, _plan),
    Finding: (_findings, _finding),
    Negotiation: (_negotiations, _negotiation),
    Commitment: (_commitments, _commitment),
    Draft: (_drafts, _draft),
    Reservation: (_reservations, _reservation),
    Initiative: (_aims, _aim),
    Theme: (_themes, _theme),
}


def known(name: str) -> bool:
    """Whether something of this name is counted on the page of a cycle."""
    return name in BY_CODE or name in figures.PARTS


def rows_behind(
    cycle: PlanningCycle, name: str, today: dt.date, user: User, unit: Unit | None = None
) -> tuple[QuerySet[Any], int]:
    """The rows of a condition, or of a figure of units (narrowed to one), that the person may
    read; and how many there are in all. None of a figure where the cycle has no steps.
    """
    if name in BY_CODE:
        every = BY_CODE[name].rows(cycle, today)
    else:
        step = (
            CycleStep.objects.select_related("cycle")
            .filter(cycle=cycle, kind=StepKind.PLANS)
            .first()
        )
        every = figures.rows_of(step, name) if step else Campaign.objects.none()
        every = every.filter(owner_unit=unit) if unit else every
    every = every.distinct()
    read, _line = READ[every.model]
    return read(every, user), every.count()


def lines_of(rows: Sequence[Any], user: User) -> list[Line]:
    """The rows in words."""
    return [READ[type(one)][1](one, user) for one in rows]
