"""What the hotline knows of its hours: calls that come anyway, agents rostered, and how many of the
people contacted call back.
"""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from channels.enums import ContactClass, DayType
from common import display

HOURS = range(24)
HOUR_FIELDS = tuple(f"h{hour:02d}" for hour in HOURS)
MOST_A_HOUR = 100_000


class ByHour(models.Model):
    """A number for each hour of a day: ``h09`` is that of the hour from nine to ten. Empty: not
    known.
    """

    class Meta:
        abstract = True

    @property
    def hours(self) -> tuple[int | None, ...]:
        return tuple(getattr(self, name) for name in HOUR_FIELDS)


for _name in HOUR_FIELDS:  # twenty-four alike, so that sheet, form and API have a column for each
    ByHour.add_to_class(
        _name,
        models.PositiveIntegerField(
            null=True, blank=True, validators=[MaxValueValidator(MOST_A_HOUR)]
        ),
    )


class HotlineDay(ByHour):
    """Numbers for every day of a type from one day to another, both included; without an end they
    hold on. Of several the one that began last holds, so that a single day can differ.
    """

    day_type = models.CharField(max_length=8, choices=DayType.choices)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ("day_type", "valid_from")
        constraints = [
            models.UniqueConstraint(
                fields=["day_type", "valid_from"],
                name="%(class)s_once",
                violation_error_message=_("There is an entry for these days from this day on."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="%(class)s_dates_in_order",
                violation_error_message=_("The last day lies before the first day."),
                violation_error_code="dates_reversed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_day_type_display()}, {display.full_date(self.valid_from)}"


class HotlineCalls(HotlineDay):
    """Calls that come to the hotline in each hour without any plan (日常话务)."""


class HotlineRoster(HotlineDay):
    """Agents rostered at the hotline in each hour (排班席位), present or not."""


class CallRate(ByHour):
    """How many calls a contact brings to the hotline on its day, and how they fall on its hours:
    the hours' numbers are parts of any size, an empty one is none.
    """

    contact_class = models.CharField(
        max_length=5,
        unique=True,
        choices=[one for one in ContactClass.choices if one[0] != ContactClass.NONE],
        error_messages={"unique": _("There is an entry for this kind of contact.")},
    )
    calls_per_ten_thousand = models.PositiveIntegerField(validators=[MaxValueValidator(10_000)])

    class Meta:
        ordering = ("contact_class",)

    def __str__(self) -> str:
        return str(self.get_contact_class_display())

    def clean(self) -> None:
        if not any(self.hours):
            sentence = _("Say in which hours they call.")
            raise ValidationError({HOUR_FIELDS[0]: ValidationError(sentence, code="required")})
