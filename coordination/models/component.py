from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from coordination.models.terms import MAX_DAYS, Terms
from organization.models.unit import slug_validator


class RoleComponent(Terms):
    """A reusable piece of coordination (职责项), of which playbooks are composed."""

    code = models.CharField(max_length=60, unique=True, validators=[slug_validator])
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
