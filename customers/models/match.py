from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from customers.enums import MatchState
from customers.models.imports import ImportBatch
from customers.models.party import Party


class PartyMatch(models.Model):
    """Two parties that may be one, and what is known of it. The parties whose matches say *same*
    are counted as one (``Party.counted_as`` follows from them).

    ``evidence`` is how each field of the two compares (``matching.fields.Agreement``), ``score``
    what that weighs in bits. ``decided_by`` is empty where the matching itself decided.
    """

    left = models.ForeignKey(Party, models.CASCADE, related_name="matches_left")
    right = models.ForeignKey(Party, models.CASCADE, related_name="matches_right")
    state = models.CharField(max_length=10, choices=MatchState.choices)
    score = models.FloatField()
    evidence = models.JSONField(default=dict)
    batch = models.ForeignKey(
        ImportBatch, models.SET_NULL, null=True, blank=True, related_name="matches"
    )
    found_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.CharField(max_length=150, blank=True)

    class Meta:
        ordering = ("-score", "id")
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="party_match_once"),
            models.CheckConstraint(
                condition=Q(left__lt=F("right")),
                name="party_match_in_order",
                violation_error_message=_("A party is not matched with itself."),
            ),
        ]
        indexes = [models.Index(fields=["state", "-score", "id"])]

    def __str__(self) -> str:
        return f"{self.left_id} ~ {self.right_id} {self.state}"


class PartyKey(models.Model):
    """A block of a party (``matching.schemas``), hashed: only parties that share one are
    compared.
    """

    party = models.ForeignKey(Party, models.CASCADE, related_name="match_keys")
    key = models.BigIntegerField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["party", "key"], name="party_key_once")]

    def __str__(self) -> str:
        return f"{self.party_id} {self.key}"


class UnmatchedParty(models.Model):
    """A party that an import made or told anew and that was not compared since."""

    party = models.OneToOneField(Party, models.CASCADE, primary_key=True, related_name="+")
    batch = models.ForeignKey(
        ImportBatch, models.SET_NULL, null=True, blank=True, related_name="unmatched"
    )

    def __str__(self) -> str:
        return str(self.party_id)


class UnmatchedBlock(models.Model):
    """Parties whom an import told of and who were not compared since: as many as are compared at
    once, so that an import of everybody writes a row for a thousand.
    """

    SIZE = 1000

    batch = models.ForeignKey(ImportBatch, models.SET_NULL, null=True, blank=True, related_name="+")
    parties = ArrayField(models.BigIntegerField())

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.pk}: {len(self.parties)}"


class MatchStep(models.Model):
    """What became of a match, when, by whom and upon what evidence. Append-only."""

    match = models.ForeignKey(PartyMatch, models.CASCADE, related_name="steps")
    from_state = models.CharField(max_length=10, choices=MatchState.choices, blank=True)
    to_state = models.CharField(max_length=10, choices=MatchState.choices)
    score = models.FloatField()
    evidence = models.JSONField(default=dict)
    made_by = models.CharField(max_length=150, blank=True)
    made_at = models.DateTimeField()
    reason = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ("id",)

    def __str__(self) -> str:
        return f"{self.match_id} {self.from_state} → {self.to_state}"
