from __future__ import annotations

from django.db import models

SHARD_BITS = 20  # one shard holds 2**20 ordinals


class PartySet(models.Model):
    """An immutable set of parties: a frozen audience, a list, the persons that a finding concerns.

    A change makes a new set, so a cached one is never stale. ``digest`` is the SHA-256 of the
    serialised bitmap.
    """

    size = models.PositiveIntegerField()
    persons = models.PositiveIntegerField(default=0, help_text="How many of them are persons.")
    digest = models.CharField(max_length=64, db_index=True)
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.size} parties"


class PartySetShard(models.Model):
    """The part of a set whose ordinals share their high bits, as a portable roaring bitmap of the
    full ordinals.
    """

    party_set = models.ForeignKey(PartySet, models.CASCADE, related_name="shards")
    shard = models.PositiveSmallIntegerField()
    size = models.PositiveIntegerField()
    bitmap = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["party_set", "shard"], name="party_set_shard_once")
        ]

    def __str__(self) -> str:
        return f"{self.party_set_id}/{self.shard}"
