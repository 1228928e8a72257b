"""Reasons against a step of a work notice: whose step it is, and what has to be true first."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from common import clock
from common.errors import NO_PERMISSION, Reason
from frontline.enums import WorkNoticeState
from frontline.models import WorkNotice
from frontline.work_notices.access import may_issue, may_write
from frontline.work_notices.people import addressed
from organization.models import User


def issuer(actor: User, notice: WorkNotice) -> Reason | None:
    """Who issues the work notices of the unit: head, service or channel manager, leadership."""
    return None if may_issue(actor, notice.unit) else NO_PERMISSION


def writer(actor: User, notice: WorkNotice) -> Reason | None:
    """Who writes work notices of the unit, or issues them."""
    may = may_write(actor, notice.unit) or may_issue(actor, notice.unit)
    return None if may else NO_PERMISSION


def somebody_reads(actor: User | None, notice: WorkNotice) -> Iterator[Reason]:
    """Somebody sits where it is for."""
    if not addressed(notice.seats, list(notice.units.all())):
        yield Reason(
            "nobody-reads",
            _("Nobody works at the seats that it is for, so nobody would read it."),
        )


def not_over(actor: User | None, notice: WorkNotice) -> Iterator[Reason]:
    """Its last day has not passed."""
    if notice.until is not None and notice.until < clock.today():
        yield Reason("past", _("Its last day has passed; set another one."))


def predecessor_in_force(actor: User | None, notice: WorkNotice) -> Iterator[Reason]:
    """What it replaces is in force."""
    before = notice.replaces
    if before is not None and before.state != WorkNoticeState.IN_FORCE:
        yield Reason(
            "not-in-force",
            _("“%(title)s”, which it replaces, is not in force any more."),
            params={"title": before.title},
        )
