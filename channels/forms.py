from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from channels.commands import Cell
from channels.enums import Fit
from channels.models import BrandPair, Channel, CustomerGroup, LoadingRule, Product, ProductFamily
from channels.queries import fit_in_force
from channels.registries import Plan
from common import clock, locks
from common.meanwhile import NoticesChanges
from organization.forms import PlainText
from organization.row_forms import RowForm, RowMeta

NAMED = ("code", "name", "name_en", "is_active")
NAMED_LABELS = {
    "code": _("Code"),
    "name": pgettext_lazy("thing", "Name"),
    "name_en": _("English name"),
    "is_active": _("In use"),
}


class FamilyForm(RowForm):
    class Meta(RowMeta):
        model = ProductFamily
        fields = NAMED
        labels = NAMED_LABELS


class GroupForm(RowForm):
    class Meta(RowMeta):
        model = CustomerGroup
        fields = NAMED
        labels = NAMED_LABELS


class ChannelForm(RowForm):
    reason = PlainText(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_(
            "Needed while plans use the channel: to take it out of use, to have it carry less, or"
            " to have it count as something else."
        ),
    )

    class Meta(RowMeta):
        model = Channel
        fields = (
            "code",
            "name",
            "name_en",
            "direction",
            "contact_class",
            "owner_unit",
            "capacity_per_day",
            "capacity_per_week",
            "is_public",
            "is_staffed",
            "needs_consent",
            "outlets",
            "is_active",
        )
        labels = {
            **NAMED_LABELS,
            "direction": _("Direction"),
            "contact_class": _("Counts as contact"),
            "owner_unit": _("Owner"),
            "capacity_per_day": _("Capacity per day"),
            "capacity_per_week": _("Capacity per week"),
            "is_public": _("Public"),
            "is_staffed": _("Staffed"),
            "needs_consent": _("Needs consent"),
            "outlets": _("Outlets"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["reason"]

    def needs_reason(self, using: Collection[Plan]) -> bool:
        """Whether the channel changes for plans and nobody says why; then the field says which."""
        if not using or self.cleaned_data["reason"].strip():
            return False
        names = ", ".join(f"{plan.name} ({plan.code})" for plan in using)
        sentence = _("Plans under way use this channel: %(names)s. Say why it changes for them.")
        self.add_error(
            "reason",
            forms.ValidationError(sentence, code="required", params={"names": names}),
        )
        return True


class ProductForm(RowForm):
    class Meta(RowMeta):
        model = Product
        fields = (
            "code",
            "name",
            "name_en",
            "family",
            "billing_kind",
            "brand",
            "exclusive_group",
            "monthly_fee",
            "owner_unit",
            "is_active",
        )
        labels = {
            **NAMED_LABELS,
            "family": _("Family"),
            "billing_kind": _("Billed to"),
            "brand": _("Brand"),
            "exclusive_group": _("Exclusive group"),
            "monthly_fee": _("Monthly fee (yuan)"),
            "owner_unit": _("Owner"),
        }


class PairForm(RowForm):
    class Meta(RowMeta):
        model = BrandPair
        fields = ("code", "brand", "other_brand", "reason", "is_active")
        labels = {
            "code": _("Code"),
            "brand": _("Brand"),
            "other_brand": _("Not with the brand"),
            "reason": _("Reason"),
            "is_active": _("In use"),
        }
        help_texts = {"brand": _("As products name it.")}

    def clean(self) -> dict[str, Any]:
        """Brands that no product has are most likely misspelt."""
        values = super().clean() or self.cleaned_data
        for name in ("brand", "other_brand"):
            brand = values.get(name)
            if brand and not Product.objects.filter(brand=brand).exists():
                self.add_error(
                    name, forms.ValidationError(_("No product has this brand."), code="unknown")
                )
        return values


class FitForm(forms.Form):
    fit = forms.ChoiceField(label=_("Fit"), choices=Fit.choices)
    reason = PlainText(label=_("Reason"), max_length=200)


class CellForm(NoticesChanges, FitForm):
    """The fit of one cell of the matrix."""

    def __init__(self, *args: Any, cell: Cell, **kwargs: Any) -> None:
        self.cell = cell
        super().__init__(*args, **kwargs)
        product, group, channel = cell
        self.in_force = fit_in_force(
            product=product, group=group, channel=channel, day=clock.today()
        )
        self.initial["fit"] = self.in_force.fit if self.in_force else Fit.ALLOWED

    def is_change(self) -> bool:
        return True

    def held(self) -> tuple[str, ...]:
        return ("fit",)

    def as_it_stands(self) -> CellForm:
        locks.advisory("loading rule " + "/".join(str(one.pk) for one in self.cell))
        return type(self)(cell=self.cell)


class CellsForm(FitForm):
    """One fit for several cells of the matrix, each named as ``product/group/channel``."""

    cell = forms.TypedMultipleChoiceField(required=False)

    def __init__(self, *args: Any, cells: Mapping[str, Cell], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["cell"]
        field.choices, field.coerce = [(key, key) for key in cells], cells.get  # type: ignore[attr-defined]
        field.error_messages["invalid_choice"] = _(
            "Some of these cells are no longer there. Choose again."
        )
        self.fields["fit"].choices = [("", "–"), *Fit.choices]  # type: ignore[attr-defined]


class RuleRowForm(FitForm):
    """A loading rule with its fit: a row of the workbook."""

    product = forms.ModelChoiceField(
        Product.objects.all(), label=_("Product"), to_field_name="code"
    )
    customer_group = forms.ModelChoiceField(
        CustomerGroup.objects.all(), label=_("Customer group"), to_field_name="code"
    )
    channel = forms.ModelChoiceField(
        Channel.objects.all(), label=_("Channel"), to_field_name="code"
    )
    field_order = ("product", "customer_group", "channel", "fit", "reason")

    def __init__(self, *args: Any, instance: LoadingRule, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance = instance
        if instance.pk:
            self.initial = {
                "product": instance.product.code,
                "customer_group": instance.customer_group.code,
                "channel": instance.channel.code,
                "fit": instance.fit,
                "reason": instance.reason,
            }
