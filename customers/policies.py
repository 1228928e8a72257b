"""The numbers of this floor that an owner may change."""

from django.utils.translation import gettext_lazy as _

from organization.enums import Role
from organization.limits import Limits
from organization.policies import Declared, declare

UNMASK_PER_DAY = "customers.unmask_per_day"
LOOKUPS_PER_HOUR = "customers.lookups_per_hour"

declare(
    Declared(
        UNMASK_PER_DAY,
        30,
        _("How many customers one person may see in clear on a day"),
        _("customers"),
        Role.SERVICE_MANAGER,
        Limits(most=10_000),
    ),
    Declared(
        LOOKUPS_PER_HOUR,
        120,
        _("How many numbers and phones of customers one person may ask for in an hour"),
        _("numbers"),
        Role.SERVICE_MANAGER,
        Limits(least=1, most=10_000),
    ),
)
