"""The numbers of a plan's life that their owners may change."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from organization.enums import Role
from organization.limits import Limits
from organization.policies import Declared, declare

LARGE_BUDGET = "campaigns.large_budget"
CONTROL_PERCENT = "campaigns.control_percent"
URGENT_QUOTA = "campaigns.urgent_quota"
MOST_HELD_OUT = 20

declare(
    Declared(
        LARGE_BUDGET,
        Decimal("1000000.00"),
        _("Budget above which leadership approves"),
        _("yuan"),
        Role.LEADERSHIP,
        Limits(most=1_000_000_000_000),
    ),
    Declared(
        URGENT_QUOTA,
        3,
        _("Urgent plans that a unit may submit in a quarter"),
        _("plans"),
        Role.LEADERSHIP,
        Limits(most=99),
    ),
    Declared(
        CONTROL_PERCENT,
        0,
        _("Control group: of a hundred persons so many are contacted by no campaign"),
        _("persons"),
        Role.LEADERSHIP,
        Limits(most=MOST_HELD_OUT),
    ),
)
