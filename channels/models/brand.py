from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.utils.translation import gettext_lazy as _

from organization.models.unit import slug_validator


class BrandPair(models.Model):
    """Two brands whose products are not sold together in one plan (品牌互斥), whichever of them is
    named first. A brand is what ``Product.brand`` says.
    """

    code = models.SlugField(max_length=60, unique=True, validators=[slug_validator])
    brand = models.CharField(max_length=40)
    other_brand = models.CharField(max_length=40)
    reason = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(
                condition=~Q(brand=F("other_brand")),
                name="brand_pair_of_two",
                violation_error_message=_("Name two different brands."),
                violation_error_code="same_brand",
            ),
            models.UniqueConstraint(
                Least("brand", "other_brand"),
                Greatest("brand", "other_brand"),
                name="brand_pair_once",
                violation_error_message=_("These two brands are entered already."),
                violation_error_code="unique",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.brand} / {self.other_brand}"
