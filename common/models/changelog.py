from django.db import models


class Change(models.Model):
    """One visible change. ``version`` is taken under an advisory lock, so a reader never misses a
    late commit.

    A plain sequence loses rows for readers that follow it, because commits do not come in its
    order.
    """

    version = models.BigIntegerField(primary_key=True)
    kind = models.CharField(max_length=40)
    code = models.CharField(max_length=80)
    operation = models.CharField(max_length=30)
    happened_at = models.DateTimeField()

    class Meta:
        ordering = ("version",)
        indexes = [models.Index(fields=["kind", "version"])]

    def __str__(self) -> str:
        return f"{self.version}: {self.operation} {self.kind} {self.code}"


class ChangeFollower(models.Model):
    """How far somebody who follows the change log has come: every change up to ``version`` is
    settled for them.
    """

    name = models.CharField(max_length=60, primary_key=True)
    version = models.BigIntegerField(default=0, db_default=0)

    def __str__(self) -> str:
        return f"{self.name} up to {self.version}"
