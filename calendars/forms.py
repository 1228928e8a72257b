from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.enums import Category
from campaigns.validators import validate_window
from channels.models import Channel
from common.days import validate_day
from organization.enums import UnitKind
from organization.models import Unit


class FeedForm(forms.Form):
    """A subscription: a name of one's own, and perhaps a part of the calendar."""

    name = forms.CharField(
        label=_("Name of the subscription"),
        max_length=80,
        required=False,
        help_text=_("As it is to appear on the phone."),
    )
    owner_unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Department"), required=False, empty_label=_("all departments")
    )
    branch = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Branch"), required=False, empty_label=_("all branches")
    )
    channel = forms.ModelChoiceField(
        Channel.objects.none(), label=_("Channel"), required=False, empty_label=_("all channels")
    )
    category = forms.ChoiceField(label=_("Category"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.active()
        self.fields["owner_unit"].queryset = units.filter(kind=UnitKind.DEPARTMENT)  # type: ignore[attr-defined]
        self.fields["branch"].queryset = units.branches()  # type: ignore[attr-defined]
        self.fields["channel"].queryset = Channel.objects.filter(is_active=True)  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", _("all categories")), *Category.choices]  # type: ignore[attr-defined]


class MoveForm(forms.Form):
    """New dates of a draft."""

    starts_on = forms.DateField(
        label=_("First day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        validators=[validate_day],
    )
    ends_on = forms.DateField(
        label=_("Last day"),
        widget=forms.DateInput(attrs={"type": "date"}),
        validators=[validate_day],
    )

    def clean(self) -> dict[str, Any]:
        """The window is one that a plan may have."""
        values: dict[str, Any] = super().clean() or {}
        if values.get("starts_on") and values.get("ends_on"):
            validate_window(values["starts_on"], values["ends_on"])
        return values
