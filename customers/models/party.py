from __future__ import annotations

from django.db import models
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from customers.enums import DecisionPlace, LinkKind, PartyKind


class PartyQuerySet(models.QuerySet["Party"]):
    def same_as(self, party: Party) -> PartyQuerySet:
        """The parties that are counted as one with this one, itself among them."""
        return self.filter(counted=party.counted)


class Party(models.Model):
    """A person or an organisation, whatever accounts and roles it has: what overlap and pressure
    count.

    ``ordinal`` is dense, 32-bit, given in grid order and never reused: the number by which bitmaps
    know the party. ``counted_as`` is the ordinal of the party that this one was found to be the
    same as (``customers.identity``); empty where it is counted as itself.
    """

    number = models.CharField(max_length=40, unique=True)
    ordinal = models.PositiveBigIntegerField(unique=True)
    counted_as = models.PositiveBigIntegerField(null=True, blank=True)
    counted = models.GeneratedField(
        expression=Coalesce("counted_as", "ordinal"),
        output_field=models.PositiveBigIntegerField(),
        db_persist=True,
        db_index=True,
    )
    kind = models.CharField(max_length=12, choices=PartyKind.choices)
    name = models.CharField(max_length=120, blank=True)

    objects = PartyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = _("parties")
        ordering = ("ordinal",)

    def __str__(self) -> str:
        return self.number


class GoneParty(models.Model):
    """The ordinal of a party that is no more. A trigger writes it whatever deletes the party, so
    that every set that was stored before is read without it (``customers.aliases``).
    """

    ordinal = models.PositiveBigIntegerField(primary_key=True)
    gone_at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return str(self.ordinal)


class PartyLink(models.Model):
    """A person who belongs to an organisation, as member or as key contact. ``decides`` is the
    place of a key contact in the chain of its decisions; empty where nobody knows. ``placed_by`` is
    who said so by hand, which no file changes.
    """

    organisation = models.ForeignKey(Party, models.CASCADE, related_name="people")
    person = models.ForeignKey(Party, models.CASCADE, related_name="organisations")
    kind = models.CharField(max_length=12, choices=LinkKind.choices)
    title = models.CharField(max_length=60, blank=True)
    decides = models.CharField(
        max_length=12, choices=DecisionPlace.choices, blank=True, db_default="", default=""
    )
    placed_by = models.CharField(max_length=150, blank=True, db_default="", default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "person", "kind"], name="party_link_once"
            )
        ]
        indexes = [models.Index(fields=["organisation", "kind"])]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} of {self.organisation_id}"
