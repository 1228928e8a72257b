from django.db import models
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
