from __future__ import annotations

import re

from django.db import models
from django.db.models import Q
from django.utils.dateparse import parse_date

from common import messages
from organization.models.user import User

DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Notice(models.Model):
    """Something that a person should know: a message code with its case and params, and where to
    look.
    """

    user = models.ForeignKey(User, models.CASCADE, related_name="notices")
    code = models.CharField(max_length=60)
    case = models.CharField(max_length=40)
    params = models.JSONField(default=dict)
    url = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "-id")
        indexes = [
            models.Index(fields=["user", "-created_at", "-id"], name="notice_newest"),
            models.Index(fields=["user"], condition=Q(read_at__isnull=True), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.code}/{self.case} for {self.user_id}"

    @property
    def text(self) -> str:
        """The sentence, in the active language; days are kept as ISO dates and read as days."""
        params = {
            key: parse_date(value) if isinstance(value, str) and DAY.fullmatch(value) else value
            for key, value in self.params.items()
        }
        return messages.render(self.code, self.case, params)
