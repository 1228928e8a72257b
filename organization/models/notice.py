from __future__ import annotations

from django.db import models
from django.db.models import Q

from common import messages
from organization.models.user import User


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
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["user"], condition=Q(read_at__isnull=True), name="notice_unread")
        ]

    def __str__(self) -> str:
        return f"{self.code}/{self.case} for {self.user_id}"

    @property
    def text(self) -> str:
        """The sentence, in the active language."""
        return messages.render(self.code, self.case, self.params)
