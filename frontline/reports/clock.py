"""What a new day brings to reports: passed on, and closed by silence. Each in its own
transaction.
"""

from __future__ import annotations

import datetime as dt
import logging

from django.db.models import QuerySet

from common import clock
from common.errors import Refused
from frontline.enums import UNDECIDED
from frontline.enums import ReportState as R
from frontline.models import Report
from frontline.policies import CONFIRM_DAYS
from frontline.reports.command import change_report
from organization.policies import values_on
from organization.workdays import LONGEST_BREAK, day_table

logger = logging.getLogger(__name__)


def turn_day(now: dt.datetime) -> None:
    """Do what the day of ``now`` asks for; doing it twice changes nothing more."""
    today = clock.today(now)
    silent_since = day_table(today - LONGEST_BREAK, today).back(
        today, values_on(today)[CONFIRM_DAYS]
    )
    rows = Report.objects.order_by("pk")
    _take("pass_on", rows.filter(state__in=UNDECIDED, answer_by__lt=today), now)
    silent = rows.filter(state__in=[R.ASKED, R.DECIDED], state_since__date__lt=silent_since)
    _take("close_by_silence", silent, now)


def _take(name: str, found: QuerySet[Report], now: dt.datetime) -> None:
    for one in found:
        try:
            change_report(report=one, name=name, actor=None, now=now)
        except Refused as refusal:
            logger.warning("clock: %s of %s refused: %s", name, one.code, refusal)
