from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Gate(models.TextChoices):
    """The gate of a plan that stays shut until a promise is given (finalise) or kept (launch)."""

    NONE = "none", pgettext_lazy("gate", "none")
    FINALISE = "finalise", pgettext_lazy("gate", "finalising")
    LAUNCH = "launch", pgettext_lazy("gate", "launch")


class Mode(models.TextChoices):
    """How the steps of a playbook run: one after the other, or side by side for urgent plans."""

    FLOW = "flow", pgettext_lazy("playbook", "workflow")
    WORKGROUP = "workgroup", pgettext_lazy("playbook", "workgroup")


class NegotiationState(models.TextChoices):
    OPEN = "open", pgettext_lazy("negotiation", "being negotiated")
    ESCALATED = "escalated", pgettext_lazy("negotiation", "before leadership")
    DECIDED = "decided", pgettext_lazy("negotiation", "decided")
    CLOSED = "closed", pgettext_lazy("negotiation", "closed")


UNDER_WAY = frozenset({NegotiationState.OPEN, NegotiationState.ESCALATED})


class ProposalState(models.TextChoices):
    WAITING = "waiting", pgettext_lazy("proposal", "waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("proposal", "accepted")
    DECLINED = "declined", pgettext_lazy("proposal", "declined")
    COUNTERED = "countered", pgettext_lazy("proposal", "answered with another way out")
    DONE = "done", pgettext_lazy("proposal", "done")
    WITHDRAWN = "withdrawn", pgettext_lazy("proposal", "withdrawn")
    LAPSED = "lapsed", pgettext_lazy("proposal", "lapsed")


class Choice(models.TextChoices):
    """What leadership decides: that a way out is taken, or that both live with it."""

    WAY_OUT = "way_out", _("A way out is taken")
    ACCEPT = "accept", _("Both plans stay as they are")


class Level(models.IntegerChoices):
    """Who is asked: a named person first, then who answers for the unit, then leadership."""

    PERSON = 0, pgettext_lazy("level", "the named person")
    HEAD = 1, pgettext_lazy("level", "who answers for the unit")
    LEADERSHIP = 2, pgettext_lazy("level", "leadership")


class CommitmentState(models.TextChoices):
    REQUESTED = "requested", pgettext_lazy("commitment state", "requested")
    COUNTERED = "countered", pgettext_lazy("commitment state", "counter-offer")
    DECLINED = "declined", pgettext_lazy("commitment state", "declined")
    PROMISED = "promised", pgettext_lazy("commitment state", "promised")
    BROKEN = "broken", pgettext_lazy("commitment state", "overdue")
    DONE = "done", pgettext_lazy("commitment state", "said to be done")
    ACCEPTED = "accepted", pgettext_lazy("commitment state", "accepted")
    WAIVED = "waived", pgettext_lazy("commitment state", "waived")
    WITHDRAWN = "withdrawn", pgettext_lazy("commitment state", "withdrawn")


C = CommitmentState
# Nobody has promised yet: finalising waits.
UNPROMISED = frozenset({C.REQUESTED, C.COUNTERED, C.DECLINED})
# Nothing is there yet: the launch waits.
UNKEPT = UNPROMISED | {C.PROMISED, C.BROKEN}
OVER = frozenset({C.ACCEPTED, C.WAIVED, C.WITHDRAWN})


class StepKind(models.TextChoices):
    """The steps of a planning cycle, in their order."""

    STRATEGY = "strategy", pgettext_lazy("cycle step", "strategy and themes")
    PLANS = "plans", pgettext_lazy("cycle step", "plans in")
    CONFLICTS = "conflicts", pgettext_lazy("cycle step", "conflicts settled")
    COMMS = "comms", pgettext_lazy("cycle step", "communication and channels")
    RESOURCES = "resources", pgettext_lazy("cycle step", "resources")
    RUN = "run", pgettext_lazy("cycle step", "run")
    REVIEW = "review", pgettext_lazy("cycle step", "review")


class StepState(models.TextChoices):
    COMING = "coming", pgettext_lazy("cycle step state", "to come")
    OPEN = "open", pgettext_lazy("cycle step state", "under way")
    REOPENED = "reopened", pgettext_lazy("cycle step state", "reopened")
    CLOSED = "closed", pgettext_lazy("cycle step state", "closed")


UNDER_WORK = frozenset({StepState.OPEN, StepState.REOPENED})


class Verdict(models.TextChoices):
    """What the review of an initiative leads to."""

    CARRY_ON = "carry_on", pgettext_lazy("verdict", "carried on")
    CHANGE = "change", pgettext_lazy("verdict", "changed")
    STOP = "stop", pgettext_lazy("verdict", "stopped")
