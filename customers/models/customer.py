from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from channels.models import CustomerGroup, Product
from customers.models.grid import GridUnit
from customers.models.imports import ImportBatch
from customers.models.party import Party
from organization.models import Unit


class Customer(models.Model):
    """One account of the CRM. Its people and organisations are parties; counting is done on
    those.
    """

    number = models.CharField(max_length=40, unique=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="customers")
    name = models.CharField(max_length=120, blank=True)
    phone = models.CharField(max_length=32, blank=True, db_index=True)
    group = models.ForeignKey(
        CustomerGroup, models.PROTECT, null=True, blank=True, related_name="customers"
    )
    tier = models.CharField(max_length=20, blank=True)
    arpu = models.DecimalField(
        max_digits=14, decimal_places=2, null=True, blank=True, help_text=_("Yuan per month")
    )
    joined_on = models.DateField(null=True, blank=True)
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="customers")
    grid = models.ForeignKey(
        GridUnit, models.PROTECT, null=True, blank=True, related_name="customers"
    )
    last_import = models.ForeignKey(
        ImportBatch,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="customers",
        help_text="The last one that entered or changed this customer.",
    )
    attributes = models.JSONField(
        default=dict,
        blank=True,
        help_text=_("Columns of the source that have no field of their own."),
    )

    class Meta:
        ordering = ("number",)

    def __str__(self) -> str:
        return self.number


class HoldingQuerySet(models.QuerySet["Holding"]):
    def held_on(self, day: dt.date) -> HoldingQuerySet:
        return self.filter(
            Q(starts_on__isnull=True) | Q(starts_on__lte=day),
            Q(ends_on__isnull=True) | Q(ends_on__gte=day),
        )


class Holding(models.Model):
    """A product or contract that a customer has, from, until; an open end runs on."""

    customer = models.ForeignKey(Customer, models.CASCADE, related_name="holdings")
    product = models.ForeignKey(Product, models.PROTECT, related_name="holdings")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    exclusive_group = models.SlugField(max_length=60, blank=True)

    objects = HoldingQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "product", "starts_on"],
                name="holding_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True)
                | Q(starts_on__isnull=True)
                | Q(ends_on__gte=F("starts_on")),
                name="holding_dates_in_order",
                violation_error_message=_("The end lies before the start."),
                violation_error_code="dates_reversed",
            ),
        ]
        indexes = [
            models.Index(
                fields=["exclusive_group", "ends_on"],
                condition=~Q(exclusive_group=""),
                name="holding_exclusive",
            )
        ]

    def __str__(self) -> str:
        return f"{self.customer_id} holds {self.product_id}"
