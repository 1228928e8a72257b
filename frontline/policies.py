"""The clocks of the front line, in working days."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _

from coordination.negotiation.policies import SOME_DAYS, WORKING_DAYS, due_in
from organization.enums import Role
from organization.policies import Declared, declare

ANSWER_DAYS = "frontline.answer_days"
CONFIRM_DAYS = "frontline.confirm_days"
READ_DAYS = "frontline.read_days"
SENTENCES = {
    ANSWER_DAYS: (2, _("Reports from the front line: decided within; then the next in line")),
    CONFIRM_DAYS: (5, _("Reports from the front line: closed without an answer after")),
    READ_DAYS: (1, _("Work notices: read within; then readers are reminded each working day")),
}
declare(
    *(
        Declared(name, days, said, WORKING_DAYS, Role.LEADERSHIP, SOME_DAYS)
        for name, (days, said) in SENTENCES.items()
    )
)


def due_on(policy: str, now: dt.datetime) -> dt.date:
    """The last day of the span that a policy of this module gives."""
    return due_in(policy, now)
