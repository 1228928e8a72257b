from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from channels.models.product import DEAREST_MONTH, Product
from organization.models.unit import slug_validator


class Tariff(models.Model):
    """What a product costs as it was made public (资费公示): yuan a month, under which condition,
    where and when it was published. ``name`` is how it is called there, where that is not the
    product's name; it holds until ``ends_on``, without one until further notice.
    """

    code = models.SlugField(max_length=60, unique=True, validators=[slug_validator])
    product = models.ForeignKey(Product, models.CASCADE, related_name="tariffs")
    name = models.CharField(max_length=80, blank=True)
    price = models.DecimalField(
        max_digits=14,
        decimal_places=2,
        validators=[MinValueValidator(0), MaxValueValidator(DEAREST_MONTH)],
    )
    condition = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=200)
    published_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("published_on")),
                name="tariff_dates_in_order",
                violation_error_message=_("The last day lies before the first day."),
                violation_error_code="dates_reversed",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name or self.product} {self.price}"
