from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from common.display import in_language
from coordination.enums import Gate
from organization.enums import Role
from organization.models import Unit
from organization.models.unit import slug_validator

MAX_DAYS = 120


class RoleComponent(models.Model):
    """A reusable piece of coordination (职责项): whose role promises what, to whose, when it is
    kept, how many working days before the launch it is due, and which gate waits for it. Without a
    unit the role decides where it is done: in the plan's own unit, in each of its branches, or
    wherever in the company somebody holds it.
    """

    code = models.CharField(max_length=60, unique=True, validators=[slug_validator])
    name = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80, blank=True)
    performer_role = models.CharField(max_length=20, choices=Role.choices)
    performer_unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, related_name="+"
    )
    customer_role = models.CharField(max_length=20, choices=Role.choices, default=Role.PLANNER)
    customer_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    conditions = models.CharField(max_length=400)
    conditions_en = models.CharField(max_length=400, blank=True)
    days_before = models.PositiveSmallIntegerField(
        default=5, validators=[MaxValueValidator(MAX_DAYS)]
    )
    gate = models.CharField(max_length=8, choices=Gate.choices, default=Gate.NONE)
    is_active = models.BooleanField(default=True)

    class Meta:
        ordering = ("code",)
        constraints = [
            models.CheckConstraint(
                condition=models.Q(days_before__lte=MAX_DAYS),
                name="role_component_days_in_reach",
                violation_error_message=_("At most 120 working days before the launch."),
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        """The name in the active language."""
        return in_language(self.name, self.name_en)

    @property
    def conditions_label(self) -> str:
        """The conditions of satisfaction in the active language."""
        return in_language(self.conditions, self.conditions_en)
