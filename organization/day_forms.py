"""Days that are entered together."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common.days import validate_day
from organization.day_entry import LONGEST_SPAN
from organization.enums import ClosedKind, Every
from organization.forms import DateInput, PlainText


class ClosedSpanForm(forms.Form):
    """Several closed days of one kind at once."""

    kind = forms.ChoiceField(label=_("Kind"), choices=ClosedKind.choices)
    first = forms.DateField(label=_("First day"), widget=DateInput, validators=[validate_day])
    last = forms.DateField(label=_("Last day"), widget=DateInput, validators=[validate_day])
    every = forms.ChoiceField(
        label=_("Which days"),
        choices=Every.choices,
        help_text=_("A bill run, for example, is on one day of each month."),
    )
    note = PlainText(label=_("Note"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        first, last = values.get("first"), values.get("last")
        if first and last and last < first:
            self.add_error(
                "last", forms.ValidationError(_("The end lies before the start."), "dates_reversed")
            )
        elif first and last and (last - first).days > LONGEST_SPAN:
            self.add_error(
                "last", forms.ValidationError(_("Enter at most three years at once."), "too_long")
            )
        return values
