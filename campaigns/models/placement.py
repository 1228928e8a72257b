from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.enums import WaveTarget
from campaigns.models.version import PlanPart, PlanVersion
from channels.models import Channel, Product
from customers.models import PartySet


class Placement(PlanPart):
    """The plan on a channel. ``excluded_set`` freezes at submission whom its own exclusions leave
    out.
    """

    version = models.ForeignKey(PlanVersion, models.CASCADE, related_name="placements")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="+")
    product = models.ForeignKey(Product, models.PROTECT, null=True, blank=True, related_name="+")
    expected_orders = models.PositiveIntegerField(default=0, validators=[MaxValueValidator(10**9)])
    excluded_set = models.ForeignKey(
        PartySet, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(PlanPart.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["version", "channel", "product"],
                name="placement_once",
                nulls_distinct=False,
                violation_error_message=_("This channel is already in the plan for the product."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.version_id} on {self.channel_id}"


class Wave(PlanPart):
    """One dated part of a placement: a share (0–1, 2 places) of its persons, within allowed
    hours.

    ``persons`` are how many it reaches, counted once from the frozen sets when the version is
    submitted; None while it is a draft, whose persons are counted as they are asked for.
    """

    placement = models.ForeignKey(Placement, models.CASCADE, related_name="waves")
    on = models.DateField()
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    share = models.DecimalField(
        max_digits=3,
        decimal_places=2,
        default=Decimal(1),
        validators=[MinValueValidator(Decimal("0.01")), MaxValueValidator(Decimal(1))],
    )
    to = models.CharField(max_length=14, choices=WaveTarget.choices, default=WaveTarget.ALL)
    persons = models.PositiveIntegerField(null=True, blank=True, editable=False)

    class Meta(PlanPart.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.placement_id} on {self.on}"
