from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from channels.enums import ContactClass, Direction
from channels.models.product import Named
from organization.models import Unit

# Contacts or transactions, and places, beyond which somebody mistyped.
MOST_CARRIED, MOST_OUTLETS = 100_000_000, 100_000


class Channel(Named):
    """A way to the customer. Push channels are limited in contacts, staffed ones in transactions
    per branch.
    """

    direction = models.CharField(max_length=4, choices=Direction.choices)
    contact_class = models.CharField(
        max_length=5, choices=ContactClass.choices, default=ContactClass.NONE
    )
    is_public = models.BooleanField(
        default=False, help_text=_("What it shows can be seen by people who are not addressed.")
    )
    is_staffed = models.BooleanField(default=False)
    needs_consent = models.BooleanField(
        default=False, help_text=_("Only persons who agreed may be contacted.")
    )
    owner_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True)
    capacity_per_day = models.PositiveIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_CARRIED)],
        help_text=_("Push: contacts; staffed: transactions per branch. Empty: no limit."),
    )
    capacity_per_week = models.PositiveIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_CARRIED)]
    )
    outlets = models.PositiveIntegerField(
        default=0,
        validators=[MaxValueValidator(MOST_OUTLETS)],
        help_text=_("Number of outlets, for information."),
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Named.Meta):
        ordering = ("position", "code")  # type: ignore[assignment]  # one field more than the base
        constraints = [
            models.CheckConstraint(
                condition=Q(direction=Direction.PULL) | ~Q(contact_class=ContactClass.NONE),
                name="channel_push_has_class",
                violation_error_message=_("A push channel needs a contact class."),
            ),
            models.CheckConstraint(
                condition=Q(capacity_per_day__isnull=True)
                | Q(capacity_per_week__isnull=True)
                | Q(capacity_per_week__gte=F("capacity_per_day")),
                name="channel_week_holds_a_day",
                violation_error_message=_("A week carries at least as much as one day."),
            ),
        ]

    @property
    def is_push(self) -> bool:
        return self.direction == Direction.PUSH
