"""What the pages of cycles ask for, and the figures of initiatives as master data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from common.days import validate_day
from common.number_fields import Amount
from common.text import validate_plain
from coordination.enums import Verdict
from coordination.models import InitiativeTarget
from organization.row_forms import RowForm, RowMeta


class StepForm(forms.Form):
    """Words that go with a move of a step, and its new last day."""

    reason = forms.CharField(required=False, max_length=2000, validators=[validate_plain])
    until = forms.DateField(required=False, validators=[validate_day])


class LateForm(forms.Form):
    """Which plan comes in late, and why."""

    campaign = forms.CharField(max_length=20)
    reason = forms.CharField(max_length=400, validators=[validate_plain])


class ReviewForm(forms.Form):
    """What came of an initiative: a verdict, words, and for each figure what came (``came-…``) and
    what the next cycle is to reach (``next-…``).
    """

    verdict = forms.ChoiceField(choices=Verdict.choices)
    words = forms.CharField(max_length=400, validators=[validate_plain])
    etag = forms.IntegerField(required=False, min_value=0)

    def __init__(self, data: Mapping[str, str], indicators: Iterable[str]) -> None:
        super().__init__(data)
        self.indicators = list(indicators)
        for one in self.indicators:
            for side in ("came", "next"):
                self.fields[f"{side}-{one}"] = Amount(
                    required=False, min_value=Decimal(0), max_digits=14, decimal_places=2
                )

    def values(self, side: str) -> dict[str, Decimal | None]:
        return {one: self.cleaned_data[f"{side}-{one}"] for one in self.indicators}


class TargetForm(RowForm):
    fixed = ("initiative", "cycle", "indicator")

    class Meta(RowMeta):
        model = InitiativeTarget
        fields = ("initiative", "cycle", "indicator", "value", "came")
        labels = {
            "initiative": _("Initiative"),
            "cycle": _("Planning cycle"),
            "indicator": _("Figure"),
            "value": _("To reach"),
            "came": _("What came"),
        }
