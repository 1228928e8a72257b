from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from channels.enums import Fit
from channels.models import Channel, Product
from channels.registries import Plan
from organization.forms import PlainText, restrict
from organization.models import Unit


class ChannelForm(forms.ModelForm):
    reason = PlainText(
        label=_("Reason"),
        max_length=200,
        required=False,
        help_text=_("Needed to take a channel out of use while plans use it."),
    )

    class Meta:
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
            "code": _("Code"),
            "name": _("Name"),
            "name_en": _("English name"),
            "direction": _("Direction"),
            "contact_class": _("Counts as contact"),
            "owner_unit": _("Owner"),
            "capacity_per_day": _("Capacity per day"),
            "capacity_per_week": _("Capacity per week"),
            "is_public": _("Public"),
            "is_staffed": _("Staffed"),
            "needs_consent": _("Needs consent"),
            "outlets": _("Outlets"),
            "is_active": _("In use"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        restrict(self.fields["owner_unit"], Unit.objects.active())
        self.fields["code"].disabled = bool(self.instance.pk)
        if not self.instance.pk:
            del self.fields["reason"]

    def needs_reason(self, using: Collection[Plan]) -> bool:
        """Whether plans lose this channel and nobody says why; then the field says which."""
        if not using or self.cleaned_data["reason"].strip():
            return False
        names = ", ".join(f"{plan.name} ({plan.code})" for plan in using)
        sentence = _("Plans under way use this channel: %(names)s. Say why it is taken out of use.")
        self.add_error(
            "reason",
            forms.ValidationError(sentence, code="required", params={"names": names}),
        )
        return True


class ProductForm(forms.ModelForm):
    class Meta:
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
            "code": _("Code"),
            "name": _("Name"),
            "name_en": _("English name"),
            "family": _("Family"),
            "billing_kind": _("Billed to"),
            "brand": _("Brand"),
            "exclusive_group": _("Exclusive group"),
            "monthly_fee": _("Monthly fee (CNY)"),
            "owner_unit": _("Owner"),
            "is_active": _("In use"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        restrict(self.fields["owner_unit"], Unit.objects.active())
        self.fields["code"].disabled = bool(self.instance.pk)


class FitForm(forms.Form):
    fit = forms.ChoiceField(label=_("Fit"), choices=Fit.choices)
    reason = PlainText(label=_("Reason"), max_length=200)
