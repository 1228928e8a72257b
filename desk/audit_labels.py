"""What this floor writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from common.audit_labels import register

register(
    "customers",
    pgettext_lazy("audit object", "Customers"),
    {"check_eligibility": pgettext_lazy("audit", "Asked what a customer can take")},
)
