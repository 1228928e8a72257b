"""The form of an advertising term."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from comms.models import AdvertisingTerm
from organization.row_forms import RowForm, RowMeta


class TermForm(RowForm):
    fixed = ("word",)

    class Meta(RowMeta):
        model = AdvertisingTerm
        fields = (
            "word",
            "level",
            "article",
            "variants",
            "explanation",
            "suggestion",
            "is_active",
        )
        labels = {
            "word": pgettext_lazy("advertising", "Word"),
            "level": pgettext_lazy("advertising", "Level"),
            "article": _("Article of the law"),
            "variants": _("Other ways to write it"),
            "explanation": _("Why"),
            "suggestion": _("Say instead"),
            "is_active": _("In use"),
        }
        help_texts = {
            "word": _(
                "Found in full width, in traditional characters, and with blanks or punctuation"
                " inside as well."
            ),
            "variants": _("Parted by commas."),
        }
