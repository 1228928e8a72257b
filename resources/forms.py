from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.errors import Reason
from organization.forms import DateInput, PlainText, restrict
from organization.models import Unit
from resources.commands.catalogue import TAKEN
from resources.enums import ResourceKind
from resources.guards import MOST, has_room, may_count, may_take
from resources.models import Arrival, Resource, Stock


class ResourceForm(forms.ModelForm):
    class Meta:
        model = Resource
        fields = (
            "code",
            "name",
            "name_en",
            "kind",
            "measure",
            "unit_cost",
            "lead_days",
            "keeper_unit",
            "is_active",
        )
        labels = {
            "code": _("Code"),
            "name": pgettext_lazy("thing", "Name"),
            "name_en": _("English name"),
            "kind": _("Kind"),
            "measure": _("Measure"),
            "unit_cost": _("Cost of one (CNY)"),
            "lead_days": _("Lead time (working days)"),
            "keeper_unit": _("Kept by"),
            "is_active": _("In use"),
        }
        help_texts = {"code": _("Lower-case letters, digits and hyphens; it never changes.")}
        field_classes = {"name": PlainText, "name_en": PlainText, "measure": PlainText}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        restrict(self.fields["keeper_unit"], Unit.objects.active())
        self.fields["code"].disabled = bool(self.instance.pk)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if code in TAKEN:
            raise forms.ValidationError(
                _("This word cannot be a code. Choose another one."), code="taken"
            )
        return code


class StockForm(forms.Form):
    """A change of the stock of one resource. The command asks the same guards again, under lock."""

    def __init__(self, *args: Any, resource: Resource, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.resource = resource
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                restrict(field, Unit.objects.active().exclude(kind="company"))

    def stock_in(self, unit: Unit) -> Stock | None:
        return Stock.objects.filter(resource=self.resource, unit=unit).first()

    def show(self, reasons: Iterable[Reason]) -> None:
        for reason in reasons:
            field = reason.attr if reason.attr in self.fields else None
            self.add_error(field, forms.ValidationError(str(reason), code=reason.code))


def _quantity(label: Any, *, least: int = 1) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=MOST)


def _unit(label: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Unit.objects.none(), label=label, to_field_name="code", empty_label=_("choose")
    )


class ReceiveForm(StockForm):
    unit = _unit(_("Unit"))
    quantity = _quantity(_("Quantity"))
    reason = PlainText(label=_("Note"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("unit") and values.get("quantity"):
            self.show(has_room(self.stock_in(values["unit"]), values["quantity"]))
        return values


class TransferForm(StockForm):
    source = _unit(pgettext_lazy("unit", "From"))
    target = _unit(pgettext_lazy("unit", "To"))
    quantity = _quantity(_("Quantity"))
    reason = PlainText(label=_("Note"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("source") and values.get("source") == values.get("target"):
            self.add_error(
                "target", forms.ValidationError(_("Choose two different units."), code="same-unit")
            )
        if values.get("source") and values.get("quantity"):
            self.show(may_take(self.stock_in(values["source"]), values["quantity"]))
        return values


class IssueForm(StockForm):
    unit = _unit(_("Unit"))
    quantity = _quantity(_("Quantity"))
    campaign = PlainText(
        label=_("For the campaign"),
        max_length=20,
        required=False,
        help_text=_(
            "Code of the plan, for example C2027-0001. What it holds here is handed out; empty:"
            " from what is free."
        ),
    )
    reason = PlainText(label=_("Note"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("unit") and values.get("quantity") and not values.get("campaign"):
            self.show(may_take(self.stock_in(values["unit"]), values["quantity"]))
        return values


class CountForm(StockForm):
    unit = _unit(_("Unit"))
    counted = _quantity(_("Counted"), least=0)
    reason = PlainText(
        label=_("Reason"), max_length=200, help_text=_("For example: yearly count, water damage.")
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("unit") and values.get("counted") is not None:
            self.show(may_count(self.stock_in(values["unit"]), values["counted"], attr="counted"))
        return values


class AnnounceForm(StockForm):
    unit = _unit(_("Unit"))
    quantity = _quantity(_("Quantity"))
    expected_on = forms.DateField(label=_("Expected on"), widget=DateInput)
    is_confirmed = forms.BooleanField(
        label=_("The supplier confirmed the day"),
        required=False,
        help_text=_("Only then plans may count on it."),
    )
    note = PlainText(label=_("Note"), max_length=120, required=False)


class ArrivalForm(forms.Form):
    """Change a delivery that has not come yet."""

    quantity = _quantity(_("Quantity"))
    expected_on = forms.DateField(label=_("Expected on"), widget=DateInput)
    is_confirmed = forms.BooleanField(
        label=_("The supplier confirmed the day"),
        required=False,
        help_text=_("Only then plans may count on it."),
    )
    note = PlainText(label=_("Note"), max_length=120, required=False)


class ReceiptForm(forms.Form):
    """What came. Another number than was announced needs a word."""

    received = _quantity(_("Received"), least=0)
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


class BoardFilter(forms.Form):
    """Which part of the board is shown; a value that it does not know narrows nothing."""

    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("all")), *ResourceKind.choices]
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Unit"),
        required=False,
        to_field_name="code",
        empty_label=_("all"),
    )
    short = forms.BooleanField(label=_("Only what is short"), required=False)
