"""The life of one step of a planning cycle: it opens and closes by its conditions; leadership may
do both before, and open it again, with a reason.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NoReturn

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import PlanningCycle
from common import clock, machine
from common.errors import NO_PERMISSION, Reason, refuse
from common.machine import Course, Machine, Precondition, Stage, Transition, Weight, always, stale
from coordination.cadence.access import steers_as
from coordination.cadence.conditions import of_step
from coordination.cadence.notices import tell_step
from coordination.cadence.people import CONCERNED, everybody
from coordination.cadence.standing import all_met, counts_of, entry_of, standing_of
from coordination.enums import StepState as S
from coordination.models import CycleStep
from organization.models import User

FURTHEST = dt.timedelta(days=400)


@dataclass(slots=True, kw_only=True)
class Step(machine.Step[CycleStep, User]):
    """A move of a cycle's step under way; ``until`` is its new last day."""

    until: dt.date | None = None


# Whose step it is


def steerer(actor: User, step: CycleStep) -> Reason | None:
    """Leadership, or who stands in for it."""
    return NO_PERMISSION if steers_as(actor) is None else None


# What has to be true first


def may_begin(actor: User | None, step: CycleStep) -> Iterator[Reason]:
    """The step before it is closed; “run” begins with the cycle's first day."""
    entry = entry_of(step, before(step), clock.today())
    if not entry.is_met:
        yield Reason("not-yet", entry.text)


def may_end(actor: User | None, step: CycleStep) -> Iterator[Reason]:
    """Everything that it waits for is there."""
    if not is_done(step):
        yield Reason("not-done", _("Something of this step is still open."))


def before(step: CycleStep) -> CycleStep | None:
    """The step that comes before it."""
    rows = CycleStep.objects.filter(cycle=step.cycle_id, position__lt=step.position)
    return rows.order_by("-position").first()


def is_done(step: CycleStep) -> bool:
    """Whether all its conditions are met today."""
    today = clock.today()
    counts = counts_of(step.cycle, today, of_step(step.kind))
    return all_met(standing_of(step, counts, today))


def is_unfinished(step: CycleStep) -> bool:
    """Something of the step is still open."""
    return not is_done(step)


# What follows


def begin(step: Step) -> None:
    """Whoever works in it is told."""
    step.obj.opened_on = clock.today(step.now)
    step.obj.why = step.reason


def end(step: Step) -> None:
    """The next one may begin."""
    step.obj.closed_on = clock.today(step.now)
    step.obj.why = step.reason


def reopen(step: Step) -> None:
    """Until another day, which is said."""
    _move_to(step)
    step.obj.closed_on = None
    step.obj.why = step.reason


def move(step: Step) -> None:
    """The cut-off is another day; what is in time is still said by the first one."""
    _move_to(step)


def _move_to(step: Step) -> None:
    today, until = clock.today(step.now), step.until
    if until is None:
        _bad("required", _("Say until which day."))
    if not today <= until <= today + FURTHEST:
        _bad("out_of_range", _("A day from today on, at most 400 days ahead."))
    step.details |= {"was": step.obj.due_on.isoformat(), "due": until.isoformat()}
    step.obj.due_on = until
    step.obj.reminded_on = step.obj.chased_on = None


def _bad(code: str, sentence: object) -> NoReturn:
    refuse(code, sentence, status=400, attr="until")  # type: ignore[arg-type]


def tell(case: str) -> Callable[[Step], None]:
    """Whoever works in the step."""

    def told(step: Step) -> None:
        people = everybody(CONCERNED[step.obj.kind])
        others = [one for one in people if step.actor is None or one.pk != step.actor.pk]
        tell_step(others, case, step.obj, now=step.now, reason=step.reason)

    return told


def prepare(step: Step) -> None:
    """What is saved with every move of a step."""
    step.details |= {"cycle": step.obj.cycle.code}
    if step.actor is not None:
        step.acting_for = steers_as(step.actor) or ""


Row = Transition[CycleStep, User, Step]
UNDER_WORK = frozenset({S.OPEN, S.REOPENED})

ROWS: tuple[Row, ...] = (
    Row(
        name="open",
        label=pgettext_lazy("cycle step", "Open it now"),
        icon="play",
        sources=frozenset({S.COMING}),
        target=S.OPEN,
        who=steerer,
        effect=begin,
        notices=tell("opened"),
        reason=always,
        question=_("It opens before its time. Those who work in it are told."),
        precondition="etag",
        done=_("Opened. Those who work in it have been told."),
    ),
    Row(
        name="close",
        label=pgettext_lazy("cycle step", "Close"),
        icon="check",
        sources=UNDER_WORK,
        target=S.CLOSED,
        who=steerer,
        effect=end,
        notices=tell("closed"),
        reason=is_unfinished,
        question=_("Something of this step is still open. Say why it is closed all the same."),
        weight=Weight.PRIMARY,
        precondition="etag",
        done=_("Closed. The next step may begin."),
    ),
    Row(
        name="reopen",
        label=pgettext_lazy("cycle step", "Open again"),
        icon="undo",
        sources=frozenset({S.CLOSED}),
        target=S.REOPENED,
        who=steerer,
        effect=reopen,
        notices=tell("reopened"),
        reason=always,
        question=_("It is open again until the day that you name. Those who work in it are told."),
        precondition="etag",
        done=_("Open again. Those who work in it have been told."),
    ),
    Row(
        name="move",
        label=pgettext_lazy("cycle step", "Move the cut-off"),
        icon="calendar",
        sources=frozenset({S.COMING, S.OPEN, S.REOPENED}),
        target=None,
        who=steerer,
        effect=move,
        notices=tell("moved"),
        reason=always,
        question=_("Plans are still said to be in time by the first cut-off."),
        precondition="etag",
        done=_("The cut-off is moved. Those who work in it have been told."),
    ),
    Row(
        name="begin",
        label=pgettext_lazy("cycle step", "Opened by the clock"),
        sources=frozenset({S.COMING}),
        target=S.OPEN,
        guards=(may_begin,),
        effect=begin,
        notices=tell("opened"),
    ),
    Row(
        name="end",
        label=pgettext_lazy("cycle step", "Closed by the clock"),
        sources=UNDER_WORK,
        target=S.CLOSED,
        guards=(may_end,),
        effect=end,
        notices=tell("closed"),
    ),
)

CYCLE_STEP: Machine[CycleStep, User, Step] = Machine(
    ROWS,
    model=CycleStep,
    step=Step,
    states=S,
    course=Course(
        stages=(
            Stage(pgettext_lazy("cycle step state", "to come"), frozenset({S.COMING})),
            Stage(pgettext_lazy("cycle step state", "under way"), UNDER_WORK),
        ),
        finished=frozenset({S.CLOSED}),
    ),
    kind="cycle_step",
    title=pgettext_lazy("audit object", "Step of a planning cycle"),
    changes="cycle",
    wrong_state=_("This cannot be done with a step that is “%(state)s”."),
    act_url="coordination:cycle-act",
    preconditions=[
        Precondition(name="etag", field="etag", value=lambda one: one.etag, refusal=stale)
    ],
    prepare=prepare,
)


def steps_of(cycle: PlanningCycle) -> list[CycleStep]:
    """The steps of a cycle in their order; none while it is not planned in steps."""
    found = list(cycle.steps.order_by("position"))
    for one in found:
        one.cycle = cycle
    return found
