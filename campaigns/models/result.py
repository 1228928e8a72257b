from __future__ import annotations

from django.core.validators import MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.enums import Category
from channels.models import Channel, ProductFamily

validate_code = RegexValidator(
    r"^[A-Za-z0-9][A-Za-z0-9_-]*$", _("Letters, digits and hyphens."), "no_code"
)


class PlanResult(models.Model):
    """What came of a plan that is over: persons reached, complaints, and what was learned. The plan
    is named by its code, here or in the billing system, for it may have run before this product.
    """

    campaign = models.CharField(max_length=40, unique=True, validators=[validate_code])
    category = models.CharField(max_length=16, choices=Category.choices)
    product_family = models.ForeignKey(
        ProductFamily, models.PROTECT, null=True, blank=True, related_name="+"
    )
    channel = models.ForeignKey(Channel, models.PROTECT, null=True, blank=True, related_name="+")
    ended_on = models.DateField()
    reached = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    complaints = models.PositiveIntegerField(default=0)
    lesson = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("campaign",)
        constraints = [
            models.CheckConstraint(
                condition=Q(reached__gte=1),
                name="result_reached_somebody",
                violation_error_message=_("At least one person was reached."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign}: {self.complaints} of {self.reached}"
