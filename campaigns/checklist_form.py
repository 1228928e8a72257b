"""The form of a line of the pre-assessment."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from campaigns.models import ChecklistItem
from organization.row_forms import RowForm, RowMeta


class ChecklistForm(RowForm):
    class Meta(RowMeta):
        model = ChecklistItem
        fields = ("code", "category", "evidence", "gate", "weight", "is_mandatory", "is_active")
        labels = {
            "code": _("Code"),
            "category": _("Category"),
            "evidence": _("What has to be there"),
            "gate": _("By which gate"),
            "weight": _("Weight"),
            "is_mandatory": _("Must not be missing"),
            "is_active": _("In use"),
        }
        help_texts = {
            "weight": _("0 to 100. Readiness is the weight satisfied ÷ the weight due by a gate."),
        }
