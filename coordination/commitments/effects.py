"""What follows from the steps of a commitment, and who is told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, NoReturn

from django.utils.translation import gettext_lazy as _

from campaigns.people import people_with
from common import clock, machine
from common.errors import refuse, words_within
from coordination.commitments.access import stands_in_for
from coordination.commitments.notices import MAX_QUOTE, notify_about
from coordination.commitments.people import answerable, customers, performers
from coordination.commitments.policies import CLAIM_DAYS, PROMISE_DAYS, days_of
from coordination.models import Commitment, Evidence
from coordination.models.commitment import BEST_MARK
from organization.enums import Role
from organization.models import Unit, User
from organization.workdays import day_table

BAD_REQUEST = 400
MAX_WORDS = 400  # characters of conditions, and of what shows that something is done


@dataclass(slots=True, kw_only=True)
class Step(machine.Step[Commitment, User]):
    """A step under way, with what it asks for: another day or other conditions (counter), what
    shows that it is done, a mark, the unit or person that is to do it.
    """

    due_on: dt.date | None = None
    conditions: str = ""
    evidence: str = ""
    link: str = ""
    file_name: str = ""
    content: bytes | None = None
    mark: int | None = None
    unit_code: str = ""
    person: str = ""


def prepare(step: Step) -> None:
    """What is saved with every step of a commitment."""
    if step.source != step.target:
        step.obj.state_since = step.now
    step.unit = step.obj.performer_unit.code
    if step.actor is not None:
        step.acting_for = stands_in_for(step.actor, step.obj)
    step.details = {"campaign": step.obj.campaign.code, **step.details}


def _bad(code: str, detail: Any, attr: str) -> NoReturn:
    refuse(code, detail, status=BAD_REQUEST, attr=attr)


def _tell(step: Step, people: Iterable[User], case: str, **params: Any) -> None:
    words = {"reason": step.reason[:MAX_QUOTE], **params}
    notify_about(people, case, step.obj, now=step.now, by=step.actor, **words)


def claim(step: Step) -> None:
    step.obj.claimed_by = step.actor


def promise(step: Step) -> None:
    """Given in person; the day stays as it was asked."""
    step.obj.claimed_by = step.obj.claimed_by or step.actor
    step.obj.promised_on = clock.today(step.now)


def tell_promised(step: Step) -> None:
    _tell(step, customers(step.obj), "promised")


def counter(step: Step) -> None:
    """Another day, not after the launch, or other conditions."""
    commitment, today = step.obj, clock.today(step.now)
    conditions = words_within(step.conditions, MAX_WORDS, attr="conditions")
    if step.due_on == commitment.due_on:
        step.due_on = None
    if step.due_on is None and conditions in ("", commitment.conditions):
        _bad("nothing-new", _("Name another day or another condition."), "due_on")
    if step.due_on is not None and step.due_on < today:
        _bad("past", _("This day has passed."), "due_on")
    if step.due_on is not None and step.due_on > commitment.launch_on:
        _bad("after-launch", _("The plan starts before this day."), "due_on")
    commitment.counter_due_on, commitment.counter_conditions = step.due_on, conditions
    commitment.claimed_by = commitment.claimed_by or step.actor
    step.details |= {
        "due": step.due_on.isoformat() if step.due_on else "",
        "conditions": conditions,
    }


def tell_countered(step: Step) -> None:
    _tell(step, customers(step.obj), "countered")


def agree(step: Step) -> None:
    """The other terms hold from now on, as promised."""
    commitment = step.obj
    commitment.due_on = commitment.counter_due_on or commitment.due_on
    if commitment.counter_conditions:
        commitment.conditions = commitment.counter_conditions
        commitment.conditions_en = ""
    commitment.renegotiated += 1
    commitment.promised_on = clock.today(step.now)
    clear_offer(step)


def clear_offer(step: Step) -> None:
    step.obj.counter_due_on, step.obj.counter_conditions = None, ""


def tell_agreed(step: Step) -> None:
    _tell(step, performers(step.obj), "promised")


def tell_refused(step: Step) -> None:
    _tell(step, performers(step.obj), "refused")


def decline(step: Step) -> None:
    clear_offer(step)


def tell_declined(step: Step) -> None:
    unit = step.obj.performer_unit
    _tell(step, [*customers(step.obj), *answerable(unit)], "declined")


def reassign(step: Step) -> None:
    """To another unit, another person, or both; asked anew."""
    commitment = step.obj
    person, unit = None, commitment.performer_unit
    if not step.unit_code and not step.person:
        _bad("required", _("Say which unit or person is to do it."), "unit")
    if step.unit_code:
        unit = Unit.objects.active().filter(code=step.unit_code).first() or _bad(
            "unknown", _("There is no such unit."), "unit"
        )
    if step.person:
        person = User.objects.filter(username=step.person, is_active=True).first()
        near = {*people_with({Role(commitment.performer_role)}, unit), *answerable(unit)}
        if person is None or person not in near:
            _bad("unknown", _("Nobody of this name does such things there."), "person")
    commitment.performer_unit, commitment.claimed_by = unit, person
    today = clock.today(step.now)
    table = day_table(today, today + dt.timedelta(days=60))
    claim, answer = days_of(today, CLAIM_DAYS, PROMISE_DAYS)
    commitment.claim_by = table.forward(today, claim)
    commitment.answer_by = table.forward(today, answer)
    clear_offer(step)
    step.details |= {"unit": unit.code, "person": person.username if person else ""}


def tell_reassigned(step: Step) -> None:
    _tell(step, performers(step.obj), "reassigned")


def tell_waived(step: Step) -> None:
    _tell(step, performers(step.obj), "waived")


def done(step: Step) -> None:
    """With what shows it; after its day it is late."""
    commitment = step.obj
    said = words_within(step.evidence, MAX_WORDS, attr="evidence")
    link = step.link.strip()
    if step.actor is None or not (said or link or step.content):
        _bad("required", _("Show it: words or a figure, a link, or a file."), "evidence")
    row = Evidence(
        commitment=commitment,
        text=said,
        link=link,
        file_name=step.file_name[:120],
        content=step.content,
        added_by=step.actor,
        added_at=step.now,
    )
    row.full_clean()
    row.save()
    commitment.claimed_by = step.actor
    commitment.done_on = clock.today(step.now)
    commitment.is_late = commitment.done_on > commitment.due_on
    step.details |= {"late": commitment.is_late}


def tell_done(step: Step) -> None:
    _tell(step, customers(step.obj), "done")


def accept(step: Step) -> None:
    """With a mark from 1 to 5."""
    if step.mark is None or not 1 <= step.mark <= BEST_MARK:
        _bad("required", _("Give a mark from 1 to 5."), "mark")
    step.obj.mark = step.mark
    step.obj.accepted_on = clock.today(step.now)
    step.details |= {"mark": step.mark}


def tell_accepted(step: Step) -> None:
    _tell(step, performers(step.obj), "accepted", mark=step.mark)


def accept_by_silence(step: Step) -> None:
    step.obj.accepted_on = clock.today(step.now)


def tell_silent(step: Step) -> None:
    _tell(step, [*performers(step.obj), *customers(step.obj)], "silent")


def reopen(step: Step) -> None:
    """Not done after all; what was shown stays on record."""
    step.obj.done_on, step.obj.is_late = None, False


def tell_reopened(step: Step) -> None:
    _tell(step, performers(step.obj), "reopened")


def tell_broken(step: Step) -> None:
    commitment = step.obj
    people = [*performers(commitment), *customers(commitment)]
    _tell(step, [*people, *answerable(commitment.performer_unit)], "broken")


def to_head(step: Step) -> None:
    """The first of those who answer for the unit."""
    heads = answerable(step.obj.performer_unit)
    step.obj.claimed_by = heads[0] if heads else None


def tell_head(step: Step) -> None:
    if step.obj.claimed_by is not None:
        _tell(step, [step.obj.claimed_by], "to_head")


def tell_asked_again(step: Step) -> None:
    _tell(step, performers(step.obj), "asked_again")


def tell_withdrawn(step: Step) -> None:
    _tell(step, performers(step.obj), "withdrawn")
