"""What the pages of meetings ask for."""

from __future__ import annotations

from django import forms

from common.days import validate_day
from common.text import validate_plain


class CallForm(forms.Form):
    """When and where a meeting is held."""

    held_on = forms.DateField(validators=[validate_day])
    place = forms.CharField(required=False, max_length=80, validators=[validate_plain])


class NoteForm(forms.Form):
    """What the minutes say of an item."""

    text = forms.CharField(required=False, max_length=1000, validators=[validate_plain])
