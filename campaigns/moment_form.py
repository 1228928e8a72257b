"""The form of a customer moment."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from campaigns.models import Moment
from organization.row_forms import RowForm, RowMeta


class MomentForm(RowForm):
    class Meta(RowMeta):
        model = Moment
        fields = (
            "code",
            "name",
            "name_en",
            "kind",
            "customer_group",
            "starts_on",
            "ends_on",
            "is_active",
        )
        labels = {
            "code": _("Code"),
            "name": pgettext_lazy("thing", "Name"),
            "name_en": _("English name"),
            "kind": _("Kind"),
            "customer_group": _("Customer group"),
            "starts_on": _("First day"),
            "ends_on": _("Last day"),
            "is_active": _("In use"),
        }
        help_texts = {"customer_group": _("Empty: everybody.")}
