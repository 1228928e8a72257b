"""Forms of deliveries: changed, taken back, come."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from common import clock
from organization.forms import DayField, PlainText
from resources.forms import quantity_field
from resources.guards import may_come_on
from resources.models import Arrival


class ArrivalForm(forms.Form):
    """Change a delivery that has not come yet; a day that has passed may stay, but is not chosen
    anew.
    """

    quantity = quantity_field(_("Quantity"))
    expected_on = DayField(label=_("Expected on"))
    is_confirmed = forms.BooleanField(
        label=_("The supplier confirmed the day"),
        required=False,
        help_text=_("Only then plans may count on it."),
    )
    note = PlainText(label=_("Note"), max_length=120, required=False)

    def clean_expected_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["expected_on"]
        if day != self.initial.get("expected_on"):
            for reason in may_come_on(day, clock.today()):
                raise forms.ValidationError(str(reason), code=reason.code)
        return day


class WhyForm(forms.Form):
    """Why a delivery is taken back."""

    reason = PlainText(label=_("Reason"), max_length=200)


class ReceiptForm(forms.Form):
    """What came. Another number than was announced needs a word."""

    received = quantity_field(_("Received"), least=0)
    note = PlainText(
        label=_("What happened"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, arrival: Arrival, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.arrival = arrival

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        received = values.get("received")
        if received is not None and received != self.arrival.quantity and not values.get("note"):
            self.add_error(
                "note",
                forms.ValidationError(
                    _("Say why another quantity came than was announced."), code="required"
                ),
            )
        return values
