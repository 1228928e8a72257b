from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from campaigns.enums import CycleKind
from channels.models.product import Named
from organization.models import Unit


class PlanningCycle(models.Model):
    """A year, quarter or month that is planned as a whole; ``intentions_by`` is when intentions
    should be announced.
    """

    code = models.SlugField(max_length=20, unique=True)
    kind = models.CharField(max_length=8, choices=CycleKind.choices)
    starts_on = models.DateField()
    ends_on = models.DateField()
    intentions_by = models.DateField(null=True, blank=True)
    submit_by = models.DateField(null=True, blank=True)
    priority_note = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("-starts_on", "kind")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("starts_on")),
                name="cycle_dates_in_order",
                violation_error_message=_("The end lies before the start."),
                violation_error_code="dates_reversed",
            )
        ]

    def __str__(self) -> str:
        return self.code


class Initiative(Named):
    """A strategic aim that campaigns serve."""

    owner_unit = models.ForeignKey(Unit, models.PROTECT)
    cycle = models.ForeignKey(
        PlanningCycle, models.PROTECT, null=True, blank=True, related_name="initiatives"
    )

    class Meta(Named.Meta):
        pass
