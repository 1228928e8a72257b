"""The form of a role component."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from coordination.models import RoleComponent
from organization.row_forms import RowForm, RowMeta

BY_ROLE = _("Empty: the plan's own unit, each of its branches, or wherever the role is held.")


class ComponentForm(RowForm):
    class Meta(RowMeta):
        model = RoleComponent
        fields = (
            "code",
            "name",
            "name_en",
            "performer_role",
            "performer_unit",
            "customer_role",
            "customer_unit",
            "conditions",
            "conditions_en",
            "days_before",
            "gate",
            "is_active",
        )
        labels = {
            "code": _("Code"),
            "name": _("What is promised"),
            "name_en": _("English name"),
            "performer_role": _("Performer's role"),
            "performer_unit": _("Performer's unit"),
            "customer_role": _("Internal customer's role"),
            "customer_unit": _("Internal customer's unit"),
            "conditions": _("Conditions of satisfaction"),
            "conditions_en": _("Conditions in English"),
            "days_before": _("Due, working days before the launch"),
            "gate": _("What waits for it"),
            "is_active": _("In use"),
        }
        help_texts = {
            "performer_unit": BY_ROLE,
            "customer_unit": BY_ROLE,
            "gate": _("Finalising waits until it is promised, the launch until it is kept."),
        }
