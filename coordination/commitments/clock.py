"""What a new day brings to commitments: broken, accepted by silence, fallen to the head, and
reminders. Each in its own transaction.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.db import transaction
from django.db.models import Q, QuerySet

from campaigns.enums import CampaignState
from common import clock, locks
from common.errors import Refused
from coordination.commitments.command import change_commitment
from coordination.commitments.deferred import start_deferred
from coordination.commitments.notices import notify_about
from coordination.commitments.people import performers
from coordination.commitments.policies import REMIND_DAYS, SILENT_DAYS, days_of
from coordination.enums import UNKEPT, Gate
from coordination.enums import CommitmentState as S
from coordination.models import Commitment
from organization.workdays import LONGEST_BREAK, day_table

logger = logging.getLogger(__name__)


def turn_day(now: dt.datetime) -> None:
    """Do what the day of ``now`` asks for; doing it twice changes nothing more."""
    today = clock.today(now)
    table = day_table(today - LONGEST_BREAK, today + LONGEST_BREAK)
    silent, remind_days = days_of(today, SILENT_DAYS, REMIND_DAYS)
    silent_since, soon = table.back(today, silent), table.forward(today, remind_days)
    rows = Commitment.objects.order_by("pk")
    due = {
        "break_promise": rows.filter(state=S.PROMISED, due_on__lt=today),
        "accept_by_silence": rows.filter(state=S.DONE, done_on__lt=silent_since),
        "to_head": rows.filter(state=S.REQUESTED, claimed_by=None, claim_by__lt=today),
    }
    for name, found in due.items():
        _take(name, found, now)
    start_deferred(now)
    for pk in to_remind(today, soon).values_list("pk", flat=True):
        remind(pk, today, now)


def _take(name: str, found: QuerySet[Commitment], now: dt.datetime) -> None:
    for one in found:
        try:
            change_commitment(commitment=one, name=name, actor=None, now=now)
        except Refused as refusal:
            logger.warning("clock: %s of %s refused: %s", name, one.code, refusal)


def to_remind(today: dt.date, soon: dt.date) -> QuerySet[Commitment]:
    """What is due until the day ``soon``, once; and what keeps a plan from starting, daily."""
    coming = Q(state__in=[S.PROMISED, S.REQUESTED], due_on__range=(today, soon), reminded_on=None)
    held = Q(
        gate=Gate.LAUNCH,
        state__in=UNKEPT,
        campaign__state=CampaignState.APPROVED,
        launch_on__lte=today,
    ) & (Q(reminded_on=None) | Q(reminded_on__lt=today))
    return Commitment.objects.filter(coming | held).order_by("pk")


@transaction.atomic
def remind(pk: int, today: dt.date, now: dt.datetime) -> None:
    """Tell the performers, once a day however often it is asked."""
    one = locks.one(Commitment, pk)
    if one.state not in UNKEPT or one.reminded_on == today:
        return
    one.reminded_on = today
    one.save(update_fields=["reminded_on"])
    case = "holds_launch" if one.launch_on <= today else "due_soon"
    notify_about(performers(one), case, one, now=now)
