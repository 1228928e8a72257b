"""What people are told about checks and findings; the sentences join those about plans."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from campaigns.notices import CODE
from common import messages

messages.register(
    CODE,
    {
        "conflict": _(
            "%(campaign)s “%(name)s” could not be approved: %(winner)s came first. It is back in"
            " coordination."
        ),
        "conflict_hidden": _(
            "%(campaign)s “%(name)s” could not be approved: another plan came first. It is back in"
            " coordination."
        ),
        "found": _(
            "%(campaign)s “%(name)s” is checked. Findings: blocking %(blocking)s, warnings"
            " %(warnings)s."
        ),
        "shared": _(
            "%(other)s “%(other_name)s” and your plan %(campaign)s “%(name)s” get in each other's"
            " way: %(blocking)s new blocking findings."
        ),
        "check_failed": _(
            "The check of %(campaign)s “%(name)s” failed %(attempts)s times and was given up. Start"
            " it again."
        ),
        "mentioned": _("%(person)s mentions you in the discussion about %(campaign)s “%(name)s”."),
        "commented": _("%(person)s wrote about a finding on %(campaign)s “%(name)s”."),
        "accepted": _("%(person)s accepted a finding on %(campaign)s “%(name)s”."),
        "acceptance_expired": ngettext_lazy(
            "What was accepted for a time on %(campaign)s “%(name)s” is open again:"
            " %(count)s finding.",
            "What was accepted for a time on %(campaign)s “%(name)s” is open again:"
            " %(count)s findings.",
            "count",
        ),
    },
)
