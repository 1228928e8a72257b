"""The words that findings and check runs are stored in."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Severity(models.TextChoices):
    BLOCKING = "blocking", pgettext_lazy("severity", "Blocking")
    WARNING = "warning", pgettext_lazy("severity", "Warning")
    NOTICE = "notice", pgettext_lazy("severity", "Notice")

    @property
    def rank(self) -> int:
        """0 for the worst, counting up: sorts findings worst first."""
        return list(Severity).index(self)


class FindingClass(models.TextChoices):
    PROCESS = "process", _("process")
    HARM = "harm", _("harm")


class FindingState(models.TextChoices):
    OPEN = "open", pgettext_lazy("finding", "open")
    ACCEPTED = "accepted", pgettext_lazy("finding", "accepted")
    RESOLVED = "resolved", pgettext_lazy("finding", "resolved")
    SUPERSEDED = "superseded", pgettext_lazy("finding", "superseded")


UNSETTLED = (FindingState.OPEN, FindingState.ACCEPTED)
SETTLED = (FindingState.RESOLVED, FindingState.SUPERSEDED)


class RunTrigger(models.TextChoices):
    SUBMISSION = "submission", _("submission")
    RECHECK = "recheck", _("recheck")


class Acceptor(StrEnum):
    """Who may accept a finding; ``both_heads`` needs a head of each side, else leadership."""

    PLANNER = "planner"
    HEAD = "head"
    BOTH_HEADS = "both_heads"
    CHANNEL_MANAGER = "channel_manager"
    SERVICE_MANAGER = "service_manager"
    RESOURCE_KEEPER = "resource_keeper"
    SUPPORT_AND_HEAD = "support_and_head"
    LEADERSHIP = "leadership"
    COMMS_AND_HEAD = "comms_and_head"
    SERVICE_AND_LEADERSHIP = "service_and_leadership"
    NOBODY = "nobody"


class WayOutKind(StrEnum):
    SHIFT_DATES = "shift_dates"
    EXCLUDE_SHARED = "exclude_shared"
    EXCLUDE_PERSONS = "exclude_persons"
    DROP_WAVE = "drop_wave"
    MOVE_WAVE = "move_wave"
    CHANGE_CHANNEL = "change_channel"
    LEAVE_CHANNEL = "leave_channel"
    ALIGN_TERMS = "align_terms"
    FORBID_STACKING = "forbid_stacking"
    JOIN_CAMPAIGNS = "join_campaigns"
    DROP_PARTICIPANT = "drop_participant"
    CHANGE_RESOURCE = "change_resource"
    ALIGN_THEME = "align_theme"
    ATTACH_SCRIPT = "attach_script"
    TRANSFER_STOCK = "transfer_stock"
    REDUCE_REQUEST = "reduce_request"
    REORDER = "reorder"
    REQUEST_EXCEPTION = "request_exception"
    MAKE_COMMITMENT = "make_commitment"
    REPHRASE = "rephrase"
    OPT_IN = "opt_in"
    ACCEPT = "accept"
