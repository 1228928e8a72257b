"""What the calendar writes into the audit trail, in words."""

from django.utils.translation import pgettext_lazy

from common.audit_labels import register

register(
    "feed",
    pgettext_lazy("audit object", "Calendar feed"),
    {
        "make_feed": pgettext_lazy("audit", "Feed made"),
        "renew_feed": pgettext_lazy("audit", "Feed renewed"),
        "revoke_feed": pgettext_lazy("audit", "Feed ended"),
    },
)
