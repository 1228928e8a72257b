"""The clocks of commitments, in working days."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from coordination.negotiation.policies import SOME_DAYS, WORKING_DAYS
from organization.enums import Role
from organization.policies import Declared, declare, values_on

CLAIM_DAYS = "coordination.claim_days"
PROMISE_DAYS = "coordination.promise_days"
SILENT_DAYS = "coordination.silent_days"
REMIND_DAYS = "coordination.remind_days"
SENTENCES = {
    CLAIM_DAYS: (1, _("Commitments: claimed by a named person within; then they are the head's")),
    PROMISE_DAYS: (2, _("Commitments: to be answered within")),
    SILENT_DAYS: (5, _("Commitments: what is done is accepted by silence after")),
    REMIND_DAYS: (3, _("Commitments: performers are reminded before the day, by")),
}

declare(
    *(
        Declared(name, days, said, WORKING_DAYS, Role.LEADERSHIP, SOME_DAYS)
        for name, (days, said) in SENTENCES.items()
    )
)


def days_of(today: dt.date, *policies: str) -> list[int]:
    """How many working days each of these policies gives on a day; one query."""
    values = values_on(today)
    return [values[policy] for policy in policies]
