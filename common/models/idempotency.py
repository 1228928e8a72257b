from django.db import models


class IdempotencyKey(models.Model):
    """The first answer to a write, kept so that a retry of it gets the same one. Scoped to the
    caller.
    """

    caller = models.CharField(max_length=150)
    key = models.CharField(max_length=255)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    headers = models.JSONField(default=dict)
    body = models.BinaryField(default=b"")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["caller", "key"], name="idempotency_key_once_per_caller"
            )
        ]

    def __str__(self) -> str:
        return f"{self.caller} {self.key}"
