"""What this room writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from frontline.work_notices.workflow import WORK_NOTICE

WORK_NOTICE.register(
    {
        "write": pgettext_lazy("audit", "Work notice written"),
        "change": pgettext_lazy("audit", "Work notice changed"),
        "read": pgettext_lazy("audit", "Work notice read"),
    }
)
