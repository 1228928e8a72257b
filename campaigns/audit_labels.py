"""What this floor writes into the audit trail, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.workflow import AMENDMENT, PLAN
from common.audit_details import read_as

PLAN.register(
    {
        "create": pgettext_lazy("audit", "Draft started"),
        "change": pgettext_lazy("audit", "Plan changed"),
        "delete": pgettext_lazy("audit", "Draft deleted"),
        "conflict_found": pgettext_lazy("audit", "Conflict found at approval"),
        "answer_invitation": pgettext_lazy("audit", "Invitation answered"),
        "sign_participation": pgettext_lazy("audit", "Joint plan signed"),
        "leave_plan": pgettext_lazy("audit", "Joint plan left"),
        "change_participation": pgettext_lazy("audit", "Own part changed"),
        "hold": pgettext_lazy("audit", "Launch held"),
        "amended": pgettext_lazy("audit", "Amended"),
        "acknowledge": pgettext_lazy("audit", "Amendment read"),
    }
)
AMENDMENT.register()
# The parts of a plan, as its editor calls them.
WORDS: Mapping[str, str | Promise] = {
    "name": pgettext_lazy("campaign", "Name"),
    "category": _("Category"),
    "owner_unit": _("Owner"),
    "branches": _("Branches"),
    "external_code": _("Code in the billing system"),
    "initiative": _("Initiative"),
    "starts_on": _("First day"),
    "ends_on": _("Last day"),
    "objective": _("What the campaign is for"),
    "contacts": _("Contact for questions"),
    "notes": _("Notes"),
    "urgent": _("Urgent"),
    "flex_days": _("May be moved by, days"),
    "enrolment": _("Enrolment"),
    "selling_points": _("Selling points"),
    "offers": pgettext_lazy("section", "Offers"),
    "participants": _("Participants"),
    "placements": _("Channels and waves"),
    "resource_requests": _("Resources"),
    "service_plan": _("Service plan"),
    "targets": _("Targets"),
    "budget": _("Budget, yuan"),
    "audience": _("Audience"),
    "eligibility": _("Who may take it"),
}
read_as("fields", WORDS)
