"""Forms of cycles and initiatives."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Initiative, PlanningCycle
from organization.row_forms import RowForm, RowMeta


class CycleForm(RowForm):
    class Meta(RowMeta):
        model = PlanningCycle
        fields = (
            "code",
            "kind",
            "starts_on",
            "ends_on",
            "intentions_by",
            "submit_by",
            "priority_note",
        )
        labels = {
            "code": _("Code"),
            "kind": _("Kind"),
            "starts_on": _("First day"),
            "ends_on": _("Last day"),
            "intentions_by": _("Intentions by"),
            "submit_by": _("Submit by"),
            "priority_note": _("What comes first"),
        }


class InitiativeForm(RowForm):
    class Meta(RowMeta):
        model = Initiative
        fields = ("code", "name", "name_en", "owner_unit", "cycle", "is_active")
        labels = {
            "code": _("Code"),
            "name": pgettext_lazy("thing", "Name"),
            "name_en": _("English name"),
            "owner_unit": _("Owner"),
            "cycle": _("Planning cycle"),
            "is_active": _("In use"),
        }
