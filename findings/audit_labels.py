"""What this floor writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from common.audit_labels import extend, register

extend(
    "campaign",
    {
        "apply_way_out": pgettext_lazy("audit", "Way out applied"),
        "export_concerned": pgettext_lazy("audit", "Customers concerned exported"),
    },
)
register(
    "finding",
    pgettext_lazy("audit object", "Finding"),
    {
        "accept_finding": pgettext_lazy("audit", "Finding accepted"),
        "comment_finding": pgettext_lazy("audit", "Finding commented"),
        "export_concerned": pgettext_lazy("audit", "Customers concerned exported"),
    },
)
