from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class CampaignState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("campaign state", "Draft")
    CHECKING = "checking", pgettext_lazy("campaign state", "Checking")
    COORDINATING = "coordinating", pgettext_lazy("campaign state", "Coordinating")
    FINALISED = "finalised", pgettext_lazy("campaign state", "Finalised")
    APPROVED = "approved", pgettext_lazy("campaign state", "Approved")
    LIVE = "live", pgettext_lazy("campaign state", "Live")
    SUSPENDED = "suspended", pgettext_lazy("campaign state", "Suspended")
    ENDED = "ended", pgettext_lazy("campaign state", "Ended")
    EVALUATED = "evaluated", pgettext_lazy("campaign state", "Evaluated")
    WITHDRAWN = "withdrawn", pgettext_lazy("campaign state", "Withdrawn")
    REJECTED = "rejected", pgettext_lazy("campaign state", "Rejected")
    LAPSED = "lapsed", pgettext_lazy("campaign state", "Lapsed")
    IN_FORCE = "in_force", pgettext_lazy("amendment state", "In force")


S = CampaignState
# Plans that others are checked against, and that stand in the shared calendar.
ACTIVE_STATES = frozenset(
    {S.CHECKING, S.COORDINATING, S.FINALISED, S.APPROVED, S.LIVE, S.SUSPENDED}
)
DECIDED = frozenset({S.APPROVED, S.LIVE, S.SUSPENDED})
# What a branch sees in its schedule.
SCHEDULED = frozenset({S.APPROVED, S.LIVE, S.SUSPENDED, S.ENDED, S.EVALUATED})
CLOSED = frozenset({S.EVALUATED, S.WITHDRAWN, S.REJECTED, S.LAPSED, S.IN_FORCE})
# Where only amendments end, and where they are still open.
AMENDED = frozenset({S.IN_FORCE})
OPEN_AMENDMENT = frozenset({S.DRAFT, S.CHECKING, S.COORDINATING, S.FINALISED})


class Category(models.TextChoices):
    BASIC = "basic", _("basic service")
    MOBILE_SERVICE = "mobile_service", _("mobile service")
    GROUP = "group", _("group service")
    DATA = "data", _("data service")
    TARIFF = "tariff", _("tariff")
    DEVICE = "device", _("device")
    PROMOTION = "promotion", _("promotion")
    SERVICE = "service", _("customer service")
    CHANNEL = "channel", _("channel action")
    CARE = "care", _("festival and key-customer care")


class GateName(models.TextChoices):
    """The gates of a plan at which something has to be ready."""

    SUBMIT = "submit", pgettext_lazy("gate", "submission")
    FINALISE = "finalise", pgettext_lazy("gate", "finalising")
    LAUNCH = "launch", pgettext_lazy("gate", "launch")


class Enrolment(models.TextChoices):
    """How customers come by it: everything but opt-in enrols, charges or renews them by default."""

    OPT_IN = "opt_in", _("opt-in")
    OPT_OUT = "opt_out", _("opt-out")
    FORCED = "forced", _("forced")
    TRIAL = "trial", _("trial that turns paid by itself")
    LATER = "later", _("free at first, charged by itself later")
    RENEWAL = "renewal", _("renewed without a new yes")
    RIDER = "rider", _("add-on that cannot be refused")


class Origin(models.TextChoices):
    OWN = "own", _("own plan")
    PROVINCE = "province", _("province plan")


class GetKind(models.TextChoices):
    BALANCE = "balance", _("balance")
    DATA = "data", _("data volume")
    MINUTES = "minutes", _("minutes")
    GIFT = "gift", _("gift")
    DEVICE = "device", _("device")
    POINTS = "points", _("points")
    SERVICE = "service", _("service")


class ParticipationState(models.TextChoices):
    INVITED = "invited", _("invited")
    ACCEPTED = "accepted", _("accepted")
    SIGNED = "signed", _("signed")
    LEFT = "left", _("left")


class SourceUse(models.TextChoices):
    AUDIENCE = "audience", _("audience")
    ELIGIBILITY = "eligibility", _("eligibility")
    PLACEMENT = "placement", _("placement")


class SourceSide(models.TextChoices):
    INCLUDE = "include", _("include")
    EXCLUDE = "exclude", _("exclude")


class SourceKind(models.TextChoices):
    SEGMENT = "segment", _("segment")
    LIST = "list", _("list")
    FILTER = "filter", _("filter")
    CAMPAIGN = "campaign", _("campaign")


class WaveTarget(models.TextChoices):
    ALL = "all", pgettext_lazy("wave", "all")
    REST = "rest", pgettext_lazy("wave", "the rest")
    NON_RESPONDERS = "non_responders", pgettext_lazy("wave", "non-responders")


class Indicator(models.TextChoices):
    """Figures that plans usually set as targets. A client of the API may name others; they show as
    they are.
    """

    ORDERS = "orders", pgettext_lazy("target", "Orders")
    RECHARGED = "recharged", pgettext_lazy("target", "Amount recharged, yuan")
    REVENUE = "revenue", pgettext_lazy("target", "Revenue, yuan")
    NEW_CUSTOMERS = "new_customers", pgettext_lazy("target", "New customers")
    RENEWALS = "renewals", pgettext_lazy("target", "Renewals")
    ACTIVE_USERS = "active_users", pgettext_lazy("target", "Active users")
    COMPLAINTS = "complaints", pgettext_lazy("target", "Complaints per 10,000")


class MomentKind(models.TextChoices):
    """What days that matter to customers are to a plan."""

    CHANCE = "chance", pgettext_lazy("moment", "chance: be there")
    QUIET = "quiet", pgettext_lazy("moment", "quiet: launch nothing")


class CycleKind(models.TextChoices):
    YEAR = "year", _("year")
    QUARTER = "quarter", _("quarter")
    MONTH = "month", _("month")


class ApprovalRole(models.TextChoices):
    HEAD = "head", _("head of the owner unit")
    SERVICE_MANAGER = "service_manager", _("service manager")
    LEADERSHIP = "leadership", _("leadership")


class Decision(models.TextChoices):
    APPROVED = "approved", _("approved")
    RETURNED = "returned", _("returned")
    REJECTED = "rejected", _("rejected")


class HoldKind(models.TextChoices):
    SUSPENDED = "suspended", _("suspended")
    DEFERRED = "deferred", _("deferred")
