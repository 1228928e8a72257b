from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.forms.models import ModelChoiceIterator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common import clock, locks
from common.days import validate_day
from common.errors import Refused
from common.meanwhile import NoticesChanges
from common.number_fields import WholeNumber
from common.text import normalise, validate_plain
from organization.commands.people import ROLE_IS_OVER
from organization.deputies import candidates, why_not_delegate
from organization.enums import Role, Scope
from organization.models import Delegation, Unit, User
from organization.models.unit import UnitQuerySet
from organization.permissions import USED_SCOPES
from organization.policies import Declared, values_on
from organization.tokens import units_of


class DateInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class DayField(forms.DateField):
    """A day that the product knows."""

    default_validators = [validate_day]
    widget = DateInput


class InTree(ModelChoiceIterator):
    """Units in the order of the tree, which is asked for only where the choices are shown."""

    def __iter__(self) -> Iterator[tuple[Any, Any]]:
        if isinstance(self.queryset, UnitQuerySet):
            self.queryset = self.queryset.in_tree()
        yield from super().__iter__()


def restrict(field: forms.Field, choices: QuerySet[Any]) -> None:
    """Let a field offer only these rows; units in the order of the tree, each set in below the one
    above it.
    """
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - for the type checker
    if isinstance(choices, UnitQuerySet) and isinstance(field.widget, forms.Select):
        field.iterator = InTree
        field.label_from_instance = set_in  # type: ignore[method-assign, assignment]
    field.queryset = choices


def mark(form: forms.BaseForm, refusal: Refused) -> None:
    """Put what a command said at the fields of the form that it was about."""
    for reason in refusal.reasons:
        field = reason.attr if reason.attr in form.fields else None
        form.add_error(field, forms.ValidationError(str(reason), code=reason.code))


def set_in(unit: Unit) -> str:
    """The name of a unit in a list of the tree: a wide blank for each unit between it and the
    company.
    """
    return "\u3000" * max(unit.path.count("/") - 3, 0) + unit.label


class PlainText(forms.CharField):
    """Text without hidden characters, in NFC."""

    default_validators = [validate_plain]

    def to_python(self, value: Any) -> str:
        return normalise(super().to_python(value) or "")


class TokenForm(forms.Form):
    name = PlainText(
        label=_("Name"),
        max_length=80,
        help_text=_("What uses it, for example “calendar of the call centre”."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What it may do"),
        choices=[(scope.value, scope.label) for scope in Scope if scope in USED_SCOPES],
        widget=forms.CheckboxSelectMultiple,
    )
    unit = forms.ModelChoiceField(
        Unit.objects.none(),
        label=_("Only for the unit"),
        required=False,
        to_field_name="code",
        empty_label=_("everywhere my roles reach"),
        help_text=_("The program then sees and writes what belongs to this unit and below it."),
    )
    days = WholeNumber(label=_("Valid for (days)"), min_value=1, max_value=3650, initial=365)

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        restrict(self.fields["unit"], units_of(user))


class SavedViewForm(forms.Form):
    name = PlainText(label=_("Name"), max_length=60)
    page = PlainText(label=_("Page"), max_length=200)
    query = PlainText(label=_("Filter"), max_length=2000)


class DelegationForm(forms.ModelForm):
    class Meta:
        model = Delegation
        fields = ("deputy", "starts_on", "ends_on", "reason")
        labels = {
            "deputy": _("Deputy"),
            "starts_on": _("First day"),
            "ends_on": _("Last day"),
            "reason": _("Reason"),
        }
        field_classes = {"starts_on": DayField, "ends_on": DayField}

    def __init__(self, *args: Any, principal: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance.principal = principal
        labels = {one.user.pk: one.label for one in candidates(principal)}
        field = self.fields["deputy"]
        restrict(field, User.objects.filter(pk__in=labels))
        field.choices = [("", ""), *labels.items()]  # type: ignore[attr-defined]
        if not labels:
            field.help_text = _("Your roles decide nothing that a deputy could decide for you.")

    def clean_ends_on(self) -> dt.date:
        last: dt.date = self.cleaned_data["ends_on"]
        if last < clock.today():
            raise forms.ValidationError(_("This day has passed."), code="past")
        return last

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        named = ("deputy", "starts_on", "ends_on")
        if all(values.get(name) for name in named):
            span = {name: values[name] for name in named}
            for reason in why_not_delegate(principal=self.instance.principal, **span):
                self.add_error(reason.attr, forms.ValidationError(str(reason), code=reason.code))
        return values


# None is chosen before somebody chooses one: the first of a list would be given by mistake.
ROLES = (("", _("choose")), *Role.choices)
LANGUAGES = (("", _("the browser's")), ("zh-hans", "中文"), ("en", "English"))


USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]*", re.ASCII)


class NameForm(NoticesChanges, forms.Form):
    """How a person is called, and the language in which pages begin for them."""

    display_name = PlainText(label=pgettext_lazy("person", "Name"), max_length=60)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=LANGUAGES)
    email = forms.EmailField(label=_("Mail address"), required=False, max_length=254)

    def __init__(self, *args: Any, instance: User, **kwargs: Any) -> None:
        self.instance = instance
        super().__init__(*args, **kwargs)
        self.initial = {
            "display_name": instance.display_name,
            "language": instance.language,
            "email": instance.email,
        }


