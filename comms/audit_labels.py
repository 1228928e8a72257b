"""What this floor writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from common.audit_details import read_as
from common.audit_labels import register
from comms.enums import Decision
from comms.workflow import DRAFT

DRAFT.register(
    {
        "add_draft": pgettext_lazy("audit", "Text begun"),
        "change_draft": pgettext_lazy("audit", "Text changed"),
        "sign": pgettext_lazy("audit", "Signed"),
        "confirm_recall": pgettext_lazy("audit", "Recall confirmed"),
        "remark": pgettext_lazy("audit", "Remark made"),
    }
)
register(
    "theme",
    pgettext_lazy("audit object", "Theme"),
    {
        "add_theme": pgettext_lazy("audit", "Theme added"),
        "change_theme": pgettext_lazy("audit", "Theme changed"),
    },
)
register(
    "communication_plan",
    pgettext_lazy("audit object", "Communication plan"),
    {
        "add_plan": pgettext_lazy("audit", "Communication plan made"),
        "change_plan": pgettext_lazy("audit", "Communication plan changed"),
    },
)
read_as("decision", dict(Decision.choices))
