from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class AuditEvent(models.Model):
    """Who did what to which object, when and why. Append-only: a trigger refuses updates and
    deletes.

    Objects and people are named by immutable codes, without foreign keys, so history outlives what
    it describes. What saved money says so in ``details``: ``saved`` yuan, as text.
    """

    happened_at = models.DateTimeField(db_index=True)
    actor = models.CharField(max_length=150, blank=True)
    acting_for = models.CharField(max_length=150, blank=True)
    action = models.CharField(max_length=60)
    object_type = models.CharField(max_length=40)
    object_code = models.CharField(max_length=80)
    unit = models.CharField(max_length=60, blank=True)
    from_state = models.CharField(max_length=30, blank=True)
    to_state = models.CharField(max_length=30, blank=True)
    reason = models.TextField(blank=True)
    details = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("audit event")
        ordering = ("-id",)
        indexes = [
            models.Index(fields=["object_type", "object_code", "-id"]),
            models.Index(fields=["actor", "-id"]),
            models.Index(
                fields=["happened_at"], condition=Q(details__has_key="saved"), name="audit_saved"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.happened_at:%Y-%m-%d %H:%M} {self.actor} {self.action} {self.object_code}"
