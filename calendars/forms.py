from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from campaigns.api.plan import MAX_DAYS
from campaigns.enums import Category
from channels.models import Channel
from common.api.fields import FIRST_DAY, LAST_DAY
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
        label=_("First day"), widget=forms.DateInput(attrs={"type": "date"})
    )
    ends_on = forms.DateField(label=_("Last day"), widget=forms.DateInput(attrs={"type": "date"}))

    def clean(self) -> dict[str, Any]:
        """Both days from 2000 to 2100, in order, at most 366 days apart: as the plan itself
        asks.
        """
        values: dict[str, Any] = super().clean() or {}
        first, last = values.get("starts_on"), values.get("ends_on")
        for name, day in (("starts_on", first), ("ends_on", last)):
            if day and not FIRST_DAY <= day <= LAST_DAY:
                self.add_error(
                    name,
                    forms.ValidationError(
                        _("A date from 2000-01-01 to 2100-12-31."), code="out_of_range"
                    ),
                )
        if first and last and last < first:
            self.add_error(
                "ends_on",
                forms.ValidationError(
                    _("The last day lies before the first day."), code="dates_reversed"
                ),
            )
        elif first and last and (last - first).days + 1 > MAX_DAYS:
            self.add_error(
                "ends_on",
                forms.ValidationError(
                    _("A plan runs for at most 366 days."), code="window_too_long"
                ),
            )
        return values
