"""Sending what the outbox holds: at least once, with growing pauses, for a day and a half; and the
daily mail.
"""

from __future__ import annotations

import datetime as dt
import logging
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from common import clock, jobs
from common.job_kinds import Claim
from common.models import Job
from organization.delivery import robots
from organization.delivery.failures import FINAL, Failed
from organization.delivery.mailing import send, whole
from organization.models import (
    Delivery,
    DeliveryState,
    MailMode,
    Notice,
    User,
    Way,
)
from organization.notice_kinds import kind_of, kinds
from organization.outbox import KIND, enqueue, is_configured, mode_for, modes_of

logger = logging.getLogger(__name__)
MINUTE, HOUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
PAUSES = (MINUTE, 5 * MINUTE, 15 * MINUTE, HOUR, 3 * HOUR, 8 * HOUR, 24 * HOUR)
DAILY, DAILY_KEY = "organization.daily_mail", "daily"
DAILY_AT = dt.time(8, 30)
KEPT = dt.timedelta(days=30)
MOST_TOGETHER = 50
# So far back a daily mail reaches when none could be written meanwhile.
LONGEST_GAP = dt.timedelta(days=7)


def work(claim: Claim) -> None:
    """Send one message. What fails waits for its next attempt, and is given up after the last."""
    row = Delivery.objects.select_related("user", "webhook__unit").filter(pk=int(claim.key)).first()
    now = clock.now()
    if row is None or row.state != DeliveryState.WAITING:
        jobs.finish(claim)
        return
    try:
        state = DeliveryState.SENT if attempt(row, now) else DeliveryState.DROPPED
    except Failed as failed:
        _failed(claim, row, failed, now)
        return
    with transaction.atomic():
        if jobs.finish(claim):
            row.state, row.sent_at, row.attempt = state, now, row.attempt + 1
            row.failure = row.detail = ""
            row.save(update_fields=["state", "sent_at", "attempt", "failure", "detail"])


def attempt(row: Delivery, now: dt.datetime) -> bool:
    """Hand a message over; False where nothing is left to be said. Raises ``Failed``."""
    if row.webhook is None:
        return send(row)
    if not row.webhook.is_active and row.way != Way.TEST:
        return False
    with translation.override(row.webhook.language):
        robots.deliver(row.webhook, message_of(row), now)
    return True


def message_of(row: Delivery) -> robots.Message:
    """What a webhook is told, in the active language."""
    if row.way == Way.TEST:
        kind, title, text = "test", _("Jiepai"), _("This is a test: notices arrive here.")
    else:
        kind = kind_of(row.code)
        title = str(kinds()[kind])
        text = Notice(code=row.code, case=row.case, params=row.params).text
    return robots.Message(
        key=str(row.key),
        kind=kind,
        case=row.case,
        title=title,
        text=text,
        link=whole(row.url) if row.url else "",
        told_at=row.told_at,
    )


def _failed(claim: Claim, row: Delivery, failed: Failed, now: dt.datetime) -> None:
    logger.warning("delivery %s failed: %s", row.key, failed.code)
    with transaction.atomic():
        if not jobs.finish(claim):
            return
        row.attempt += 1
        row.failure, row.detail = failed.code, failed.detail
        is_over = failed.code in FINAL or row.way == Way.TEST or row.attempt > len(PAUSES)
        if is_over:
            row.state = DeliveryState.FAILED
        else:
            row.not_before = now + PAUSES[row.attempt - 1]
            enqueue(row)
        row.save(update_fields=["attempt", "failure", "detail", "state", "not_before"])


# The daily mail


def work_daily(claim: Claim) -> None:
    """Write a mail for everybody who has unread notices of a day; then wait for the next one."""
    now = clock.now()
    with transaction.atomic():
        if not jobs.finish(claim):
            return
        write_digests(now)
        Delivery.objects.filter(told_at__lt=now - KEPT).exclude(
            state=DeliveryState.WAITING
        ).delete()
        jobs.enqueue(DAILY, DAILY_KEY, not_before=next_time(now), now=now)


def next_time(now: dt.datetime) -> dt.datetime:
    """The next half past eight in the morning."""
    day = clock.today(now)
    at = _at(day)
    return at if at > now else _at(day + dt.timedelta(days=1))


def _at(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, DAILY_AT))


def write_digests(now: dt.datetime) -> list[Delivery]:
    """One mail a day and person, with what came since the last one (a day, at first) and is
    unread; doing it twice changes nothing more.
    """
    if not is_configured():
        return []
    today, since = clock.today(now), now - LONGEST_GAP
    people = User.objects.filter(is_active=True).exclude(email="")
    digests = Delivery.objects.filter(way=Way.DIGEST, on__isnull=False)
    last: dict[int, Any] = {
        row["user"]: row
        for row in digests.values("user").annotate(at=Max("told_at"), day=Max("on"))
    }
    rows = Notice.objects.filter(user__in=people, read_at=None, created_at__range=(since, now))
    by_user: dict[int, list[Notice]] = {}
    for one in rows.order_by("-created_at", "-id"):
        had = last.get(one.user_id, {"at": now - dt.timedelta(days=1), "day": None})
        if had["day"] != today and one.created_at > had["at"]:
            by_user.setdefault(one.user_id, []).append(one)
    chosen = modes_of(by_user)
    made = []
    for user, notices in by_user.items():
        modes = chosen.get(user, {})
        wanted = [one.pk for one in notices if mode_for(modes, kind_of(one.code)) == MailMode.DAILY]
        if wanted:
            made.append(
                Delivery(
                    way=Way.DIGEST,
                    user_id=user,
                    notices=wanted[:MOST_TOGETHER],
                    on=today,
                    told_at=now,
                    not_before=now,
                )
            )
    for row in Delivery.objects.bulk_create(made):
        enqueue(row)
    return made


def given_up(job: Job) -> None:
    """An attempt that broke in a way nobody expected is shown as one that failed."""
    rows = Delivery.objects.filter(pk=int(job.key), state=DeliveryState.WAITING)
    rows.update(state=DeliveryState.FAILED, failure="unexpected", detail="")


jobs.register(KIND, work, name=gettext_lazy("Mail or message to a webhook"), on_failed=given_up)
jobs.register(DAILY, work_daily, name=gettext_lazy("Daily mail"))
jobs.register_recurring(DAILY, DAILY_KEY)
