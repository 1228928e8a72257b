"""Forms of giving: what, for which occasion, to whom; and what became of it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from common import clock
from common.days import validate_day
from common.number_fields import Amount
from customers.enums import BenefitKind, Occasion
from customers.forms import first_column
from customers.imports.problems import RowProblem, Unusable
from customers.phones import numbers_in
from organization.forms import DateInput, PlainText, restrict
from organization.models import Unit, User
from organization.permissions import Permission
from resources.access import places_of
from resources.commands.benefits import LONGEST_WHY, MOST, Gift
from resources.enums import BenefitState, ResourceKind
from resources.models import Resource, Stock


class GiveForm(forms.Form):
    """What a unit means to give to whom: numbers or phones, typed, pasted, or uploaded."""

    unit = forms.ModelChoiceField(
        Unit.objects.none(), label=_("Given by"), to_field_name="code", empty_label=None
    )
    occasion = forms.ChoiceField(label=_("Occasion"), choices=[("", ""), *Occasion.choices])
    resource = forms.ModelChoiceField(
        Resource.objects.none(),
        label=_("Gift from the catalogue"),
        to_field_name="code",
        required=False,
        empty_label=_("not from the catalogue"),
    )
    kind = forms.ChoiceField(
        label=_("Kind of benefit"),
        choices=[("", _("as the catalogue says")), *BenefitKind.choices],
        required=False,
    )
    value = Amount(
        label=_("Value of one (yuan)"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        required=False,
        help_text=_("Empty: what it costs in the catalogue."),
    )
    day = forms.DateField(label=_("Day"), widget=DateInput, validators=[validate_day])
    numbers = forms.CharField(
        label=_("Customers"),
        widget=forms.Textarea(attrs={"rows": 6, "autocomplete": "off"}),
        required=False,
        help_text=_("Customer numbers or phones, as you have them: one a line, or with commas."),
    )
    file = forms.FileField(
        label=_("Or a file (csv, xlsx, xls or ods) with the numbers in its first column"),
        required=False,
    )
    campaign = PlainText(
        label=_("For the plan"),
        max_length=40,
        required=False,
        help_text=_("Its code, here or in the billing system: its page shows what was given."),
    )
    place = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Taken from the stock of"),
        to_field_name="code",
        required=False,
        empty_label=_("the giving unit"),
        help_text=_("Where it was handed over already."),
    )
    despite = PlainText(
        label=_("Why those with a warning get it all the same"),
        max_length=LONGEST_WHY,
        required=False,
        help_text=_("Empty: they do not get it."),
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["day"].initial = clock.today
        restrict(self.fields["unit"], user.scope(Permission.RECORD_TOUCHES).active_units())
        goods = Resource.objects.filter(
            is_active=True, kind__in=(ResourceKind.GIFT, ResourceKind.BENEFIT)
        )
        restrict(self.fields["resource"], goods)
        restrict(self.fields["place"], with_gifts(user))

    def clean_file(self) -> list[str]:
        """The first column of the file; its header too, if it is a number."""
        upload = self.cleaned_data["file"]
        if upload is None:
            return []
        try:
            header, numbers = first_column(upload)
        except Unusable as error:
            raise forms.ValidationError(str(error), code=error.case) from error
        except RowProblem as problem:
            raise forms.ValidationError(problem.text, code=problem.case) from problem
        return [header, *numbers] if header.isdigit() else numbers

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        typed = numbers_in(values.get("numbers", ""))
        values["people"] = [*typed, *values.get("file", ())]
        if not self.errors and not 1 <= len(values["people"]) <= MOST:
            text = _("Name 1 to %(most)s customers at a time.")
            self.add_error(
                "numbers", forms.ValidationError(text, code="required", params={"most": MOST})
            )
        gift = values.get("resource")
        if not values.get("kind") and not (gift and gift.given_as):
            self.add_error("kind", forms.ValidationError(_("Choose a kind."), code="required"))
        return values

    def as_checked(self) -> QueryDict:
        """What was sent, with the numbers of the file among those that were typed: the next button
        sends them again, and no browser sends a file twice.
        """
        sent = QueryDict(mutable=True)
        sent.update({name: self.data[name] for name in self.data})
        sent["numbers"] = "\n".join(self.cleaned_data["people"])
        return sent

    def gift(self) -> Gift:
        """What the valid form says is given."""
        values = self.cleaned_data
        return Gift(
            unit=values["unit"],
            occasion=values["occasion"],
            kind=values["kind"],
            resource=values["resource"],
            value=values["value"],
            day=values["day"],
            campaign=values["campaign"],
            place=values["place"],
        )


def with_gifts(user: User) -> QuerySet[Unit]:
    """The units where gifts lie that a person may hand over."""
    there = Stock.objects.filter(resource__in=Resource.objects.given()).values("unit")
    return places_of(user).filter(pk__in=there, is_active=True)


class RecordFilter(forms.Form):
    """Which benefits are listed; a value that it does not know narrows nothing."""

    state = forms.ChoiceField(
        label=_("State"), required=False, choices=[("", _("all")), *BenefitState.choices]
    )
    occasion = forms.ChoiceField(
        label=_("Occasion"), required=False, choices=[("", _("all")), *Occasion.choices]
    )


class StepForm(forms.Form):
    """What became of the chosen benefits."""

    day = forms.DateField(
        label=_("Handed over on"), widget=DateInput, validators=[validate_day], required=False
    )
    place = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Taken from the stock of"),
        to_field_name="code",
        required=False,
        empty_label=_("the giving unit"),
    )
    reason = PlainText(
        label=_("Reason, where one is taken back"), max_length=LONGEST_WHY, required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        restrict(self.fields["place"], with_gifts(user))
