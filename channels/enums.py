from django.db import models
from django.utils.translation import gettext_lazy as _


class BillingKind(models.TextChoices):
    PERSON = "person", _("billed to a person")
    GROUP = "group", _("billed to a group")


class Direction(models.TextChoices):
    PUSH = "push", _("push")
    PULL = "pull", _("pull")


class ContactClass(models.TextChoices):
    """What a contact through a channel counts as in the contact-pressure policies."""

    SMS = "sms", _("SMS")
    CALL = "call", _("outbound call")
    APP = "app", _("app message")
    VISIT = "visit", _("visit")
    NONE = "none", _("no contact")

    @property
    def words(self) -> tuple[str, ...]:
        """How files name it, its code first; nothing for no contact."""
        return _WORDS[self]


_WORDS: dict[ContactClass, tuple[str, ...]] = {
    ContactClass.SMS: ("sms", "短信"),
    ContactClass.CALL: ("call", "外呼", "电话"),
    ContactClass.APP: ("app",),
    ContactClass.VISIT: ("visit", "上门"),
    ContactClass.NONE: (),
}
# What somebody who agrees to be contacted, and says no more, agrees to.
AGREEABLE = (ContactClass.SMS, ContactClass.CALL, ContactClass.APP)


class DayType(models.TextChoices):
    """The kinds of days that a hotline knows: the days of the week, and those that are unlike any
    of them. Of two that a day is, the later one here counts.
    """

    MON = "mon", _("Monday")
    TUE = "tue", _("Tuesday")
    WED = "wed", _("Wednesday")
    THU = "thu", _("Thursday")
    FRI = "fri", _("Friday")
    SAT = "sat", _("Saturday")
    SUN = "sun", _("Sunday")
    MAKE_UP = "make_up", _("make-up working day")
    HOLIDAY = "holiday", _("public holiday")
    BILL_RUN = "bill_run", _("bill run")


class Fit(models.TextChoices):
    PREFERRED = "preferred", _("preferred")
    ALLOWED = "allowed", _("allowed")
    DISCOURAGED = "discouraged", _("discouraged")
    FORBIDDEN = "forbidden", _("forbidden")
    TRIAL = "trial", _("on trial")

    @property
    def icon(self) -> str:
        return _LOOKS[self][0]

    @property
    def tint(self) -> str:
        """The class that colours a cell; none where nothing needs attention."""
        return _LOOKS[self][1]


_LOOKS: dict[Fit, tuple[str, str]] = {
    Fit.PREFERRED: ("star", "tint-ok"),
    Fit.ALLOWED: ("check", ""),
    Fit.DISCOURAGED: ("warning", "tint-warn"),
    Fit.FORBIDDEN: ("block", "tint-block"),
    Fit.TRIAL: ("question", "tint-notice"),
}


class Trend(models.TextChoices):
    """Where the rate of a cell goes from round to round."""

    RISING = "rising", _("rising")
    FALLING = "falling", _("falling")
    STEADY = "steady", _("steady")
    UNKNOWN = "unknown", _("too few rounds")
