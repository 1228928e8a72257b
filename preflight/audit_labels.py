"""What this floor writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from common.audit_labels import extend, register

extend(
    "campaign",
    {
        "confirm_move": pgettext_lazy("audit", "Move confirmed"),
        "decline_move": pgettext_lazy("audit", "Move declined"),
    },
)
register(
    "arrangement",
    pgettext_lazy("audit object", "Arrangement of start dates"),
    {
        "start_arrangement": pgettext_lazy("audit", "Arrangement started"),
        "stop_arrangement": pgettext_lazy("audit", "Arrangement stopped"),
        "ask_owners": pgettext_lazy("audit", "Owners asked to move"),
    },
)
