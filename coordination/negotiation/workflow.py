"""The life of a negotiation as one machine: buttons, API, command and tests all read its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common import machine
from common.errors import NO_PERMISSION, Reason, refuse
from common.machine import Course, Machine, Precondition, Stage, Transition, Weight, always, stale
from coordination.enums import Choice
from coordination.enums import NegotiationState as S
from coordination.models import Negotiation
from coordination.negotiation import policies
from coordination.negotiation.notices import tell_sides
from coordination.negotiation.people import (
    decides_as,
    is_of_side,
    leaders_for,
    owners_of,
    sides_of,
)
from findings.commands import Agreement, accept_finding, apply_way_out
from findings.commands.settling import way_out_of
from findings.enums import FindingState
from organization.models import User


@dataclass(slots=True, kw_only=True)
class Step(machine.Step[Negotiation, User]):
    """A step of a negotiation under way. ``choice`` is what leadership decides, ``way_out`` which
    one
    is taken, ``until`` how long both are lived with, ``text`` words for front-line staff.
    """

    choice: str = ""
    way_out: str = ""
    until: dt.date | None = None
    text: str = ""

    @property
    def negotiation(self) -> Negotiation:
        return self.obj


# Whose step it is


def side(actor: User, negotiation: Negotiation) -> Reason | None:
    """A planner or head of one of the two units."""
    plans = sides_of(negotiation.finding)
    return None if any(is_of_side(actor, plan) for plan in plans) else NO_PERMISSION


def decider(actor: User, negotiation: Negotiation) -> Reason | None:
    """Leadership, or who stands in for it and works in neither unit."""
    return NO_PERMISSION if decides_as(actor, negotiation.finding) is None else None


# What has to be true first


def finding_open(actor: User | None, negotiation: Negotiation) -> Iterator[Reason]:
    """What divides the two plans is still open."""
    if negotiation.finding.state != FindingState.OPEN:
        yield Reason("settled", _("This finding is settled already."))


# What follows


def escalate(step: Step) -> None:
    """Leadership has its days from now on; both positions go along."""
    negotiation = step.negotiation
    negotiation.escalated_at, negotiation.escalated_by = step.now, step.actor
    negotiation.reason = step.reason
    negotiation.due_on = policies.due_in(policies.DECISION_DAYS, step.now)


def next_round(step: Step) -> None:
    """One more round, with its own days."""
    step.negotiation.round += 1
    step.negotiation.due_on = policies.due_in(policies.ROUND_DAYS, step.now)
    step.details["round"] = step.negotiation.round


def put_off(step: Step) -> None:
    """Nobody decided in time: leadership gets another day, and everybody is told."""
    step.negotiation.due_on = policies.due_in(policies.DECISION_DAYS, step.now)


def decide(step: Step) -> None:
    """The way out is applied to the plan that it changes, or the finding is accepted for both."""
    negotiation, actor = step.negotiation, step.actor
    if actor is None:
        raise ValueError("nobody decides")
    step.acting_for = decides_as(actor, negotiation.finding) or ""
    negotiation.decided_by, negotiation.decided_at = actor, step.now
    negotiation.choice, negotiation.decision = step.choice, step.reason
    step.details["choice"] = step.choice
    if step.choice == Choice.WAY_OUT:
        negotiation.way_out = dict(way_out_of(negotiation.finding, step.way_out))
        step.details["way_out"] = step.way_out
        apply_way_out(
            finding_id=negotiation.finding_id,
            way_out_id=step.way_out,
            actor=actor,
            extra={"text": step.text},
            by_agreement=Agreement(acting_for=step.acting_for, is_authored=False),
            now=step.now,
        )
    elif step.choice == Choice.ACCEPT:
        negotiation.way_out = {}
        accept_finding(
            finding_id=negotiation.finding_id,
            actor=actor,
            reason=step.reason,
            until=step.until,
            now=step.now,
        )
    else:
        refuse("required", _("Say what is decided."), status=400, attr="choice")


def take_up_again(step: Step) -> None:
    """The first round begins anew."""
    negotiation = step.negotiation
    negotiation.round = 1
    negotiation.due_on = policies.due_in(policies.ROUND_DAYS, step.now)
    negotiation.escalated_at = negotiation.escalated_by = None
    negotiation.decided_at = negotiation.decided_by = None
    negotiation.reason = negotiation.choice = negotiation.decision = ""
    negotiation.way_out = {}


# Who is told


def tell(case: str, *, leaders: str = "") -> Callable[[Step], None]:
    """Both units, and leadership where it has the turn."""

    def told(step: Step) -> None:
        finding = step.negotiation.finding
        words = {
            "person": str(step.actor or ""),
            "due": step.negotiation.due_on.isoformat(),
            "round": step.negotiation.round,
            "but": step.actor,
        }
        tell_sides(finding, owners_of(sides_of(finding)), case, now=step.now, **words)
        if leaders:
            tell_sides(finding, leaders_for(finding), leaders, now=step.now, **words)

    return told


def tell_decided(step: Step) -> None:
    """Both units hear what was decided."""
    case = "decided_way" if step.choice == Choice.WAY_OUT else "decided_accept"
    tell(case)(step)


def prepare(step: Step) -> None:
    """What is saved with every step of a negotiation."""
    plans = sides_of(step.negotiation.finding)
    step.unit = plans[0].owner_unit.code if plans else ""
    step.details = {"campaigns": [plan.code for plan in plans], **step.details}


Row = Transition[Negotiation, User, Step]
OPEN, ESCALATED = frozenset({S.OPEN}), frozenset({S.ESCALATED})

ROWS: tuple[Row, ...] = (
    Row(
        name="decide",
        label=pgettext_lazy("negotiation", "Decide"),
        icon="stamp",
        sources=ESCALATED,
        target=S.DECIDED,
        who=decider,
        guards=(finding_open,),
        effect=decide,
        notices=tell_decided,
        weight=Weight.PRIMARY,
        precondition="etag",
        done=_("Decided. Both units have been told."),
    ),
    Row(
        name="escalate",
        label=pgettext_lazy("negotiation", "Ask leadership to decide now"),
        icon="flag",
        sources=OPEN,
        target=S.ESCALATED,
        who=side,
        guards=(finding_open,),
        effect=escalate,
        notices=tell("escalated", leaders="to_decide"),
        reason=always,
        question=_(
            "Leadership gets both positions and the numbers, and what it decides binds both units."
        ),
        done=_("Put before leadership. Both units have been told."),
    ),
    Row(
        name="call_in",
        label=pgettext_lazy("negotiation", "Decide it before its round ends"),
        icon="stamp",
        sources=OPEN,
        target=S.ESCALATED,
        who=decider,
        guards=(finding_open,),
        effect=escalate,
        notices=tell("escalated"),
        done=_("It is before you now. Both units have been told."),
    ),
    Row(
        name="reopen",
        label=pgettext_lazy("negotiation", "Take up again"),
        icon="refresh",
        sources=frozenset({S.DECIDED, S.CLOSED}),
        target=S.OPEN,
        who=side,
        guards=(finding_open,),
        effect=take_up_again,
        notices=tell("reopened"),
        reason=always,
        question=_("What divides the plans is open again. The first round begins anew."),
        done=_("Taken up again. The other side has been told."),
    ),
    Row(
        name="next_round",
        label=pgettext_lazy("negotiation", "Next round"),
        sources=OPEN,
        target=None,
        effect=next_round,
        notices=tell("next_round"),
    ),
    Row(
        name="overdue",
        label=pgettext_lazy("negotiation", "Put before leadership by the clock"),
        sources=OPEN,
        target=S.ESCALATED,
        effect=escalate,
        notices=tell("escalated", leaders="to_decide"),
    ),
    Row(
        name="put_off",
        label=pgettext_lazy("negotiation", "Not decided in time"),
        sources=ESCALATED,
        target=None,
        effect=put_off,
        notices=tell("undecided", leaders="to_decide"),
    ),
    Row(
        name="close",
        label=pgettext_lazy("negotiation", "Closed: the finding is settled"),
        sources=frozenset({S.OPEN, S.ESCALATED, S.DECIDED}),
        target=S.CLOSED,
    ),
)

NEGOTIATION: Machine[Negotiation, User, Step] = Machine(
    ROWS,
    model=Negotiation,
    step=Step,
    states=S,
    course=Course(
        stages=(
            Stage(pgettext_lazy("step", "Found")),
            Stage(pgettext_lazy("step", "Negotiate"), OPEN),
            Stage(pgettext_lazy("step", "Leadership decides"), ESCALATED),
            Stage(pgettext_lazy("step", "Both checked again"), frozenset({S.DECIDED})),
        ),
        finished=frozenset({S.CLOSED}),
    ),
    kind="negotiation",
    title=pgettext_lazy("audit object", "Negotiation"),
    changes="talks",
    wrong_state=_("This cannot be done with a negotiation that is “%(state)s”."),
    act_url="coordination:negotiation-act",
    preconditions=[
        Precondition(name="etag", field="etag", value=lambda one: one.etag, refusal=stale)
    ],
    prepare=prepare,
)
