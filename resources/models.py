from __future__ import annotations

import uuid

from django.contrib.postgres.functions import RandomUUID
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Prefetch, Q
from django.utils.translation import gettext_lazy as _

from channels.models.product import Named
from customers.enums import BenefitKind, Occasion
from customers.models import Customer, Party
from organization.models import Unit, User
from organization.permissions import Permission
from resources.enums import BenefitState, Firmness, MovementKind, ReservationState, ResourceKind

# What a resource is to the customer who gets it, where the catalogue does not say.
USUAL_KINDS = {ResourceKind.GIFT: BenefitKind.GOODS, ResourceKind.BENEFIT: BenefitKind.SERVICE}


# Beyond these somebody mistyped: yuan for one, working days to wait.
DEAREST, LONGEST_LEAD = 1_000_000, 250


class ResourceQuerySet(models.QuerySet["Resource"]):
    def given(self) -> ResourceQuerySet:
        """What customers are given: as ``given_as`` says of one."""
        return self.filter(~Q(benefit_kind="") | Q(kind__in=USUAL_KINDS))


class Resource(Named):
    """What plans ask for: material, gift, media slot, benefit, staff or system capacity."""

    kind = models.CharField(max_length=10, choices=ResourceKind.choices)
    measure = models.CharField(
        max_length=20, blank=True, help_text=_("What one of it is called: sheet, box, hour.")
    )
    unit_cost = models.DecimalField(
        max_digits=14,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(DEAREST)],
    )
    lead_days = models.PositiveSmallIntegerField(
        default=0,
        validators=[MaxValueValidator(LONGEST_LEAD)],
        help_text=_("Working days from order to arrival."),
    )
    keeper_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)
    benefit_kind = models.CharField(
        max_length=8,
        choices=BenefitKind.choices,
        blank=True,
        default="",
        db_default="",
        help_text=_("What the customer gets; decides how soon they may get another."),
    )

    objects = ResourceQuerySet.as_manager()

    class Meta(Named.Meta):
        pass

    @property
    def given_as(self) -> str:
        """Which kind of benefit it is; empty for what no customer is given."""
        return self.benefit_kind or USUAL_KINDS.get(ResourceKind(self.kind), "")


class Stock(models.Model):
    """What lies in one unit, and how much of it is firmly promised: ``reserved`` is kept equal to
    the sum of the hard reservations by whoever writes one, in the same transaction.
    """

    resource = models.ForeignKey(Resource, models.PROTECT, related_name="stocks")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="stocks")
    on_hand = models.PositiveIntegerField(default=0)
    reserved = models.PositiveIntegerField(default=0, help_text=_("Hard reservations."))

    class Meta:
        ordering = ("resource", "unit")
        constraints = [
            models.UniqueConstraint(fields=["resource", "unit"], name="stock_once"),
            models.CheckConstraint(condition=Q(on_hand__gte=0), name="stock_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.resource_id} in {self.unit_id}: {self.on_hand}"


class Arrival(models.Model):
    """A delivery on its way; confirmed ones count as available from their day on."""

    key = models.UUIDField(db_default=RandomUUID(), unique=True, editable=False)
    resource = models.ForeignKey(Resource, models.PROTECT, related_name="arrivals")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="arrivals")
    quantity = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    expected_on = models.DateField()
    is_confirmed = models.BooleanField(
        default=False, help_text=_("The supplier confirmed the day.")
    )
    received_at = models.DateTimeField(null=True, blank=True)
    received = models.PositiveIntegerField(null=True, blank=True, help_text=_("What really came."))
    note = models.CharField(max_length=120, blank=True)
    receipt_note = models.CharField(
        max_length=200, blank=True, help_text=_("Why another quantity came than was announced.")
    )

    class Meta:
        ordering = ("expected_on", "id")
        constraints = [
            models.CheckConstraint(
                condition=Q(received_at__isnull=True, received__isnull=True)
                | Q(received_at__isnull=False, received__isnull=False),
                name="arrival_receipt_whole",
            )
        ]

    def __str__(self) -> str:
        return f"{self.quantity} {self.resource_id} to {self.unit_id} on {self.expected_on}"


class Reservation(models.Model):
    """What a campaign holds of a resource in a unit: soft from submission, hard from approval.

    The campaign is named by its code, for history outlives what it describes. ``back_order`` is the
    part of ``quantity`` that an accepted shortage leaves to come.
    """

    resource = models.ForeignKey(Resource, models.PROTECT, related_name="reservations")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="reservations")
    campaign = models.CharField(max_length=20, db_index=True)
    quantity = models.PositiveIntegerField()
    back_order = models.PositiveIntegerField(default=0)
    needed_by = models.DateField()
    firmness = models.CharField(max_length=4, choices=Firmness.choices)
    state = models.CharField(
        max_length=6, choices=ReservationState.choices, default=ReservationState.ACTIVE
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.CheckConstraint(
                condition=Q(back_order__lte=F("quantity")), name="reservation_back_order_fits"
            ),
            models.UniqueConstraint(
                fields=["resource", "unit", "campaign"],
                condition=Q(state=ReservationState.ACTIVE),
                name="reservation_one_active",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign} holds {self.quantity} of {self.resource_id}"


class Movement(models.Model):
    """One change of stock, append-only: a trigger refuses updates and deletes. ``quantity`` is
    signed.
    """

    resource = models.ForeignKey(Resource, models.PROTECT, related_name="movements")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="movements")
    kind = models.CharField(max_length=12, choices=MovementKind.choices)
    quantity = models.IntegerField()
    campaign = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    actor = models.CharField(max_length=150)
    happened_at = models.DateTimeField()

    class Meta:
        ordering = ("-id",)

    def __str__(self) -> str:
        return f"{self.kind} {self.quantity} of {self.resource_id} in {self.unit_id}"


