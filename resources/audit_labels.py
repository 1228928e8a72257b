"""What this floor writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from common.audit_labels import register
from resources.enums import BenefitState

register(
    "resource",
    pgettext_lazy("audit object", "Resource"),
    {
        "add_resource": pgettext_lazy("audit", "Resource added"),
        "change_resource": pgettext_lazy("audit", "Resource changed"),
        "receive": pgettext_lazy("audit", "Stock received"),
        "transfer": pgettext_lazy("audit", "Stock transferred"),
        "issue": pgettext_lazy("audit", "Stock issued"),
        "count": pgettext_lazy("audit", "Stock counted"),
        "announce_arrival": pgettext_lazy("audit", "Delivery announced"),
        "change_arrival": pgettext_lazy("audit", "Delivery changed"),
        "cancel_arrival": pgettext_lazy("audit", "Delivery cancelled"),
        "undo_receipt": pgettext_lazy("audit", "Receipt taken back"),
        "confirm_arrival": pgettext_lazy("audit", "Delivery confirmed"),
    },
)
register(
    "benefit",
    pgettext_lazy("audit object", "Benefit"),
    {
        "benefit.check": pgettext_lazy("audit", "Benefits checked before giving"),
        "benefit.reserve": pgettext_lazy("audit", "Benefits reserved"),
        "benefit.give": pgettext_lazy("audit", "Benefits given"),
        "benefit.return": pgettext_lazy("audit", "Benefits returned"),
        "benefit.release": pgettext_lazy("audit", "Benefits released"),
    },
    states=dict(BenefitState.choices),
)
