"""Writing, issuing, withdrawing and reading work notices."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.access import visible_to
from campaigns.enums import CampaignState
from campaigns.people import heads_of, leaders
from common import clock, locks
from common.errors import NO_PERMISSION, Refused, refuse
from common.write import check_etag, next_code, written
from frontline.checking import check_whole
from frontline.enums import WorkNoticeState
from frontline.models import Reader, WorkNotice
from frontline.work_notices.access import may_issue, may_write
from frontline.work_notices.notices import notify_about
from frontline.work_notices.workflow import WORK_NOTICE
from organization.models import Unit, User

FIELDS = ("title", "words", "todo", "campaign", "report", "replaces", "seats", "until")


@transaction.atomic
def write_notice(
    *,
    actor: User,
    unit: Unit,
    units: Sequence[Unit] = (),
    now: dt.datetime | None = None,
    **fields: Any,
) -> WorkNotice:
    """Write a work notice as a draft of a unit; ``units`` are the branches and what lies below them
    that it is for. Who issues it is told, where that is not the writer.

    Raises ``Refused``: 403 not theirs to write, 400 at the field, 409 what it replaces is not in
    force.
    """
    at = now or clock.now()
    if not may_write(actor, unit):
        raise Refused(NO_PERMISSION)
    notice = WorkNotice(
        code=next_code("W", "work-notice", at),
        unit=unit,
        written_by=actor,
        state_since=at,
        created_at=at,
        updated_at=at,
    )
    _fill(notice, fields, actor)
    notice.save()
    notice.units.set(units)
    if not may_issue(actor, unit):
        issuers = heads_of(unit) or leaders(unit)
        notify_about(issuers, "to_issue", notice, now=at, by=actor)
    _written("write", notice, actor=actor, now=at)
    return notice


@transaction.atomic
def change_draft(
    *,
    notice_id: int,
    actor: User,
    units: Sequence[Unit] | None = None,
    etag: int | None = None,
    now: dt.datetime | None = None,
    **fields: Any,
) -> WorkNotice:
    """Change a work notice that nobody has read yet. Raises ``Refused``: 403, 400 at the field, 409
    issued already, 412 changed since it was read; ``Busy``.
    """
    at = now or clock.now()
    notice: WorkNotice = locks.one(WorkNotice, notice_id)
    if not (may_write(actor, notice.unit) or may_issue(actor, notice.unit)):
        raise Refused(NO_PERMISSION)
    if notice.state != WorkNoticeState.DRAFT:
        refuse("wrong-state", _("It is issued; write another one that replaces it."))
    check_etag(notice.etag, etag)
    _fill(notice, fields, actor)
    notice.updated_at, notice.etag = at, notice.etag + 1
    notice.save()
    if units is not None:
        notice.units.set(units)
    _written("change", notice, actor=actor, now=at)
    return notice


@transaction.atomic
def change_notice(
    *,
    notice: WorkNotice,
    name: str,
    actor: User | None,
    reason: str = "",
    etag: int | None = None,
    now: dt.datetime | None = None,
) -> WorkNotice:
    """Take the step ``name``. What an issued one replaces steps back in the same transaction.

    Raises ``Refused``: 404 unknown step, 403 not theirs, 409 not now, 400 no reason, 412 changed
    since it was read; and ``Busy``.
    """
    step = WORK_NOTICE.apply(
        name, notice.pk, actor=actor, reason=reason, read={"etag": etag}, now=now
    )
    if name == "issue" and step.obj.replaces is not None:
        WORK_NOTICE.apply("replace", step.obj.replaces.pk, actor=None, now=step.now)
    return step.obj


@transaction.atomic
def confirm_read(*, notice_id: int, actor: User, now: dt.datetime | None = None) -> Reader:
    """Say that one has read a work notice; twice is as once. Raises ``Refused``: 404 where it was
    not issued to the person.
    """
    at = now or clock.now()
    rows = Reader.objects.filter(notice=notice_id, user=actor)
    reader = rows.select_related("notice__unit").first()
    if reader is None:
        refuse("not-found", _("It was not issued to you."), status=404)
    if rows.filter(read_at=None).update(read_at=at):
        reader.read_at = at
        _written("read", reader.notice, actor=actor, now=at)
    return reader


def _fill(notice: WorkNotice, fields: Mapping[str, Any], actor: User) -> None:
    """Set what was written and look at it as a whole."""
    for name in FIELDS:
        if name in fields:
            setattr(notice, name, fields[name])
    plan, before = notice.campaign, notice.replaces
    seen = visible_to(actor).exclude(state=CampaignState.DRAFT)
    if plan is not None and not seen.filter(pk=plan.pk).exists():
        refuse("unknown", _("There is no such plan."), status=400, attr="campaign")
    if before is not None and before.state != WorkNoticeState.IN_FORCE:
        text = _("Only a work notice in force is replaced.")
        refuse("not-in-force", text, status=400, attr="replaces")
    if (
        before is not None
        and not may_issue(actor, before.unit)
        and not may_write(actor, before.unit)
    ):
        text = _("Another unit issued it.")
        refuse("not-yours", text, status=400, attr="replaces")
    if notice.until is not None and notice.until < clock.today():
        refuse("past", _("This day has passed."), status=400, attr="until")
    check_whole(notice, exclude=("written_by", "unit"))


def _written(action: str, notice: WorkNotice, *, actor: User, now: dt.datetime) -> None:
    details = {"campaign": notice.campaign.code} if notice.campaign is not None else {}
    written(
        action,
        "work_notice",
        notice.code,
        actor=actor,
        now=now,
        log=("work_notice", action),
        unit=notice.unit.code,
        details=details,
    )
