"""Results as people type them, and the file that holds many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from channels.models import Channel, CustomerGroup, PlacementResult, Product
from channels.models.result import MOST_PERSONS, MOST_YUAN
from channels.results.fields import CONTENT, FIELDS, Sort
from channels.results.recording import refuse_own_source
from common.days import validate_day
from common.number_fields import Amount, WholeNumber
from common.text import validate_plain
from organization.forms import DateInput, PlainText, restrict
from organization.models import Unit

HELP = {
    "campaign": _(
        "Its code here or in the billing system; empty for a campaign from before this product."
    ),
    "unit": _("Only where no plan is named: whose campaign it was."),
    "product": _("Empty where the plan sells but one on this channel."),
    "customer_group": _("Without one the result counts for the plan, but for no loading rule."),
    "happened_on": _("The day of the wave, or the first day of a pull channel."),
    "held_out": _("Persons of the audience whom nobody contacted, to compare with."),
}
ROWS: Mapping[str, Any] = {
    "channel": Channel.objects.filter(is_active=True),
    "product": Product.objects.filter(is_active=True),
    "customer_group": CustomerGroup.objects.filter(is_active=True),
    "branch": Unit.objects.branches(),
    "unit": Unit.objects.active(),
}


def field_of(name: str) -> forms.Field:
    """How a field of a result is typed."""
    one = FIELDS[name]
    common: dict[str, Any] = {
        "label": one.label,
        "required": one.is_needed,
        "help_text": HELP.get(name, ""),
    }
    match one.sort:
        case Sort.CODE:
            empty = _("choose") if one.is_needed else "–"
            return forms.ModelChoiceField(
                ROWS[name].all(), to_field_name="code", empty_label=empty, **common
            )
        case Sort.DAY:
            return forms.DateField(widget=DateInput, validators=[validate_day], **common)
        case Sort.PERSONS:
            return WholeNumber(min_value=0, max_value=MOST_PERSONS, **common)
        case Sort.YUAN:
            return Amount(
                min_value=0, max_value=MOST_YUAN, max_digits=14, decimal_places=2, **common
            )
        case Sort.TEXT:
            return PlainText(max_length=one.most, **common)


class ResultForm(forms.Form):
    """One result; of one that is ``before`` it every field and why it is corrected."""

    def __init__(self, *args: Any, before: PlacementResult | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {name: field_of(name) for name in CONTENT}
        for name in ("unit", "branch"):
            restrict(self.fields[name], ROWS[name].all())
        if before is not None:
            self.fields["reason"] = PlainText(
                label=str(FIELDS["reason"].label), max_length=FIELDS["reason"].most
            )
            self.initial = {
                name: getattr(value, "code", value)
                for name in CONTENT
                if (value := getattr(before, name)) is not None
            }

    def said(self) -> dict[str, Any]:
        """The result as the command reads it."""
        return {
            name: getattr(value, "code", value)
            for name in (*CONTENT, "reason")
            if (value := self.cleaned_data.get(name)) not in {None, ""}
        }

    def refuse(self, error: ValidationError) -> None:
        """Put what the command said at the fields."""
        for place, errors in error.error_dict.items():
            name = place.split(".")[-1]
            for one in errors:
                self.add_error(name if name in self.fields else None, one)


class ResultFileForm(forms.Form):
    source = forms.CharField(
        label=_("Where it comes from"),
        max_length=40,
        validators=[validate_plain, refuse_own_source],
        help_text=_("The system or list; told again with other numbers, a result is corrected."),
    )
    file = forms.FileField(
        label=_("File (csv, xlsx or xls)"),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,.xls"}),
    )
