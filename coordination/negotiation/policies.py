"""The clocks of negotiations and proposals, in working days."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common import clock
from organization.enums import Role
from organization.limits import Limits
from organization.policies import Declared, declare, values_on
from organization.workdays import LONGEST_BREAK, day_table

WORKING_DAYS = pgettext_lazy("measure", "working days")
ROUNDS = "coordination.negotiation_rounds"
ROUND_DAYS = "coordination.round_days"
ANSWER_DAYS = "coordination.answer_days"
DECISION_DAYS = "coordination.decision_days"
SOME_DAYS = Limits(least=1, most=20)

declare(
    Declared(
        ROUNDS,
        2,
        _("Negotiation: rounds before leadership decides"),
        pgettext_lazy("measure", "rounds"),
        Role.LEADERSHIP,
        Limits(least=1, most=5),
    ),
    Declared(
        ROUND_DAYS, 3, _("Negotiation: a round lasts"), WORKING_DAYS, Role.LEADERSHIP, SOME_DAYS
    ),
    Declared(
        ANSWER_DAYS,
        2,
        _("Proposals: to be answered within; then the next in line is asked"),
        WORKING_DAYS,
        Role.LEADERSHIP,
        SOME_DAYS,
    ),
    Declared(
        DECISION_DAYS,
        2,
        _("Negotiation: leadership decides within"),
        WORKING_DAYS,
        Role.LEADERSHIP,
        SOME_DAYS,
    ),
)


def rounds(now: dt.datetime) -> int:
    """How many rounds there are before leadership decides."""
    count: int = values_on(clock.today(now))[ROUNDS]
    return count


def due_in(policy: str, now: dt.datetime) -> dt.date:
    """The last day of a span of so many working days, by a policy of this module."""
    today = clock.today(now)
    days: int = values_on(today)[policy]
    span = dt.timedelta(days=3 * days) + LONGEST_BREAK
    return day_table(today, today + span).forward(today, days)
