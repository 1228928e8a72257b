from __future__ import annotations

from django.db import models
from django.db.models import Q

from channels.enums import ContactClass
from customers.models.party import Party
from customers.models.party_set import PartySet


class Touch(models.Model):
    """Something done to or for customers, append-only (接触记录): one party, or a mass contact as a
    set.

    ``source`` and ``key`` name it in the system it came from, so the same result twice is one
    touch.
    """

    source = models.CharField(max_length=40)
    key = models.CharField(max_length=120)
    happened_on = models.DateField(db_index=True)
    contact_class = models.CharField(max_length=5, choices=ContactClass.choices)
    channel = models.CharField(max_length=60, blank=True, help_text="Code of the channel.")
    campaign = models.CharField(max_length=20, blank=True, help_text="Code of the campaign.")
    party = models.ForeignKey(Party, models.CASCADE, null=True, blank=True, related_name="touches")
    party_set = models.ForeignKey(PartySet, models.PROTECT, null=True, blank=True)
    is_service = models.BooleanField(
        default=False, help_text="Service notices never count as pressure."
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "key"], name="touch_once"),
            models.CheckConstraint(
                condition=Q(party__isnull=True, party_set__isnull=False)
                | Q(party__isnull=False, party_set__isnull=True),
                name="touch_one_or_many",
            ),
        ]
        indexes = [models.Index(fields=["party", "happened_on"])]

    def __str__(self) -> str:
        return f"{self.happened_on} {self.contact_class} {self.source}/{self.key}"
