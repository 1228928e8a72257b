"""What this floor writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from common.audit_labels import register

register(
    "job",
    pgettext_lazy("audit object", "Background work"),
    {
        "try_again": pgettext_lazy("audit", "Work tried again"),
        "give_up": pgettext_lazy("audit", "Work given up"),
    },
)
