"""What this floor writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from common.audit_labels import register

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
