from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from channels.enums import Trend
from channels.models.channel import Channel
from channels.models.product import CustomerGroup, Product


class CellEstimate(models.Model):
    """How often a product is taken by a customer group on a channel, as ``channels.evidence``
    estimated it from all results; written anew when results come in.

    ``mean``, ``low`` and ``high`` are shares: the rate, and between what the next round's lies nine
    times of ten; ``expected`` is what family, group and channel lead one to think. ``rounds`` are
    the months, oldest first, each with contacts and taken. ``cost`` and ``cost_taken`` are of the
    results that told their cost, the four about the control group of those that kept one.
    """

    product = models.ForeignKey(Product, models.CASCADE, related_name="+")
    customer_group = models.ForeignKey(CustomerGroup, models.CASCADE, related_name="+")
    channel = models.ForeignKey(Channel, models.CASCADE, related_name="+")
    contacted = models.PositiveIntegerField()
    taken = models.PositiveIntegerField()
    mean = models.FloatField()
    low = models.FloatField()
    high = models.FloatField()
    expected = models.FloatField()
    trend = models.CharField(max_length=8, choices=Trend.choices)
    rounds = models.JSONField(default=list)
    cost = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    cost_taken = models.PositiveIntegerField(default=0)
    compared = models.PositiveIntegerField(default=0)
    compared_taken = models.PositiveIntegerField(default=0)
    held_out = models.PositiveIntegerField(default=0)
    held_out_taken = models.PositiveIntegerField(default=0)
    estimated_at = models.DateTimeField()

    class Meta:
        ordering = ("product", "customer_group", "channel")
        constraints = [
            models.UniqueConstraint(
                fields=["product", "customer_group", "channel"], name="cell_estimate_once"
            ),
            models.CheckConstraint(
                condition=Q(taken__lte=F("contacted")), name="cell_estimate_within_contacted"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} × {self.customer_group_id} × {self.channel_id}: {self.mean:.4f}"
