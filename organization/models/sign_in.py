from __future__ import annotations

from django.db import models


class SignInAttempt(models.Model):
    """A sign-in that failed, or that is being tried at this moment. ``person`` is a digest, because
    what people type as their name may be their password.
    """

    person = models.CharField(max_length=64)
    client = models.CharField(max_length=45)
    tried_at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "tried_at"], name="sign_in_person"),
            models.Index(fields=["client", "tried_at"], name="sign_in_client"),
        ]

    def __str__(self) -> str:
        return f"{self.client} {self.tried_at:%H:%M:%S}"
