from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from channels.enums import ContactClass, Direction
from channels.models.product import Named
from organization.models import Unit


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
        help_text=_("Push: contacts; staffed: transactions per branch. Empty: no limit."),
    )
    capacity_per_week = models.PositiveIntegerField(null=True, blank=True)
    outlets = models.PositiveIntegerField(
        default=0, help_text=_("Number of outlets, for information.")
    )
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(Named.Meta):
        ordering = ("position", "code")  # type: ignore[assignment]  # one field more than the base
        constraints = [
            models.CheckConstraint(
                condition=Q(direction=Direction.PULL) | ~Q(contact_class=ContactClass.NONE),
                name="channel_push_has_class",
                violation_error_message=_("A push channel needs a contact class."),
            )
        ]

    @property
    def is_push(self) -> bool:
        return self.direction == Direction.PUSH
