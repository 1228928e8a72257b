from django import forms
from django.utils.translation import gettext_lazy as _

from organization.forms import PlainText


class GiveUpForm(forms.Form):
    reason = PlainText(label=_("Reason"), max_length=500)


class NumberForm(forms.Form):
    """Looks for a fault by the number that somebody reads out."""

    number = PlainText(label=_("Number of a fault"), max_length=64, required=False)
