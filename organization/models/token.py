from __future__ import annotations

import datetime as dt

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from common import display
from organization.enums import Scope
from organization.models.unit import Unit
from organization.models.user import User


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def usable(self, now: dt.datetime) -> ApiTokenQuerySet:
        """Neither expired nor revoked, of an active user."""
        return self.filter(
            Q(expires_at__isnull=True) | Q(expires_at__gt=now),
            revoked_at__isnull=True,
            user__is_active=True,
        )


class ApiToken(models.Model):
    """A named key of a REST client. Only a digest is kept; the key itself is shown once."""

    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=80)
    prefix = models.CharField(max_length=12, help_text="First characters, to recognise the key by.")
    digest = models.CharField(max_length=64, unique=True, help_text="SHA-256 of the key.")
    scopes = ArrayField(models.CharField(max_length=12))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, help_text="Narrows the token to a unit."
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"

    @property
    def scope_words(self) -> str:
        """What it may be used for, in the reader's language."""
        return ("、" if display.is_chinese() else ", ").join(
            str(Scope(scope).label) for scope in self.scopes
        )
