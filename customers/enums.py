from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class PartyKind(models.TextChoices):
    PERSON = "person", pgettext_lazy("party", "person")
    ORGANISATION = "organisation", pgettext_lazy("party", "organisation")


class LinkKind(models.TextChoices):
    """What a person is to an organisation."""

    MEMBER = "member", _("enterprise member")
    KEY_CONTACT = "key_contact", _("key contact")


class DecisionPlace(models.TextChoices):
    """What a key contact does where their organisation decides, the weightiest first."""

    DECIDES = "decides", pgettext_lazy("decision chain", "decides")
    ADVISES = "advises", pgettext_lazy("decision chain", "advises")
    CARRIES_OUT = "carries_out", pgettext_lazy("decision chain", "carries out")
    USES = "uses", pgettext_lazy("decision chain", "uses")


class MatchState(models.TextChoices):
    """What is known of two parties that may be one."""

    ASKED = "asked", pgettext_lazy("match", "to be answered")
    LATER = "later", pgettext_lazy("match", "put off")
    SAME = "same", pgettext_lazy("match", "the same")
    DIFFERENT = "different", pgettext_lazy("match", "different")


class LinkBasis(models.TextChoices):
    """What says that an account, or a marketing customer, belongs below another one."""

    DECIDER = "decider", pgettext_lazy("grouping", "the same person decides")
    PHONE = "phone", pgettext_lazy("grouping", "the same phone")
    OWNERSHIP = "ownership", pgettext_lazy("grouping", "one company owns the other")
    TOLD = "told", pgettext_lazy("grouping", "the customer or the account manager says so")
    IMPORT = "import", pgettext_lazy("grouping", "delivered in a file")


class SegmentKind(models.TextChoices):
    FILTER = "filter", pgettext_lazy("segment", "filter")
    LIST = "list", pgettext_lazy("segment", "list")


class SegmentRefresh(models.TextChoices):
    """When it is counted anew whom the filter of a segment means."""

    LIVE = "live", pgettext_lazy("segment refresh", "whenever it is used")
    HAND = "hand", pgettext_lazy("segment refresh", "by hand")
    DAILY = "daily", pgettext_lazy("segment refresh", "every day")
    WEEKLY = "weekly", pgettext_lazy("segment refresh", "every week")
    MONTHLY = "monthly", pgettext_lazy("segment refresh", "every month")


class ImportSubject(models.TextChoices):
    """What the rows of a file tell of."""

    CUSTOMERS = "customers", _("Customers")
    TOUCHES = "touches", pgettext_lazy("touches", "What was done")


class ImportState(models.TextChoices):
    PREVIEWED = "previewed", _("waiting for confirmation")
    RUNNING = "running", _("running")
    DONE = "done", _("done")
    FAILED = "failed", _("failed")


class KeptType(models.TextChoices):
    """What the values of a kept column are; only the last three can be compared by size."""

    TEXT = "text", pgettext_lazy("column", "text")
    NUMBER = "number", pgettext_lazy("column", "number")
    PERCENT = "percent", pgettext_lazy("column", "per cent")
    DATE = "date", pgettext_lazy("column", "date")


class WishSource(models.TextChoices):
    """Where a wish not to be contacted, or a consent, was put on record."""

    IMPORT = "import", pgettext_lazy("wish", "import")
    PERSON = "person", pgettext_lazy("wish", "recorded by a person")


class WishKind(models.TextChoices):
    DO_NOT_CONTACT = "do_not_contact", _("Do not contact")
    CONSENT = "consent", _("Consent")


class TouchKind(models.TextChoices):
    """What was done to or for a customer."""

    CONTACT = "contact", pgettext_lazy("touch", "campaign contact")
    BENEFIT_PLANNED = "benefit_planned", pgettext_lazy("touch", "benefit planned")
    BENEFIT_RESERVED = "benefit_reserved", pgettext_lazy("touch", "benefit reserved")
    BENEFIT_RELEASED = "benefit_released", pgettext_lazy("touch", "benefit released")
    BENEFIT_GIVEN = "benefit_given", pgettext_lazy("touch", "benefit given")
    BENEFIT_RETURNED = "benefit_returned", pgettext_lazy("touch", "benefit returned")
    CARE = "care", pgettext_lazy("touch", "festival care")
    VISIT = "visit", pgettext_lazy("touch", "visit")
    COMPLAINT = "complaint", pgettext_lazy("touch", "complaint")
    FAULT = "fault", pgettext_lazy("touch", "fault report")
    CONSULTATION = "consultation", pgettext_lazy("touch", "consultation")
    ARREARS = "arrears", pgettext_lazy("touch", "arrears reminder")
    POINTS = "points", pgettext_lazy("touch", "points redemption")
    RETENTION = "retention", pgettext_lazy("touch", "retention contact")


# A benefit is promised or given by the first three, and taken back by the last two.
PROMISING = (TouchKind.BENEFIT_PLANNED, TouchKind.BENEFIT_RESERVED, TouchKind.BENEFIT_GIVEN)
TAKING_BACK = (TouchKind.BENEFIT_RELEASED, TouchKind.BENEFIT_RETURNED)

# By these the company reaches out to a customer; the others the customer begins, or they are
# service notices.
REACHING_OUT = (TouchKind.CONTACT, TouchKind.CARE, TouchKind.VISIT, TouchKind.RETENTION)


class BenefitKind(models.TextChoices):
    """What is given: each kind has its own window within which nobody gets a second one."""

    TERMINAL = "terminal", pgettext_lazy("benefit", "terminal")
    GOODS = "goods", pgettext_lazy("benefit", "gift")
    CREDIT = "credit", pgettext_lazy("benefit", "credit or voucher")
    SERVICE = "service", pgettext_lazy("benefit", "service benefit")


class Occasion(models.TextChoices):
    """What a benefit is given for: one person, one occasion, one gift."""

    SPRING_FESTIVAL = "spring_festival", pgettext_lazy("occasion", "Spring Festival")
    DRAGON_BOAT = "dragon_boat", pgettext_lazy("occasion", "Dragon Boat Festival")
    MID_AUTUMN = "mid_autumn", pgettext_lazy("occasion", "Mid-Autumn Festival")
    NATIONAL_DAY = "national_day", pgettext_lazy("occasion", "National Day")
    NEW_YEAR = "new_year", pgettext_lazy("occasion", "New Year")
    BIRTHDAY = "birthday", pgettext_lazy("occasion", "birthday")
    WELCOME = "welcome", pgettext_lazy("occasion", "joining")
    RENEWAL = "renewal", pgettext_lazy("occasion", "renewal")
    KEY_CARE = "key_care", pgettext_lazy("occasion", "care for key customers")
    APOLOGY = "apology", pgettext_lazy("occasion", "making good a fault or complaint")
    OTHER = "other", pgettext_lazy("occasion", "another occasion")


class IndexSource(models.TextChoices):
    """Where what the index keeps of a party comes from: what changes together."""

    ACCOUNT = "account"
    HOLDING = "holding"
    PARTY = "party"
    TOUCH = "touch"
