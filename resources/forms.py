from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from channels.registries import plans
from common import clock
from common.display import number
from common.errors import Reason
from common.number_fields import WholeNumber
from organization.forms import DayField, PlainText, restrict
from organization.models import Unit, User
from organization.row_forms import RowForm, RowMeta
from resources.commands.catalogue import TAKEN
from resources.commands.stock import NEEDS_REASON
from resources.enums import ResourceKind
from resources.guards import MOST, has_room, holding, may_come_on, may_count, may_issue, may_take
from resources.models import Resource, Stock


class ResourceForm(RowForm):
    class Meta(RowMeta):
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
            "benefit_kind",
            "is_active",
        )
        labels = {
            "code": _("Code"),
            "name": pgettext_lazy("thing", "Name"),
            "name_en": _("English name"),
            "kind": _("Kind"),
            "measure": _("Measure"),
            "unit_cost": _("Cost of one (yuan)"),
            "lead_days": _("Lead time (working days)"),
            "keeper_unit": _("Kept by"),
            "benefit_kind": _("For the customer it is"),
            "is_active": _("In use"),
        }
        help_texts = {"code": _("Lower-case letters, digits and hyphens; it never changes.")}

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if code in TAKEN:
            raise forms.ValidationError(
                _("This word cannot be a code. Choose another one."), code="taken"
            )
        return code


class StockForm(forms.Form):
    """A change of the stock of one resource. The command asks the same guards again, under lock."""

    def __init__(self, *args: Any, resource: Resource, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.resource, self.user = resource, user
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                restrict(field, Unit.objects.active().exclude(kind="company"))

    def stock_in(self, unit: Unit) -> Stock | None:
        return Stock.objects.filter(resource=self.resource, unit=unit).first()

    def show(self, reasons: Iterable[Reason]) -> None:
        for reason in reasons:
            field = reason.attr if reason.attr in self.fields else None
            self.add_error(field, forms.ValidationError(str(reason), code=reason.code))


def quantity_field(label: Any, *, least: int = 1) -> WholeNumber:
    return WholeNumber(label=label, min_value=least, max_value=MOST)


def unit_field(label: Any) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        Unit.objects.none(), label=label, to_field_name="code", empty_label=_("choose")
    )


class ReceiveForm(StockForm):
    unit = unit_field(_("Unit"))
    quantity = quantity_field(_("Quantity"))
    reason = PlainText(label=_("Note"), max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("unit") and values.get("quantity"):
            self.show(has_room(self.stock_in(values["unit"]), values["quantity"]))
        return values


class TransferForm(StockForm):
    source = unit_field(pgettext_lazy("unit", "From"))
    target = unit_field(pgettext_lazy("unit", "To"))
    quantity = quantity_field(_("Quantity"))
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
    unit = unit_field(_("Unit"))
    quantity = quantity_field(_("Quantity"))
    campaign = forms.ChoiceField(
        label=_("For the campaign"),
        required=False,
        help_text=_("What it holds here is handed out; without a plan, what is free."),
        error_messages={"invalid_choice": _("No plan with this code holds any of it.")},
    )
    reason = PlainText(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("Needed where no plan is named."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["campaign"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - for the type checker
        field.choices = [("", _("none: from what is free")), *self.plans_that_hold()]

    def plans_that_hold(self) -> list[tuple[str, str]]:
        """The plans that hold some of it firmly, by name, with what they hold where."""
        held: dict[str, list[str]] = defaultdict(list)
        for row in holding(self.resource):
            pieces = number(row.quantity - row.back_order)
            held[row.campaign].append(f"{row.unit.label} {pieces}")
        names = plans().named(self.user, held.keys())
        words = {code: f"{plan.name} {code}" for code, plan in names.items()}
        return [
            (code, f"{words.get(code, code)} · {', '.join(places)}")
            for code, places in held.items()
        ]

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        unit, quantity = values.get("unit"), values.get("quantity")
        campaign = values.get("campaign", "")
        if unit and quantity and campaign:
            self.show(may_issue(self.resource, unit, campaign, quantity))
        elif unit and quantity and "campaign" in values:
            self.show(may_take(self.stock_in(unit), quantity))
        if not campaign and "campaign" in values and not values.get("reason"):
            self.add_error("reason", forms.ValidationError(NEEDS_REASON, code="required"))
        return values


class CountForm(StockForm):
    unit = unit_field(_("Unit"))
    counted = quantity_field(_("Counted"), least=0)
    reason = PlainText(
        label=_("Reason"), max_length=200, help_text=_("For example: yearly count, water damage.")
    )
    is_loss = forms.BooleanField(
        label=_("Pieces that plans hold are lost"),
        required=False,
        help_text=_("Who answers for those plans is told what they lack."),
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("unit") and values.get("counted") is not None and not values.get("is_loss"):
            self.show(may_count(self.stock_in(values["unit"]), values["counted"], attr="counted"))
        return values


class AnnounceForm(StockForm):
    unit = unit_field(_("Unit"))
    quantity = quantity_field(_("Quantity"))
    expected_on = DayField(label=_("Expected on"))
    is_confirmed = forms.BooleanField(
        label=_("The supplier confirmed the day"),
        required=False,
        help_text=_("Only then plans may count on it."),
    )
    note = PlainText(label=_("Note"), max_length=120, required=False)

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("expected_on"):
            self.show(may_come_on(values["expected_on"], clock.today()))
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
