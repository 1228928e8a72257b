"""What this floor writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from common.audit_labels import extend

extend(
    "customers",
    {"check_eligibility": pgettext_lazy("audit", "Asked what a customer can take")},
)
