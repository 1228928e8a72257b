from __future__ import annotations

import uuid

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from channels.models.channel import Channel
from channels.models.product import CustomerGroup, Product
from organization.models import Unit, User

# Persons and yuan of one result beyond which somebody mistyped.
MOST_PERSONS, MOST_YUAN = 100_000_000, 100_000_000_000


class PlacementResultQuerySet(models.QuerySet["PlacementResult"]):
    def current(self) -> PlacementResultQuerySet:
        """The results as they are known now, without those that a later one corrects."""
        return self.filter(correction__isnull=True)


PERSONS = (MinValueValidator(0), MaxValueValidator(MOST_PERSONS))
YUAN = (MinValueValidator(0), MaxValueValidator(MOST_YUAN))


class PlacementResult(models.Model):
    """What came of a product on a channel for a customer group on one day (投放结果): of a wave of
    a plan, or of a campaign from before this product, which has no code.

    Append-only: ``source`` and ``key`` name it in the system that tells of it, and what is told
    again with other numbers is a new revision that ``corrects`` the one before. Nothing said is
    None, never zero. ``unit`` answers for the plan. ``held_out`` are persons of the audience whom
    nobody contacted, ``held_out_taken`` those of them who took the product all the same.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    source = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    revision = models.PositiveIntegerField(default=1)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="correction"
    )
    campaign = models.CharField(max_length=20, blank=True, help_text="Code of the campaign.")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, related_name="+")
    customer_group = models.ForeignKey(
        CustomerGroup, models.PROTECT, null=True, blank=True, related_name="+"
    )
    branch = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    happened_on = models.DateField()
    contacted = models.PositiveIntegerField(
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PERSONS)]
    )
    reached = models.PositiveIntegerField(null=True, blank=True, validators=PERSONS)
    answered = models.PositiveIntegerField(null=True, blank=True, validators=PERSONS)
    taken = models.PositiveIntegerField(validators=PERSONS)
    complained = models.PositiveIntegerField(null=True, blank=True, validators=PERSONS)
    opted_out = models.PositiveIntegerField(null=True, blank=True, validators=PERSONS)
    held_out = models.PositiveIntegerField(null=True, blank=True, validators=PERSONS)
    held_out_taken = models.PositiveIntegerField(null=True, blank=True, validators=PERSONS)
    cost = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, blank=True, validators=YUAN
    )
    revenue = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, blank=True, validators=YUAN
    )
    reason = models.CharField(max_length=200, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    recorded_at = models.DateTimeField()

    objects = PlacementResultQuerySet.as_manager()

    class Meta:
        ordering = ("-happened_on", "-id")
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key", "revision"], name="placement_result_once"
            ),
            models.CheckConstraint(
                condition=Q(contacted__gte=1)
                & Q(taken__lte=F("contacted"))
                & (Q(reached__isnull=True) | Q(reached__lte=F("contacted")))
                & (Q(answered__isnull=True) | Q(answered__lte=F("contacted")))
                & (Q(complained__isnull=True) | Q(complained__lte=F("contacted")))
                & (Q(opted_out__isnull=True) | Q(opted_out__lte=F("contacted"))),
                name="placement_result_within_contacted",
                violation_error_message=_("No more than were contacted."),
            ),
            models.CheckConstraint(
                condition=Q(held_out__isnull=True, held_out_taken__isnull=True)
                | Q(held_out__gte=1, held_out_taken__lte=F("held_out")),
                name="placement_result_within_held_out",
                violation_error_message=_("No more than were held out."),
            ),
        ]
        indexes = [
            models.Index(fields=["product", "customer_group", "channel", "happened_on"]),
            models.Index(fields=["campaign"]),
        ]

    def __str__(self) -> str:
        return f"{self.source}/{self.key}.{self.revision}: {self.taken} of {self.contacted}"

    @property
    def rate(self) -> float:
        """The share of the contacted who took the product."""
        return self.taken / self.contacted
