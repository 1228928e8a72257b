from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.enums import CampaignState, GateName
from organization.enums import Role

S = CampaignState
# Plans whose pre-assessment takes answers: from the first submission until the plan is over.
ANSWERABLE = frozenset(
    {S.DRAFT, S.CHECKING, S.COORDINATING, S.FINALISED, S.APPROVED, S.LIVE, S.SUSPENDED}
)
# The gates that a plan still has to pass or is passing, by its state.
GATES_UNTIL_FINAL = (GateName.SUBMIT, GateName.FINALISE)
LATER_STATES = frozenset({S.FINALISED, S.APPROVED, S.LIVE, S.SUSPENDED})


class Evidence(models.TextChoices):
    """What of a plan's service side a line of the pre-assessment looks at."""

    CONTINGENCY = "contingency", _("what to do if something goes wrong")
    SCRIPT = "script", _("what front-line staff say")
    TERMS = "terms", _("terms that customers read")
    EXIT_RULE = "exit_rule", _("how customers get out again")
    TRAINING = "training_on", _("training before the launch")
    GIFTS = "requests", _("what is given, asked of stock")


class AnswerKind(models.TextChoices):
    """How a person answers a question of the pre-assessment."""

    YES_NO = "yes_no", pgettext_lazy("answer", "yes or no")
    CHOICE = "choice", pgettext_lazy("answer", "one of several")
    NUMBER = "number", pgettext_lazy("answer", "a number")
    TEXT = "text", pgettext_lazy("answer", "a text")
    LESSON = "lesson", pgettext_lazy("answer", "what is made of a lesson")


class YesNo(models.TextChoices):
    YES = "yes", pgettext_lazy("answer", "yes")
    NO = "no", pgettext_lazy("answer", "no")


class Heeded(models.TextChoices):
    """What a plan makes of a lesson."""

    APPLIED = "applied", pgettext_lazy("lesson", "taken into account")
    NOT_HERE = "not_here", pgettext_lazy("lesson", "does not apply here")


class ProofKind(models.TextChoices):
    """What has to lie beside an answer before it counts."""

    PICTURE = "picture", pgettext_lazy("evidence", "a picture")
    FILE = "file", pgettext_lazy("evidence", "a picture or document")
    LINK = "link", pgettext_lazy("evidence", "a link")
    DAY = "day", pgettext_lazy("evidence", "a day")


RESPONSIBLE = (
    Role.PLANNER,
    Role.PRODUCT_MANAGER,
    Role.HEAD,
    Role.SERVICE_MANAGER,
    Role.FRONT_OFFICE,
    Role.SUPPORT,
    Role.CHANNEL_MANAGER,
    Role.COMMS_REVIEWER,
    Role.RESOURCE_KEEPER,
)
ROLE_CHOICES = [(one.value, one.label) for one in RESPONSIBLE]
# Lessons are no kind that a checklist asks for: they come from past plans.
ASKED_KINDS = [(one.value, one.label) for one in AnswerKind if one != AnswerKind.LESSON]


class LineState(models.TextChoices):
    """Where a line of a pre-assessment stands."""

    OPEN = "open", pgettext_lazy("assessment line", "not answered")
    MET = "met", pgettext_lazy("assessment line", "there")
    NOT_MET = "not_met", pgettext_lazy("assessment line", "not enough")
    UNPROVEN = "unproven", pgettext_lazy("assessment line", "evidence missing")
