from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from assessment.models.question import Question
from campaigns.enums import Category


class ChecklistItem(Question):
    """A line of the pre-assessment (服务预评估) that is asked of a category's plans. What runs
    already keeps the lines with which it began.
    """

    code = models.SlugField(max_length=60, unique=True)
    category = models.CharField(max_length=16, choices=Category.choices)
    position = models.PositiveSmallIntegerField(default=0, db_default=0)
    is_active = models.BooleanField(default=True, db_default=True)

    class Meta:
        ordering = ("category", "position", "code")
        constraints = [
            models.UniqueConstraint(
                fields=["category", "evidence"],
                condition=~Q(evidence=""),
                name="checklist_item_once",
                violation_error_message=_("The category's list has this line already."),
                violation_error_code="unique",
            )
        ]

    def __str__(self) -> str:
        return self.code


class ChecklistVersion(models.Model):
    """That a category's list became another one: its number, when and by whom."""

    category = models.CharField(max_length=16, choices=Category.choices)
    number = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ("category", "-number")
        constraints = [
            models.UniqueConstraint(
                fields=["category", "number"], name="checklist_version_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.category} {self.number}"
