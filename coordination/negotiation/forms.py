"""What the pages of negotiations ask for."""

from __future__ import annotations

from django import forms

from common.days import validate_day
from common.text import validate_plain
from coordination.enums import Choice

MOST = 2000


class WordsForm(forms.Form):
    """Words that go with a proposal or an answer, words for front-line staff, another way out."""

    reason = forms.CharField(required=False, max_length=MOST, validators=[validate_plain])
    text = forms.CharField(required=False, max_length=MOST, validators=[validate_plain])
    way_out = forms.CharField(required=False, max_length=80)


class PositionForm(forms.Form):
    """What one side stands for."""

    text = forms.CharField(max_length=1000, validators=[validate_plain])


class DecisionForm(WordsForm):
    """What is decided: one choice, a way out where it is one, words, and until when."""

    choice = forms.ChoiceField(choices=Choice.choices)
    until = forms.DateField(required=False, validators=[validate_day])
