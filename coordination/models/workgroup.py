from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from coordination.models.commitment import BEST_MARK


class WorkgroupWord(models.Model):
    """What a member of an urgent plan's workgroup says: while it works, or with a ``mark`` how it
    worked, once the plan is over.
    """

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="workgroup_words")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField(max_length=1000)
    mark = models.PositiveSmallIntegerField(
        null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(BEST_MARK)]
    )
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("id",)
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "author"],
                condition=Q(mark__isnull=False),
                name="workgroup_marked_once",
            ),
            models.CheckConstraint(
                condition=Q(mark__isnull=True) | Q(mark__range=(1, BEST_MARK)),
                name="workgroup_mark_one_to_five",
                violation_error_message=_("The mark is 1 to 5."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.author_id}: {self.text}"
