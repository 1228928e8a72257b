"""What this floor writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from common.audit_details import read_as
from common.audit_labels import register
from organization.enums import Role, Scope

register(
    "user",
    pgettext_lazy("audit object", "Person"),
    {
        "add_user": pgettext_lazy("audit", "Person added"),
        "describe_user": pgettext_lazy("audit", "Name changed"),
        "grant_role": pgettext_lazy("audit", "Role granted"),
        "end_role": pgettext_lazy("audit", "Role taken away"),
        "activate_user": pgettext_lazy("audit", "Account reactivated"),
        "deactivate_user": pgettext_lazy("audit", "Account suspended"),
        "sign_in": pgettext_lazy("audit", "Signed in"),
        "sign_out": pgettext_lazy("audit", "Signed out"),
        "sign_in_failed": pgettext_lazy("audit", "Sign-in failed"),
        "sign_in_locked": pgettext_lazy("audit", "Sign-in closed for 15 minutes"),
        "reset_password": pgettext_lazy("audit", "Password reset"),
        "delegate": pgettext_lazy("audit", "Deputy named"),
        "revoke_delegation": pgettext_lazy("audit", "Deputy ended"),
    },
)
register(
    "unit",
    pgettext_lazy("audit object", "Unit"),
    {
        "found_company": pgettext_lazy("audit", "Company founded"),
        "add_unit": pgettext_lazy("audit", "Unit added"),
        "change_unit": pgettext_lazy("audit", "Unit changed"),
    },
)
register(
    "policy",
    pgettext_lazy("audit object", "Policy"),
    {
        "change_policy": pgettext_lazy("audit", "Policy changed"),
        "withdraw_policy": pgettext_lazy("audit", "Coming value withdrawn"),
    },
)
register(
    "token",
    pgettext_lazy("audit object", "API token"),
    {
        "issue_token": pgettext_lazy("audit", "Token issued"),
        "revoke_token": pgettext_lazy("audit", "Token revoked"),
    },
)
register(
    "view",
    pgettext_lazy("audit object", "View"),
    {
        "save_view": pgettext_lazy("audit", "View saved"),
        "change_view": pgettext_lazy("audit", "View changed"),
        "delete_view": pgettext_lazy("audit", "View deleted"),
    },
)
register(
    "audit",
    pgettext_lazy("audit object", "Audit trail"),
    {"export_audit": pgettext_lazy("audit", "Trail exported")},
)
register(
    "work_day",
    pgettext_lazy("audit object", "Working day"),
    {
        "add_work_day": pgettext_lazy("audit", "Added"),
        "change_work_day": pgettext_lazy("audit", "Changed"),
        "remove_work_day": pgettext_lazy("audit", "Removed"),
        "load_year": pgettext_lazy("audit", "Year entered"),
    },
)
register(
    "closed_day",
    pgettext_lazy("audit object", "Closed day"),
    {
        "add_closed_day": pgettext_lazy("audit", "Added"),
        "change_closed_day": pgettext_lazy("audit", "Changed"),
        "remove_closed_day": pgettext_lazy("audit", "Removed"),
        "close_days": pgettext_lazy("audit", "Days entered"),
    },
)
register(
    "workbook",
    pgettext_lazy("audit object", "Workbook"),
    {
        "import_workbook": pgettext_lazy("audit", "Workbook read"),
        "export_workbook": pgettext_lazy("audit", "Workbook exported"),
    },
)
register(
    "webhook",
    pgettext_lazy("audit object", "Webhook"),
    {
        "add_webhook": pgettext_lazy("audit", "Webhook added"),
        "change_webhook": pgettext_lazy("audit", "Webhook changed"),
        "remove_webhook": pgettext_lazy("audit", "Webhook removed"),
        "try_webhook": pgettext_lazy("audit", "Webhook tried"),
    },
)
register(
    "delivery",
    pgettext_lazy("audit object", "Message"),
    {"send_again": pgettext_lazy("audit", "Sent again")},
)
for _key in ("role", "roles"):
    read_as(_key, dict(Role.choices))
read_as("scopes", dict(Scope.choices))
