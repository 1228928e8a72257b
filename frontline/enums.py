from django.db import models
from django.utils.translation import pgettext_lazy


class ReportKind(models.TextChoices):
    """What is wrong on the street; with the unit it says who answers."""

    CLASH = "clash", pgettext_lazy("report kind", "two campaigns clash")
    WORDS = "words", pgettext_lazy("report kind", "words and terms differ")
    HANDLING = "handling", pgettext_lazy("report kind", "cannot be handled in the system")
    STOCK = "stock", pgettext_lazy("report kind", "materials or gifts missing")
    CHANNEL = "channel", pgettext_lazy("report kind", "an outlet breaks the rules")
    COMPLAINT = "complaint", pgettext_lazy("report kind", "customers complain")
    OTHER = "other", pgettext_lazy("report kind", "something else")


class ReportState(models.TextChoices):
    REPORTED = "reported", pgettext_lazy("report state", "reported")
    ASKED = "asked", pgettext_lazy("report state", "asked back")
    TAKEN = "taken", pgettext_lazy("report state", "being looked into")
    DECIDED = "decided", pgettext_lazy("report state", "decided")
    CLOSED = "closed", pgettext_lazy("report state", "closed")
    WITHDRAWN = "withdrawn", pgettext_lazy("report state", "taken back")


R = ReportState
# The owner's turn.
UNDECIDED = frozenset({R.REPORTED, R.TAKEN})
SETTLED = frozenset({R.CLOSED, R.WITHDRAWN})


class Decision(models.TextChoices):
    """What the owner decides about a report."""

    NOTICE = "notice", pgettext_lazy("report decision", "A work notice with the words to say")
    CHANGE = "change", pgettext_lazy("report decision", "The plan is changed")
    NONE = "none", pgettext_lazy("report decision", "Nothing changes")


class WorkNoticeState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("work notice state", "draft")
    IN_FORCE = "in_force", pgettext_lazy("work notice state", "in force")
    REPLACED = "replaced", pgettext_lazy("work notice state", "replaced")
    EXPIRED = "expired", pgettext_lazy("work notice state", "expired")
    WITHDRAWN = "withdrawn", pgettext_lazy("work notice state", "withdrawn")
    DISCARDED = "discarded", pgettext_lazy("work notice state", "discarded")


W = WorkNoticeState
# Somebody has it in their hands, or had.
ISSUED = frozenset({W.IN_FORCE, W.REPLACED, W.EXPIRED, W.WITHDRAWN})


class Seat(models.TextChoices):
    """Where the words are said."""

    BRANCH = "branch", pgettext_lazy("seat", "branch offices")
    HALL = "hall", pgettext_lazy("seat", "halls")
    OUTLET = "outlet", pgettext_lazy("seat", "social outlets")
    HOTLINE = "hotline", pgettext_lazy("seat", "hotline")
