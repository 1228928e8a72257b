from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

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
                violation_error_message=gettext_lazy("The end lies before the start."),
                violation_error_code="dates_reversed",
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The year, quarter or month in words; the code of a cycle that is cut otherwise."""
        first = self.starts_on
        if self.kind == CycleKind.YEAR and (first.month, first.day) == (1, 1):
            return _("Year %(year)s") % {"year": first.year}
        if self.kind == CycleKind.QUARTER and first.month % 3 == 1 and first.day == 1:
            return _("Q%(quarter)s %(year)s") % {
                "quarter": first.month // 3 + 1,
                "year": first.year,
            }
        if self.kind == CycleKind.MONTH and first.day == 1:
            return date_format(first, "YEAR_MONTH_FORMAT")
        return self.code

    def clean(self) -> None:
        """The days are in order. Raises ``ValidationError`` at the later one."""
        days = (self.starts_on, self.ends_on, self.intentions_by, self.submit_by)
        starts_on, ends_on, intentions_by, submit_by = days
        if starts_on and ends_on and ends_on < starts_on:
            raise ValidationError(
                {"ends_on": ValidationError(_("The end lies before the start."), "dates_reversed")}
            )
        if intentions_by and submit_by and submit_by < intentions_by:
            sentence = _("Plans are submitted after the intentions are known, not before.")
            raise ValidationError({"submit_by": ValidationError(sentence, "dates_reversed")})


class Initiative(Named):
    """A strategic aim that campaigns serve."""

    owner_unit = models.ForeignKey(Unit, models.PROTECT)
    cycle = models.ForeignKey(
        PlanningCycle, models.PROTECT, null=True, blank=True, related_name="initiatives"
    )

    class Meta(Named.Meta):
        pass
