from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from customers.enums import IndexSource

# One part of the index holds 2**18 ordinals: small enough that one changed customer rewrites
# little, large enough that ten million customers are forty parts.
INDEX_SHARD_BITS = 18


class IndexValue(models.Model):
    """A value of an attribute that somebody has or had; ``""`` stands for any value at all."""

    source = models.CharField(max_length=8, choices=IndexSource.choices)
    attribute = models.CharField(max_length=220)
    value = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attribute", "value"], name="index_value_once")
        ]

    def __str__(self) -> str:
        return f"{self.attribute}={self.value}"


class IndexShard(models.Model):
    """The own ordinals of the parties of one part whose account has a value, as a portable roaring
    bitmap. ``lane`` 0 is about the first account of each party, 1 about the second, and so on;
    what is true of the party itself stands in lane 0. ``version`` is that of the last change.
    """

    value = models.ForeignKey(IndexValue, models.CASCADE, related_name="shards")
    lane = models.IntegerField()
    shard = models.IntegerField()
    version = models.BigIntegerField()
    bitmap = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["value", "lane", "shard"], name="index_shard_once")
        ]
        indexes = [models.Index(fields=["shard", "value"])]

    def __str__(self) -> str:
        return f"{self.value_id}/{self.lane}/{self.shard}"


class IndexStale(models.Model):
    """Parties of one part of whom the index does not know yet what changed: written by triggers in
    the transaction that changes them. Without ``ordinals`` everybody of the part.
    """

    source = models.CharField(max_length=8, choices=IndexSource.choices)
    shard = models.IntegerField()
    ordinals = ArrayField(models.BigIntegerField(), null=True)

    class Meta:
        indexes = [models.Index(fields=["shard"])]

    def __str__(self) -> str:
        return f"{self.source} of {self.shard}"


class IndexNews(models.Model):
    """Parties of one part to whom something was done on a day, which the index has still to take
    in: written by triggers with the touches. ``is_gone`` says of them that a touch is no more. A
    mass contact, whose set is read as it is, leaves a row without anybody.
    """

    attribute = models.CharField(max_length=40)
    day = models.DateField()
    shard = models.IntegerField()
    ordinals = ArrayField(models.BigIntegerField())
    is_gone = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["shard"]), models.Index(fields=["attribute", "day"])]

    def __str__(self) -> str:
        return f"{self.attribute} of {self.day} in {self.shard}"


class IndexState(models.Model):
    """What the index stands at: the newest row counts, its key is the version. ``day`` is the day
    as of which holdings and wishes are kept, ``news`` how many rows of news were taken in so far.
    """

    day = models.DateField()
    at = models.DateTimeField()
    news = models.BigIntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return f"{self.pk} of {self.day}"
