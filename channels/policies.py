"""The numbers of this floor that an owner may change."""

from django.utils.translation import gettext_lazy as _

from organization.enums import Role
from organization.limits import Limits
from organization.policies import Declared, declare

EVIDENCE_LEAST = "channels.evidence_least"
EVIDENCE_MONTHS = "channels.evidence_months"
MOST_MONTHS = 60

declare(
    Declared(
        EVIDENCE_LEAST,
        200,
        _("Contacts of a cell below which its results say too little"),
        _("contacts"),
        Role.CHANNEL_MANAGER,
        Limits(least=1, most=1_000_000),
    ),
    Declared(
        EVIDENCE_MONTHS,
        24,
        _("How many months back results count as evidence of loading rules"),
        _("months"),
        Role.CHANNEL_MANAGER,
        Limits(least=1, most=MOST_MONTHS),
    ),
)
