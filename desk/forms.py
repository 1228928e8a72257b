from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from common.number_fields import WholeNumber


class NumberForm(forms.Form):
    """The number that the counter asks about."""

    number = forms.CharField(
        label=_("Can this customer take it?"),
        max_length=60,
        help_text=_("Shows offers, what to say and what the customer has; no name, no phone."),
    )


class ReceivedForm(forms.Form):
    """What really came."""

    received = WholeNumber(label=_("Received"), min_value=0, max_value=10**8)
    note = forms.CharField(label=_("Note"), max_length=120, required=False)
