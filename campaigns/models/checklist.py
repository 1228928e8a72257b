from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from campaigns.enums import Category, Evidence, GateName

FULL_WEIGHT = 100


class ChecklistItem(models.Model):
    """A line of the pre-assessment (服务预评估) of a category's plans: what has to be there by
    which gate, how much it weighs, and whether the plan may go without. ``evidence`` is where the
    plan says it, so that the answer is computed.
    """

    code = models.SlugField(max_length=60, unique=True)
    category = models.CharField(max_length=16, choices=Category.choices)
    evidence = models.CharField(max_length=16, choices=Evidence.choices)
    gate = models.CharField(max_length=8, choices=GateName.choices)
    weight = models.PositiveSmallIntegerField(validators=[MaxValueValidator(FULL_WEIGHT)])
    is_mandatory = models.BooleanField(default=False, db_default=False)
    is_active = models.BooleanField(default=True, db_default=True)

    class Meta:
        ordering = ("category", "code")
        constraints = [
            models.UniqueConstraint(
                fields=["category", "evidence"],
                name="checklist_item_once",
                violation_error_message=_("The category's list has this line already."),
                violation_error_code="unique",
            )
        ]

    def __str__(self) -> str:
        return self.code
