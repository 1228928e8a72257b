"""What a new day brings to the steps of cycles: they open and close by their conditions, the next
cycle is planned in steps when its time comes, and those concerned are told of the cut-off.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction
from django.db.models import Exists, OuterRef

from campaigns.models import PlanningCycle
from common import clock, locks
from common.errors import Refused
from coordination.cadence.commands import change_step, plan_in_steps
from coordination.cadence.conditions import of_step
from coordination.cadence.days import cut_offs
from coordination.cadence.notices import tell_step
from coordination.cadence.people import everybody, late_with, people_of
from coordination.cadence.policies import NOTICE_DAYS
from coordination.cadence.standing import counts_of
from coordination.enums import UNDER_WORK, StepKind, StepState
from coordination.models import CycleStep
from organization.enums import Role
from organization.policies import values_on
from organization.workdays import LONGEST_BREAK, day_table

logger = logging.getLogger(__name__)
# How long before its first cut-off a cycle is planned in steps, where the one before it was.
LEAD = dt.timedelta(days=21)
# What is due so soon stands in the day of whoever has something of it.
NEAR = dt.timedelta(days=7)


def turn_day(now: dt.datetime) -> None:
    """Do what the day of ``now`` asks for; doing it twice changes nothing more."""
    today = clock.today(now)
    for cycle in _to_plan(today):
        plan_in_steps(cycle=cycle, actor=None, now=now)
    for step in _in_order(state__in=UNDER_WORK):
        _take("end", step, now)
    for step in _in_order(state=StepState.COMING):
        _take("begin", step, now)
    soon = day_table(today, today + LONGEST_BREAK).forward(today, values_on(today)[NOTICE_DAYS])
    for step in _in_order(state__in=UNDER_WORK, due_on__lte=soon):
        chase(step.pk, today, now)


def _in_order(**conditions: object) -> list[CycleStep]:
    rows = CycleStep.objects.filter(**conditions).select_related("cycle")
    return list(rows.order_by("cycle__starts_on", "cycle", "position"))


def _take(name: str, step: CycleStep, now: dt.datetime) -> None:
    """One that may not move yet stays as it is."""
    try:
        change_step(step=step, name=name, actor=None, now=now)
    except Refused as refusal:
        logger.debug("clock: %s of %s: %s", name, step.code, refusal)


def _to_plan(today: dt.date) -> list[PlanningCycle]:
    """Cycles that follow one that is planned in steps, once their first cut-off is near."""
    has_steps = Exists(CycleStep.objects.filter(cycle=OuterRef("pk")))
    coming = PlanningCycle.objects.filter(starts_on__gt=today).exclude(has_steps)
    found = []
    for cycle in coming.order_by("starts_on"):
        earlier = PlanningCycle.objects.filter(kind=cycle.kind, ends_on__lt=cycle.starts_on)
        last = earlier.annotate(is_planned=has_steps).order_by("-ends_on").first()
        if last is None or not last.is_planned:
            continue
        if cut_offs(cycle, today)[StepKind.STRATEGY] - LEAD <= today:
            found.append(cycle)
    return found


@transaction.atomic
def chase(pk: int, today: dt.date, now: dt.datetime) -> None:
    """Tell those with whom something lies that the cut-off is near, and that it has passed; each
    once, leadership the second time too.
    """
    step = locks.one(CycleStep, pk)
    is_late = today > step.due_on
    if (step.chased_on if is_late else step.reminded_on) is not None:
        return
    counts = counts_of(step.cycle, today, of_step(step.kind))
    people = people_of(late_with(step, counts, today))
    if is_late:
        step.chased_on = today
        leaders = everybody([Role.LEADERSHIP]) if people else []
        people = list({one.pk: one for one in [*people, *leaders]}.values())
    else:
        step.reminded_on = today
    step.save(update_fields=["reminded_on", "chased_on"])
    tell_step(people, "late" if is_late else "due_soon", step, now=now)
