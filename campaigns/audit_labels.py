"""What this floor writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from campaigns.workflow import TRANSITIONS
from common.audit_labels import register
from common.terms import CAMPAIGN_STATES

register(
    "campaign",
    pgettext_lazy("audit object", "Campaign"),
    {
        **{name: transition.label for name, transition in TRANSITIONS.items()},
        "create": pgettext_lazy("audit", "Draft started"),
        "change": pgettext_lazy("audit", "Plan changed"),
        "copy": pgettext_lazy("audit", "Copied"),
        "delete": pgettext_lazy("audit", "Draft deleted"),
        "conflict_found": pgettext_lazy("audit", "Conflict found at approval"),
        "check_done": pgettext_lazy("audit", "Check done"),
        "redate": pgettext_lazy("audit", "Back to be re-dated"),
        "hold": pgettext_lazy("audit", "Launch held"),
        "lapse": pgettext_lazy("audit", "Lapsed"),
    },
    states={state: term.word for state, term in CAMPAIGN_STATES.items()},
)
