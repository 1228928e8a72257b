"""What follows from the steps of a report, and who is told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NoReturn

from django.utils.translation import gettext_lazy as _

from campaigns.people import deputies_of
from common import clock, machine
from common.errors import refuse
from coordination.enums import Level
from frontline.enums import Decision
from frontline.models import Report
from frontline.owners import in_line
from frontline.policies import ANSWER_DAYS, due_on
from frontline.reports.access import stands_in_for
from frontline.reports.notices import notify_about
from organization.models import User
from organization.permissions import Permission


@dataclass(slots=True, kw_only=True)
class Step(machine.Step[Report, User]):
    """A step under way, with what it asks for: the decision, the person who is to have it."""

    decision: str = ""
    person: str = ""


def prepare(step: Step) -> None:
    """What is saved with every step of a report."""
    if step.source != step.target:
        step.obj.state_since = step.now
    step.unit = step.obj.owner_unit.code
    if step.actor is not None:
        step.acting_for = stands_in_for(step.actor, step.obj)
    if step.obj.campaign is not None:
        step.details = {"campaign": step.obj.campaign.code, **step.details}


def _bad(code: str, detail: Any, attr: str) -> NoReturn:
    refuse(code, detail, status=400, attr=attr)


def _tell(step: Step, people: Iterable[User], case: str) -> None:
    notify_about(people, case, step.obj, now=step.now, by=step.actor, reason=step.reason)


def owners(report: Report) -> list[User]:
    """The owner, and who stands in for them today."""
    return [report.owner, *deputies_of([report.owner])]


def take(step: Step) -> None:
    """Whoever looks into it is the owner from now on."""
    if step.actor is not None and not step.acting_for:
        principal = stands_in_for(step.actor, step.obj)
        step.obj.owner = step.obj.owner if principal else step.actor


def tell_taken(step: Step) -> None:
    _tell(step, [step.obj.reported_by], "taken")


def tell_asked(step: Step) -> None:
    _tell(step, [step.obj.reported_by], "asked")


def reply(step: Step) -> None:
    """The clock runs anew from the answer."""
    step.obj.answer_by = due_on(ANSWER_DAYS, step.now)


def tell_replied(step: Step) -> None:
    _tell(step, owners(step.obj), "replied")


def hand_on(step: Step) -> None:
    """To another person, whose clock begins now."""
    report = step.obj
    person = User.objects.filter(username=step.person, is_active=True).first()
    if person is None:
        _bad("unknown", _("Nobody who can sign in has this user name."), "person")
    if person.pk == report.owner_id:
        _bad("same", _("It is theirs already."), "person")
    if person.pk == report.reported_by_id:
        _bad("reporter", _("They reported it themselves."), "person")
    if not person.may(Permission.SEE_PLANS):
        _bad("blind", _("%(person)s cannot open plans, so reports cannot be theirs."), "person")
    report.owner = person
    report.owner_unit = person.primary_unit or report.owner_unit
    report.level = Level.PERSON
    report.answer_by = due_on(ANSWER_DAYS, step.now)
    step.details |= {"person": person.username}


def tell_handed_on(step: Step) -> None:
    _tell(step, owners(step.obj), "handed_on")


def decide(step: Step) -> None:
    """What is decided, and why; it stands until the reporter says that it does not help."""
    if step.decision not in Decision.values:
        _bad("required", _("Say what is decided."), "decision")
    if step.decision == Decision.CHANGE and step.obj.campaign is None:
        _bad("no-plan", _("The report names no plan that could be changed."), "decision")
    report = step.obj
    report.decision, report.answer = step.decision, step.reason
    report.decided_by, report.decided_on = step.actor, clock.today(step.now)
    step.details |= {"decision": step.decision}


def tell_decided(step: Step) -> None:
    _tell(step, [step.obj.reported_by], "decided")


def tell_confirmed(step: Step) -> None:
    _tell(step, owners(step.obj), "confirmed")


def reopen(step: Step) -> None:
    """Open again with the same owner; what was decided stays in the course of the report."""
    report = step.obj
    report.decision, report.answer = "", ""
    report.decided_by, report.decided_on = None, None
    report.answer_by = due_on(ANSWER_DAYS, step.now)


def tell_reopened(step: Step) -> None:
    _tell(step, owners(step.obj), "reopened")


def tell_withdrawn(step: Step) -> None:
    _tell(step, owners(step.obj), "withdrawn")


def pass_on(step: Step) -> None:
    """To who answers for the unit, then to leadership, where it stays."""
    report = step.obj
    level = Level(min(report.level + 1, Level.LEADERSHIP))
    people = in_line(report.owner_unit, level)
    before = report.owner
    report.level = level
    if people:
        report.owner = people[0]
    report.answer_by = due_on(ANSWER_DAYS, step.now)
    step.details |= {"from": before.username, "person": report.owner.username}


def tell_passed_on(step: Step) -> None:
    report = step.obj
    before = User.objects.filter(username=step.details["from"])
    told = owners(report)
    _tell(step, told, "passed_on")
    others = [*before, report.reported_by]
    _tell(step, [one for one in others if one not in told], "overdue")


def tell_silent(step: Step) -> None:
    _tell(step, [*owners(step.obj), step.obj.reported_by], "silent")
