from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.enums import LinkKind, PartyKind


class Party(models.Model):
    """A person or an organisation, whatever accounts and roles it has: what overlap and pressure
    count.

    ``ordinal`` is dense, 32-bit, given in grid order and never reused: the number by which bitmaps
    know the party.
    """

    number = models.CharField(max_length=40, unique=True)
    ordinal = models.PositiveBigIntegerField(unique=True)
    kind = models.CharField(max_length=12, choices=PartyKind.choices)
    name = models.CharField(max_length=120, blank=True)

    class Meta:
        verbose_name_plural = _("parties")
        ordering = ("ordinal",)

    def __str__(self) -> str:
        return self.number


class PartyLink(models.Model):
    """A person who belongs to an organisation, as member or as key contact."""

    organisation = models.ForeignKey(Party, models.CASCADE, related_name="people")
    person = models.ForeignKey(Party, models.CASCADE, related_name="organisations")
    kind = models.CharField(max_length=12, choices=LinkKind.choices)
    title = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person", "kind"], name="party_link_once"
            )
        ]
        indexes = [models.Index(fields=["organisation", "kind"])]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} of {self.organisation_id}"
