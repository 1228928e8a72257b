"""What this room writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from common.audit_labels import register

register(
    "meeting",
    pgettext_lazy("audit object", "Coordination meeting"),
    {
        "call_meeting": pgettext_lazy("audit", "Meeting called"),
        "take_note": pgettext_lazy("audit", "Note for the minutes"),
        "close_meeting": pgettext_lazy("audit", "Meeting closed"),
    },
)
