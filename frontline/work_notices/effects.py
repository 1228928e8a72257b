"""What follows from the steps of a work notice, and who is told."""

from __future__ import annotations

from dataclasses import dataclass

from common import machine
from frontline.enums import WorkNoticeState
from frontline.models import Reader, WorkNotice
from frontline.policies import READ_DAYS, due_on
from frontline.work_notices.notices import notify_about
from frontline.work_notices.people import addressed
from organization.models import User


@dataclass(slots=True, kw_only=True)
class Step(machine.Step[WorkNotice, User]):
    """A step under way."""


def prepare(step: Step) -> None:
    """What is saved with every step of a work notice."""
    notice = step.obj
    if step.source != step.target:
        notice.state_since = step.now
    step.unit = notice.unit.code
    if notice.campaign is not None:
        step.details = {"campaign": notice.campaign.code, **step.details}


def issue(step: Step) -> None:
    """Who has to read it is written down now; who joins later reads it, and is not asked to
    confirm.
    """
    notice = step.obj
    notice.issued_by, notice.issued_at = step.actor, step.now
    notice.read_by = due_on(READ_DAYS, step.now)
    rows = [
        Reader(
            notice=notice,
            user=one.user,
            unit=one.unit,
            seat=one.seat,
            read_at=step.now if one.user == step.actor else None,
        )
        for one in addressed(notice.seats, list(notice.units.all()))
    ]
    Reader.objects.bulk_create(rows)
    step.details |= {"readers": len(rows)}


def tell_issued(step: Step) -> None:
    notice = step.obj
    readers = readers_of(notice)
    notify_about(readers, "issued", notice, now=step.now, by=step.actor)
    if notice.report is not None and notice.report.reported_by not in readers:
        notify_about([notice.report.reported_by], "reported", notice, now=step.now, by=step.actor)


def readers_of(notice: WorkNotice) -> list[User]:
    """Whom it was issued to, as far as they still sign in."""
    rows = notice.readers.select_related("user").filter(user__is_active=True)
    return [one.user for one in rows]


def withdraw(step: Step) -> None:
    """The reason stands on it from now on."""
    step.obj.reason = step.reason[:400]


def tell_withdrawn(step: Step) -> None:
    notify_about(readers_of(step.obj), "withdrawn", step.obj, now=step.now, by=step.actor)


def tell_replaced(step: Step) -> None:
    """Whoever gets the new one hears of it there."""
    notice = step.obj
    anew = Reader.objects.filter(
        notice__replaces=notice, notice__state=WorkNoticeState.IN_FORCE
    ).values_list("user", flat=True)
    known = set(anew)
    told = [one for one in readers_of(notice) if one.pk not in known]
    notify_about(told, "replaced", notice, now=step.now)
