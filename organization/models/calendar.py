from django.db import models

from common import display
from common.display import in_language
from organization.enums import ClosedKind, DayKind


class WorkDay(models.Model):
    """A day that differs from the plain week: a public holiday, or a weekend day that is worked."""

    on = models.DateField(unique=True)
    kind = models.CharField(max_length=10, choices=DayKind.choices)
    name = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60, blank=True)
    is_official = models.BooleanField(
        default=True, help_text="False until the State Council's notice for the year is out."
    )

    class Meta:
        ordering = ("on",)

    def __str__(self) -> str:
        return f"{display.full_date(self.on)} {self.label}"

    @property
    def label(self) -> str:
        return in_language(self.name, self.name_en)


class ClosedDay(models.Model):
    """A day on which launching or pushing is unwise or impossible: freeze, bill run, blackout,
    short-staffed.
    """

    on = models.DateField()
    kind = models.CharField(max_length=14, choices=ClosedKind.choices)
    note = models.CharField(max_length=120, blank=True)

    class Meta:
        ordering = ("on", "kind")
        constraints = [
            models.UniqueConstraint(fields=["on", "kind"], name="closed_day_once_per_kind")
        ]

    def __str__(self) -> str:
        return f"{display.full_date(self.on)} {self.get_kind_display()}"
