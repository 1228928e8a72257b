from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from channels.enums import BillingKind
from common.display import in_language
from organization.models import Unit
from organization.models.unit import slug_validator

# Yuan a month beyond which somebody mistyped.
DEAREST_MONTH = 1_000_000


class Named(models.Model):
    """A code that never changes and a name in two languages."""

    code = models.SlugField(max_length=60, unique=True, validators=[slug_validator])
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    is_active = models.BooleanField(default=True)

    class Meta:
        abstract = True
        ordering = ("code",)

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the active language."""
        return in_language(self.name, self.name_en)


class ProductFamily(Named):
    """Products that answer the same need: two offers of one family can clash."""

    class Meta(Named.Meta):
        verbose_name_plural = _("product families")


class CustomerGroup(Named):
    """Whom loading rules speak of: consumer, enterprise, enterprise member, household, campus."""


class Product(Named):
    """What is sold."""

    family = models.ForeignKey(ProductFamily, models.PROTECT, related_name="products")
    billing_kind = models.CharField(
        max_length=8, choices=BillingKind.choices, default=BillingKind.PERSON
    )
    brand = models.CharField(max_length=40, blank=True)
    exclusive_group = models.SlugField(
        max_length=60, blank=True, help_text=_("A customer holds one product of it at a time.")
    )
    monthly_fee = models.DecimalField(
        max_digits=14,
        decimal_places=2,
        default=0,
        validators=[MinValueValidator(0), MaxValueValidator(DEAREST_MONTH)],
    )
    owner_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)

    class Meta(Named.Meta):
        pass
