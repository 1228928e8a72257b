"""What the pages of a finding ask for."""

from __future__ import annotations

from django import forms

from common.days import validate_day
from common.text import validate_plain


class ScriptForm(forms.Form):
    text = forms.CharField(
        required=False,
        max_length=2000,
        validators=[validate_plain],
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class AcceptForm(forms.Form):
    reason = forms.CharField(max_length=2000, validators=[validate_plain])
    until = forms.DateField(required=False, validators=[validate_day])
