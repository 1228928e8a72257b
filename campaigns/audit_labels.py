"""What this floor writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from campaigns.workflow import AMENDMENT, PLAN

PLAN.register(
    {
        "create": pgettext_lazy("audit", "Draft started"),
        "change": pgettext_lazy("audit", "Plan changed"),
        "delete": pgettext_lazy("audit", "Draft deleted"),
        "conflict_found": pgettext_lazy("audit", "Conflict found at approval"),
        "answer_invitation": pgettext_lazy("audit", "Invitation answered"),
        "sign_participation": pgettext_lazy("audit", "Joint plan signed"),
        "leave_plan": pgettext_lazy("audit", "Joint plan left"),
        "change_participation": pgettext_lazy("audit", "Own part changed"),
        "hold": pgettext_lazy("audit", "Launch held"),
        "amended": pgettext_lazy("audit", "Amended"),
        "acknowledge": pgettext_lazy("audit", "Amendment read"),
    }
)
AMENDMENT.register()
