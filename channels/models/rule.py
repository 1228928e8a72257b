from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from channels.enums import Fit
from channels.models.channel import Channel
from channels.models.product import CustomerGroup, Product
from organization.models import User


class LoadingRuleQuerySet(models.QuerySet["LoadingRule"]):
    def in_force(self, day: dt.date) -> LoadingRuleQuerySet:
        """The rules of a day, one for each product, group and channel.

        A rule that was corrected on its first day still covers that day beside its successor, so
        of the versions valid on a day the newest counts.
        """
        valid = Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gte=day))
        newer = LoadingRule.objects.filter(
            valid,
            product=OuterRef("product"),
            customer_group=OuterRef("customer_group"),
            channel=OuterRef("channel"),
            version__gt=OuterRef("version"),
        )
        return self.filter(valid, ~Exists(newer))


class LoadingRule(models.Model):
    """How well a product suits a customer group on a channel. A change ends the row and starts the
    next version.
    """

    product = models.ForeignKey(Product, models.PROTECT, related_name="loading_rules")
    customer_group = models.ForeignKey(CustomerGroup, models.PROTECT, related_name="loading_rules")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="loading_rules")
    fit = models.CharField(max_length=12, choices=Fit.choices)
    version = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=200, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)
    set_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    set_at = models.DateTimeField(
        null=True, blank=True, help_text=_("Empty: came in with the first set of rules.")
    )

    objects = LoadingRuleQuerySet.as_manager()

    class Meta:
        ordering = ("product", "customer_group", "channel", "-version")
        constraints = [
            models.UniqueConstraint(
                fields=["product", "customer_group", "channel", "version"],
                name="loading_rule_version_once",
            ),
            models.UniqueConstraint(
                fields=["product", "customer_group", "channel"],
                condition=Q(valid_until__isnull=True),
                name="loading_rule_one_open",
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="loading_rule_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product_id} × {self.customer_group_id} × {self.channel_id}: {self.fit}"

    @property
    def fit_term(self) -> Fit:
        """The fit with its word, icon and tint."""
        return Fit(self.fit)