class BenefitQuerySet(models.QuerySet["Benefit"]):
    def visible_to(self, user: User) -> BenefitQuerySet:
        """What the units promised and gave for which the user records what is done; and what
        anybody promised to the customers whom the user looks after, until and once they handed it
        over.
        """
        own = user.scope(Permission.RECORD_TOUCHES).q("unit")
        if not (cared_for := user.scope(Permission.UNMASK_CUSTOMERS)):
            return self.filter(own)
        theirs = Customer.objects.filter(cared_for.q("unit")).values("party")
        mine = Q(state=BenefitState.RESERVED) | Q(given_by=user.get_username())
        return self.filter(own | (Q(party__in=theirs) & mine))

    def with_people(self) -> BenefitQuerySet:
        """With what a list shows of each, in a fixed number of queries."""
        accounts = Customer.objects.select_related("party", "group", "unit").order_by("id")
        return self.select_related("resource", "unit", "place", "party").prefetch_related(
            Prefetch("party__customers", accounts)
        )


class Benefit(models.Model):
    """What one party is promised, or was given: a gift, a terminal, credit, a service.

    ``day`` is the day it is meant for and, once given, the day it was given on. ``value`` is yuan,
    None where nobody said it. ``despite`` says why a warning of a similar one was passed over.
    ``place`` is the unit from whose stock it was taken; None where none is kept of it, or where the
    plan had it out of stock before.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    party = models.ForeignKey(Party, models.PROTECT, related_name="benefits")
    kind = models.CharField(max_length=8, choices=BenefitKind.choices)
    occasion = models.CharField(max_length=16, choices=Occasion.choices)
    resource = models.ForeignKey(
        Resource, models.PROTECT, null=True, blank=True, related_name="benefits"
    )
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="benefits")
    campaign = models.CharField(max_length=20, blank=True)
    place = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    day = models.DateField()
    state = models.CharField(
        max_length=8, choices=BenefitState.choices, default=BenefitState.RESERVED
    )
    despite = models.CharField(max_length=200, blank=True)
    reserved_by = models.CharField(max_length=150)
    given_by = models.CharField(max_length=150, blank=True)
    closed_by = models.CharField(max_length=150, blank=True, help_text="Who took it back.")
    closed_why = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects = BenefitQuerySet.as_manager()

    class Meta:
        ordering = ("-id",)
        indexes = [
            models.Index(
                fields=["party", "day"],
                condition=Q(state__in=(BenefitState.RESERVED, BenefitState.GIVEN)),
                name="benefit_standing",
            ),
            models.Index(
                fields=["day"],
                condition=Q(state__in=(BenefitState.RESERVED, BenefitState.GIVEN)),
                name="benefit_standing_day",
            ),
            models.Index(fields=["changed_at"], name="benefit_changed"),
            models.Index(fields=["unit", "-id"], name="benefit_of_unit"),
            models.Index(
                fields=["campaign"], condition=~Q(campaign=""), name="benefit_of_campaign"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__gte=0), name="benefit_value_not_negative"
            ),
            models.CheckConstraint(
                condition=~Q(state=BenefitState.GIVEN) | ~Q(given_by=""),
                name="benefit_given_by_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} for {self.party_id}: {self.state}"

    @property
    def last_by(self) -> str:
        """User name of who brought it where it is."""
        return self.closed_by or self.given_by or self.reserved_by
