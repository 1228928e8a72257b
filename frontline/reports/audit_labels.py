"""What this room writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from frontline.reports.workflow import REPORT

REPORT.register(
    {
        "report": pgettext_lazy("audit", "Reported"),
        "add_photos": pgettext_lazy("audit", "Pictures added"),
    }
)
