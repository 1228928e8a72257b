"""The form of who decides about reports."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from frontline.models import Responsible
from organization.row_forms import RowForm, RowMeta


class ResponsibleForm(RowForm):
    fixed = ("unit", "kind")

    class Meta(RowMeta):
        model = Responsible
        fields = ("unit", "kind", "username")
        labels = {
            "unit": _("Unit"),
            "kind": _("Kind of report"),
            "username": _("User name of the person"),
        }
        help_texts = {
            "unit": _(
                "The unit whose plan it is about, else where it was seen; all below count with it."
            ),
            "kind": _("Kinds without a person of their own go by role."),
        }