class PersonForm(forms.Form):
    username = PlainText(
        label=_("User name"),
        max_length=60,
        help_text=_("Lower-case letters, digits, points, hyphens and underscores."),
    )
    display_name = PlainText(label=pgettext_lazy("person", "Name"), max_length=60)
    unit = forms.ModelChoiceField(Unit.objects.active(), label=_("Unit"))
    role = forms.ChoiceField(label=_("Role"), choices=ROLES)
    language = forms.ChoiceField(label=_("Language"), required=False, choices=LANGUAGES)
    email = forms.EmailField(label=_("Mail address"), required=False, max_length=254)

    def clean_username(self) -> str:
        username: str = self.cleaned_data["username"]
        if not USERNAME.fullmatch(username):
            raise forms.ValidationError(
                _("Use lower-case letters, digits, points, hyphens and underscores."),
                code="invalid",
            )
        return username


class RoleForm(forms.Form):
    unit = forms.ModelChoiceField(Unit.objects.active(), label=_("Unit"))
    role = forms.ChoiceField(label=_("Role"), choices=ROLES)
    valid_until = DayField(label=_("Until"), required=False)

    def clean_valid_until(self) -> dt.date | None:
        last: dt.date | None = self.cleaned_data["valid_until"]
        if last is not None and last < clock.today():
            raise forms.ValidationError(str(ROLE_IS_OVER), code=ROLE_IS_OVER.code)
        return last


class Codes(forms.MultipleChoiceField):
    """Some of a few codes, ticked by their words; in the order in which they are offered."""

    widget = forms.CheckboxSelectMultiple

    def clean(self, value: Any) -> str:
        return ",".join(super().clean(value))


class PolicyForm(NoticesChanges, forms.Form):
    value = PlainText(label=_("New value"), max_length=400)
    valid_from = DayField(label=_("Valid from"), initial=clock.today)
    reason = PlainText(label=_("Reason"), max_length=200)

    def __init__(self, *args: Any, policy: Declared | None = None, **kwargs: Any) -> None:
        self.policy = policy
        super().__init__(*args, **kwargs)
        if policy is None:
            return
        present = values_on(clock.today())[policy.key]
        if words := policy.words:
            self.fields["value"] = Codes(label=_("New value"), choices=list(words.items()))
            self.initial["value"] = list(present)
            return
        field = self.fields["value"]
        if policy.unit:
            field.label = _("New value (%(unit)s)") % {"unit": policy.unit}
        field.help_text = policy.hint
        field.widget.attrs["inputmode"] = "text" if isinstance(present, tuple) else "decimal"
        self.initial["value"] = policy.as_text(present)

    def is_change(self) -> bool:
        return self.policy is not None

    def held(self) -> tuple[str, ...]:
        return ("value",)

    def as_it_stands(self) -> PolicyForm:
        assert self.policy is not None  # noqa: S101 - for the type checker
        locks.advisory(f"policy {self.policy.key}")
        return type(self)(policy=self.policy)


class WorkbookForm(forms.Form):
    file = forms.FileField(
        label=_("Excel workbook (.xlsx or .xls)"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls"}),
    )
