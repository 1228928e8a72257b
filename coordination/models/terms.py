from __future__ import annotations

from typing import Any

from django.core.validators import MaxValueValidator
from django.db import models

from common.display import in_language
from coordination.enums import Gate
from organization.enums import Role
from organization.models import Unit

MAX_DAYS = 120


class Terms(models.Model):
    """What is promised: by whose role to whose, when it is kept, how many working days before the
    launch it is due, and which gate waits for it. Without a unit the role decides where it is done:
    in the plan's own unit, in each of its branches, or wherever in the company somebody holds it.
    """

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

    class Meta:
        abstract = True

    @property
    def label(self) -> str:
        """What is promised, in the active language."""
        return in_language(self.name, self.name_en)

    def words(self) -> dict[str, Any]:
        """What a playbook's item takes over from its component: units by their keys."""
        return {name: getattr(self, UNIT_KEYS.get(name, name)) for name in WORDS}

    @property
    def conditions_label(self) -> str:
        """The conditions of satisfaction in the active language."""
        return in_language(self.conditions, self.conditions_en)


# What a playbook's item takes over from its component, and a commitment from the item.
WORDS = (
    "name",
    "name_en",
    "performer_role",
    "performer_unit",
    "customer_role",
    "customer_unit",
    "conditions",
    "conditions_en",
)
UNIT_KEYS = {"performer_unit": "performer_unit_id", "customer_unit": "customer_unit_id"}
