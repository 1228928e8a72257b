from __future__ import annotations

from decimal import Decimal
from operator import attrgetter
from typing import Any, ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns import offers
from campaigns.enums import Category, Enrolment, GetKind, Indicator, ParticipationState
from campaigns.models.campaign import Campaign
from channels.models import Product
from customers.enums import Occasion
from customers.models import PartySet
from organization.models import Unit
from resources.models import Resource

MONEY: dict[str, Any] = {
    "max_digits": 14,
    "decimal_places": 2,
    "validators": [MinValueValidator(0)],
}


class PlanVersion(models.Model):
    """What a plan says. A draft may be changed; once submitted it is immutable, and the next change
    copies it.

    Amounts are yuan, windows include both ends. ``audience_set`` and ``eligibility_set`` are frozen
    at submission, as is ``asked_set``: everybody whom the audience includes before its exclusions.
    ``amendment`` is the one that brought these words into force.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    amendment = models.ForeignKey(
        Campaign, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    category = models.CharField(max_length=16, choices=Category.choices)
    branches = models.ManyToManyField(
        Unit, blank=True, related_name="+", help_text=_("Empty: all branches.")
    )
    starts_on = models.DateField()
    ends_on = models.DateField()
    budget = models.DecimalField(null=True, blank=True, **MONEY)
    is_urgent = models.BooleanField(default=False)
    flex_days = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(90)])
    enrolment = models.CharField(max_length=8, choices=Enrolment.choices, default=Enrolment.OPT_IN)
    has_own_eligibility = models.BooleanField(default=False)
    contingency = models.TextField(blank=True, max_length=4000)
    script = models.TextField(
        blank=True, max_length=4000, help_text=_("What front-line staff say about the offer.")
    )
    training_on = models.DateField(null=True, blank=True)
    terms = models.TextField(blank=True, max_length=4000)
    exit_rule = models.TextField(blank=True, max_length=2000)
    audience_set = models.ForeignKey(
        PartySet, models.PROTECT, null=True, blank=True, related_name="+"
    )
    asked_set = models.ForeignKey(PartySet, models.PROTECT, null=True, blank=True, related_name="+")
    eligibility_set = models.ForeignKey(
        PartySet, models.PROTECT, null=True, blank=True, related_name="+"
    )
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("campaign", "number")
        indexes = [models.Index(fields=["starts_on", "ends_on"], name="version_window")]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="version_number_once"),
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="version_dates_in_order",
                violation_error_message=_("The last day lies before the first day."),
                violation_error_code="dates_reversed",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
                name="version_submission_whole",
            ),
            models.CheckConstraint(
                condition=Q(submitted_at__isnull=True) | Q(audience_set__isnull=False),
                name="version_submitted_is_frozen",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id}/{self.number}"

    @property
    def is_submitted(self) -> bool:
        return self.submitted_at is not None

    @property
    def days(self) -> int:
        """Length of the window, both ends counted."""
        return (self.ends_on - self.starts_on).days + 1


class PlanPart(models.Model):
    """A line of a plan version, in the order in which it was written."""

    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        abstract = True
        ordering = ("position", "id")


class SellingPoint(PlanPart):
    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="selling_points")
    text = models.CharField(max_length=120)

    class Meta(PlanPart.Meta):
        pass

    def __str__(self) -> str:
        return self.text


class Target(PlanPart):
    """A figure to reach: of the whole plan or, with ``participation``, of one participant."""

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="targets")
    participation = models.ForeignKey(
        "campaigns.Participation", models.CASCADE, null=True, blank=True, related_name="targets"
    )
    indicator = models.CharField(max_length=40)
    value = models.DecimalField(**MONEY)

    class Meta(PlanPart.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.indicator} {self.value}"

    @property
    def label(self) -> str:
        """The indicator in words; one that is not among the usual ones as it was written."""
        usual = {str(one): one for one in Indicator}
        return str(usual[self.indicator].label) if self.indicator in usual else self.indicator


class Offer(PlanPart):
    """What the customer pays, gets, and is bound to. ``stackable`` is None where the terms do not
    say. An offer that is ``VOID`` says nothing of any of it, and its product costs nothing.
    """

    VOID: ClassVar[dict[str, Any]] = {
        "pay": 0,
        "get": 0,
        "get_value": 0,
        "min_spend": 0,
        "lock_months": 0,
        "description": "",
        "product__monthly_fee": 0,
    }

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="offers")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=40, blank=True)
    pay = models.DecimalField(default=0, **MONEY)
    get = models.DecimalField(default=0, **MONEY)
    get_kind = models.CharField(max_length=8, choices=GetKind.choices, default=GetKind.BALANCE)
    get_value = models.DecimalField(
        default=0, help_text=_("Value of what is got, in yuan."), **MONEY
    )
    payout_months = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(120)])
    min_spend = models.DecimalField(default=0, help_text=_("Yuan per bound month."), **MONEY)
    lock_months = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(120)])
    stackable = models.BooleanField(null=True, blank=True, default=None)
    exclusive_group = models.SlugField(max_length=60, blank=True)
    description = models.CharField(max_length=200, blank=True)

    class Meta(PlanPart.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.pay} → {self.get}"

    @property
    def is_void(self) -> bool:
        return all(
            attrgetter(name.replace("__", "."))(self) == no for name, no in self.VOID.items()
        )

    @property
    def value(self) -> Decimal | None:
        """What the customer gets in yuan; None where nobody said what it is worth."""
        return offers.value_of(get=self.get, get_kind=self.get_kind, get_value=self.get_value)


class Participation(PlanPart):
    """Another unit whose product is joined to the plan: its planners say yes, its head signs.
    ``instead_of`` is a plan of that unit in whose place this one comes.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="participants")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    enrolment = models.CharField(max_length=8, choices=Enrolment.choices, default=Enrolment.OPT_IN)
    cost_share = models.DecimalField(
        max_digits=4,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(1)],
    )
    state = models.CharField(
        max_length=8, choices=ParticipationState.choices, default=ParticipationState.INVITED
    )
    instead_of = models.ForeignKey(
        Campaign, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta(PlanPart.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["version", "unit", "product"], name="participation_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit_id} with {self.product_id}"


class ResourceRequest(PlanPart):
    """What a plan asks of stock. ``occasion`` says for what a gift is given; empty where the plan
    does not say, and for what no customer is given.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="resource_requests")
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    quantity = models.PositiveIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(10**8)]
    )
    needed_by = models.DateField()
    occasion = models.CharField(
        max_length=16, choices=Occasion.choices, blank=True, default="", db_default=""
    )

    class Meta(PlanPart.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["version", "resource", "unit"], name="resource_request_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.quantity} of {self.resource_id}"


class ExplanationScript(models.Model):
    """The words for front-line staff where customers see this plan's offer beside another plan's
    (解释口径).
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="explanations")
    against = models.ForeignKey(Campaign, models.CASCADE, related_name="+")
    text = models.TextField(max_length=2000)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["version", "against"], name="explanation_once")
        ]

    def __str__(self) -> str:
        return f"{self.version_id} against {self.against_id}"
