from __future__ import annotations

from django.db import models
from django.db.models import Q

from channels.enums import ContactClass
from customers.enums import PROMISING, TAKING_BACK, BenefitKind, Occasion, TouchKind
from customers.models.party import Party
from customers.models.party_set import PartySet


class Touch(models.Model):
    """Something done to or for customers, append-only (接触记录): one party, or a mass contact as a
    set.

    ``source`` and ``key`` name it in the system it came from, so the same result twice is one
    touch. Units, channels, campaigns and resources are named by their codes, for history outlives
    what it describes; ``value`` is yuan, None where nobody said it. In the database the table lies
    in months (``customers.months``).
    """

    source = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    happened_on = models.DateField()
    kind = models.CharField(
        max_length=16,
        choices=TouchKind.choices,
        default=TouchKind.CONTACT,
        db_default=TouchKind.CONTACT,
    )
    contact_class = models.CharField(max_length=5, choices=ContactClass.choices)
    channel = models.CharField(max_length=60, blank=True, help_text="Code of the channel.")
    campaign = models.CharField(max_length=20, blank=True, help_text="Code of the campaign.")
    party = models.ForeignKey(
        Party, models.CASCADE, null=True, blank=True, related_name="touches", db_index=False
    )
    party_set = models.ForeignKey(PartySet, models.PROTECT, null=True, blank=True, db_index=False)
    is_service = models.BooleanField(
        default=False, help_text="Service notices never count as pressure."
    )
    unit = models.CharField(
        max_length=60, blank=True, db_default="", help_text="Code of the unit that did it."
    )
    resource = models.CharField(
        max_length=60, blank=True, db_default="", help_text="Code of what was given."
    )
    benefit_kind = models.CharField(
        max_length=8, choices=BenefitKind.choices, blank=True, db_default=""
    )
    occasion = models.CharField(max_length=16, choices=Occasion.choices, blank=True, db_default="")
    value = models.DecimalField(max_digits=14, decimal_places=2, null=True, blank=True)
    told_by = models.CharField(
        max_length=150, blank=True, db_default="", help_text="User name of whoever told of it."
    )

    class Meta:
        constraints = [
            # The table lies in months, and a month knows only its own keys: that a key is not told
            # again of another day is looked at under a lock for its source.
            models.UniqueConstraint(fields=["source", "key", "happened_on"], name="touch_once"),
            models.CheckConstraint(
                condition=Q(party__isnull=True, party_set__isnull=False)
                | Q(party__isnull=False, party_set__isnull=True),
                name="touch_one_or_many",
            ),
        ]
        indexes = [
            models.Index(fields=["party", "happened_on"]),
            models.Index(
                fields=["happened_on"],
                condition=Q(party_set__isnull=False),
                name="touch_mass",
            ),
            models.Index(
                fields=["happened_on"],
                condition=Q(kind__in=(*PROMISING, *TAKING_BACK)),
                name="touch_benefit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.happened_on} {self.contact_class} {self.source}/{self.key}"
