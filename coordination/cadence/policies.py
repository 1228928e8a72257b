"""When the steps of a cycle are due: working days before its first day, for each kind of cycle."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from campaigns.enums import CycleKind
from coordination.negotiation.policies import SOME_DAYS, WORKING_DAYS
from organization.enums import Role
from organization.limits import Limits
from organization.policies import Declared, declare

REVIEW_DAYS = "coordination.review_days"
NOTICE_DAYS = "coordination.cut_off_notice_days"
BEFORE: Mapping[str, str] = {
    CycleKind.YEAR: "coordination.steps_of_year",
    CycleKind.QUARTER: "coordination.steps_of_quarter",
    CycleKind.MONTH: "coordination.steps_of_month",
}
# Strategy, plans in, conflicts settled, communication and channels, resources.
LIMITS = Limits(least=0, most=250, is_whole=True, length=5, order="falling")
DEFAULTS: Mapping[str, tuple[str, ...]] = {
    CycleKind.YEAR: ("60", "40", "25", "15", "8"),
    CycleKind.QUARTER: ("30", "20", "12", "8", "4"),
    CycleKind.MONTH: ("15", "10", "6", "4", "2"),
}
SENTENCES = {
    CycleKind.YEAR: _("Steps of a year: due so many working days before it begins"),
    CycleKind.QUARTER: _("Steps of a quarter: due so many working days before it begins"),
    CycleKind.MONTH: _("Steps of a month: due so many working days before it begins"),
}

declare(
    *(
        Declared(BEFORE[kind], DEFAULTS[kind], said, WORKING_DAYS, Role.LEADERSHIP, LIMITS)
        for kind, said in SENTENCES.items()
    ),
    Declared(
        REVIEW_DAYS,
        10,
        _("The review of a cycle is due after its last day, within"),
        WORKING_DAYS,
        Role.LEADERSHIP,
        Limits(least=1, most=60),
    ),
    Declared(
        NOTICE_DAYS,
        3,
        _("Cut-off of a step: those concerned are told before it, by"),
        WORKING_DAYS,
        Role.LEADERSHIP,
        SOME_DAYS,
    ),
)
