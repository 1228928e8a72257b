from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DraftState(models.TextChoices):
    WRITING = "writing", pgettext_lazy("draft state", "being written")
    IN_REVIEW = "in_review", pgettext_lazy("draft state", "in review")
    CHANGES_REQUIRED = "changes_required", pgettext_lazy("draft state", "changes required")
    APPROVED = "approved", pgettext_lazy("draft state", "approved")
    RELEASED = "released", pgettext_lazy("draft state", "released")
    WITHDRAWN = "withdrawn", pgettext_lazy("draft state", "withdrawn")


class DraftKind(models.TextChoices):
    LEAFLET = "leaflet", _("leaflet")
    POSTER = "poster", _("poster")
    SMS = "sms", _("SMS text")
    WEB = "web", _("web page")
    SCRIPT = "script", _("script")


class TermLevel(models.TextChoices):
    """What the law says of a word in an advertisement: never, only with proof, or that it is what
    lets people refuse further messages.
    """

    FORBIDDEN = "forbidden", pgettext_lazy("advertising term", "forbidden")
    NEEDS_PROOF = "needs_proof", pgettext_lazy("advertising term", "needs proof")
    REFUSAL = "refusal", pgettext_lazy("advertising term", "lets people refuse")


class Decision(models.TextChoices):
    """What a reviewer or a planner says of a version; a remark decides nothing."""

    AGREE = "agree", _("agrees")
    CHANGES = "changes", _("asks for changes")
    REMARK = "remark", _("remarks")
