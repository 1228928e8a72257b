"""What this floor writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from channels.enums import Fit
from common.audit_labels import register

register(
    "channel",
    pgettext_lazy("audit object", "Channel"),
    {
        "add_channel": pgettext_lazy("audit", "Channel added"),
        "change_channel": pgettext_lazy("audit", "Channel changed"),
    },
)
register(
    "product",
    pgettext_lazy("audit object", "Product"),
    {
        "add_product": pgettext_lazy("audit", "Product added"),
        "change_product": pgettext_lazy("audit", "Product changed"),
    },
)
register(
    "loading_rule",
    pgettext_lazy("audit object", "Loading rule"),
    {"set_fit": pgettext_lazy("audit", "Fit changed")},
    states={one.value: one.label for one in Fit},
)
register(
    "placement_results",
    pgettext_lazy("audit object", "Results of placements"),
    {"record_results": pgettext_lazy("audit", "Results told")},
)
