"""What this floor writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from common.audit_labels import extend

extend(
    "campaign",
    {
        "answer_assessment": pgettext_lazy("audit", "Pre-assessment answered"),
        "add_evidence": pgettext_lazy("audit", "Evidence added"),
        "remove_evidence": pgettext_lazy("audit", "Evidence removed"),
        "renew_assessment": pgettext_lazy("audit", "Newer checklist taken over"),
    },
)
