"""What a new day brings to work notices: expired ones, and readers who have not read."""

from __future__ import annotations

import datetime as dt
import logging
from collections import defaultdict

from django.db import transaction

from campaigns.people import heads_of, leaders
from campaigns.plan_view.formatting import joined
from common import clock, locks
from common.errors import Refused
from frontline.enums import WorkNoticeState as W
from frontline.models import Reader, WorkNotice
from frontline.work_notices.commands import change_notice
from frontline.work_notices.notices import notify_about
from organization.models import Unit, User
from organization.workdays import day_table

logger = logging.getLogger(__name__)
# After so many reminders who answers for the unit hears of it, and who issued it.
PATIENCE = 2


def turn_day(now: dt.datetime) -> None:
    """Do what the day of ``now`` asks for; doing it twice changes nothing more."""
    today = clock.today(now)
    for one in WorkNotice.objects.filter(state=W.IN_FORCE, until__lt=today).order_by("pk"):
        try:
            change_notice(notice=one, name="expire", actor=None, now=now)
        except Refused as refusal:
            logger.warning("clock: %s left as it is: %s", one.code, refusal)
    if not day_table(today, today).is_working(today):
        return
    unread = WorkNotice.objects.filter(
        state=W.IN_FORCE, read_by__lt=today, readers__read_at=None
    ).distinct()
    for pk in unread.order_by("pk").values_list("pk", flat=True):
        chase(pk, today, now)


@transaction.atomic
def chase(pk: int, today: dt.date, now: dt.datetime) -> None:
    """Remind who has not read a notice, once a day however often it is asked; tell who answers for
    them the second time.
    """
    notice: WorkNotice = locks.one(WorkNotice, pk)
    if notice.state != W.IN_FORCE:
        return
    late = notice.readers.filter(read_at=None, user__is_active=True)
    rows = [
        one
        for one in late.select_related("user", "unit")
        if one.chased_on is None or one.chased_on < today
    ]
    for one in rows:
        one.chased, one.chased_on = one.chased + 1, today
    Reader.objects.bulk_update(rows, ["chased", "chased_on"])
    notify_about([one.user for one in rows], "chased", notice, now=now)
    by_unit: dict[Unit, list[User]] = defaultdict(list)
    for one in rows:
        if one.chased == PATIENCE:
            by_unit[one.unit].append(one.user)
    for unit, people in by_unit.items():
        told = [*(heads_of(unit) or leaders(unit)), notice.issued_by or notice.written_by]
        names = joined(str(one) for one in people)
        others = [one for one in told if one not in people]
        notify_about(others, "unread", notice, now=now, people=names)
