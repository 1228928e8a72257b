from __future__ import annotations

from django.db import models


class Fault(models.Model):
    """An answer that failed by our mistake, under the number that the person was told.

    ``error`` is the kind of error, never its message, which may hold what somebody typed; ``place``
    are the lines of our code that led to it, the last one last.
    """

    number = models.CharField(max_length=64)
    happened_at = models.DateTimeField()
    method = models.CharField(max_length=10)
    path = models.CharField(max_length=300)
    error = models.CharField(max_length=200)
    place = models.TextField(blank=True)
    person = models.BigIntegerField(null=True, help_text="key of the user who asked")

    class Meta:
        indexes = [
            models.Index(fields=["-happened_at"], name="fault_newest"),
            models.Index(fields=["number"], name="fault_number"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.error}"
