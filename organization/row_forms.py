"""The forms of master data: a row, typed on a page or read from a sheet of the workbook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from common import clock
from common.days import validate_day
from common.meanwhile import NoticesChanges
from common.number_fields import Amount, WholeNumber
from organization.commands.units import ONE_COMPANY
from organization.enums import UnitKind
from organization.forms import DateInput, DayField, PersonForm, PlainText, PolicyForm, restrict
from organization.master_data import kinds
from organization.models import ClosedDay, Membership, Unit, WorkDay
from organization.policies import Declared, values_on


def row_field(db_field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """The form field of a column of master data: plain text, days that the product knows, other
    rows by their code.
    """
    if isinstance(db_field, models.ForeignKey):
        kwargs["to_field_name"] = "code"
    elif isinstance(db_field, models.DateField):
        kwargs |= {"widget": DateInput, "validators": [validate_day]}
    elif type(db_field) is models.CharField and not db_field.choices:
        kwargs["form_class"] = PlainText
    elif isinstance(db_field, models.IntegerField) and not db_field.choices:
        kwargs["form_class"] = WholeNumber
    elif isinstance(db_field, models.DecimalField):
        kwargs["form_class"] = Amount
    return db_field.formfield(**kwargs)


class RowMeta:
    """What the forms of master data share: ``class Meta(RowMeta)``."""

    formfield_callback = staticmethod(row_field)


class RowForm(NoticesChanges, forms.ModelForm):
    """A row of master data, typed on a page or read from a sheet: other rows are named by code.
    ``fixed`` fields never change once the row exists.
    """

    fixed: tuple[str, ...] = ("code",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            empty = _("choose") if field.required else "–"
            if isinstance(field, forms.ModelChoiceField):
                self._offer(name, field)
                field.empty_label = empty if field.empty_label is not None else None
            elif isinstance(field, forms.ChoiceField):
                choices = cast("Iterable[Any]", field.choices)
                field.choices = [(value, word if value else empty) for value, word in choices]
            if self.instance.pk and name in self.fixed:
                field.disabled = True

    def _offer(self, name: str, field: forms.ModelChoiceField) -> None:
        """Rows in use, and the one that stands here."""
        present = getattr(self.instance, name) if getattr(self.instance, f"{name}_id") else None
        if present is not None:
            self.initial[name] = present.code
        assert field.queryset is not None  # noqa: S101 - for the type checker
        if any(one.name == "is_active" for one in field.queryset.model._meta.concrete_fields):
            chosen = Q(is_active=True) | Q(pk=present.pk if present else None)
            restrict(field, field.queryset.filter(chosen))
        if field.required and not self.instance.pk and not field.queryset.exists():
            in_setup = any(kind.model is field.queryset.model for kind in kinds())
            field.help_text = (
                _("None is entered yet; enter the first one under Set-up.")
                if in_setup
                else _("There is none yet; those who work with it make the first one.")
            )


COLOURS = (
    ("gk", _("blue")),
    ("zq", _("green")),
    ("cp", _("magenta")),
    ("fg", _("slate")),
    ("sg", _("ochre")),
)


class UnitForm(RowForm):
    fixed = ("code", "kind", "parent")
    colour = forms.ChoiceField(label=_("Colour"), choices=COLOURS, initial="fg")

    class Meta(RowMeta):
        model = Unit
        fields = (
            "code",
            "name",
            "name_en",
            "kind",
            "parent",
            "mark",
            "mark_en",
            "colour",
            "position",
            "is_active",
        )
        labels = {
            "code": _("Code"),
            "name": _("Name"),
            "name_en": _("English name"),
            "kind": _("Kind"),
            "parent": _("Belongs to"),
            "mark": _("Mark"),
            "mark_en": _("English mark"),
            "position": _("Order"),
            "is_active": _("In use"),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            company = Unit.objects.filter(kind=UnitKind.COMPANY).values_list("code", flat=True)
            self.initial.setdefault("parent", company.first())

    def clean_kind(self) -> str:
        kind: str = self.cleaned_data["kind"]
        if not self.instance.pk and kind == UnitKind.COMPANY:
            raise forms.ValidationError(str(ONE_COMPANY), code=ONE_COMPANY.code)
        return kind

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if not values.get("parent") and values.get("kind") not in {None, UnitKind.COMPANY}:
            self.add_error(
                "parent",
                forms.ValidationError(_("Choose the unit it belongs to."), code="required"),
            )
        return values


class WorkDayForm(RowForm):
    fixed = ("on",)

    class Meta(RowMeta):
        model = WorkDay
        fields = ("on", "kind", "name", "name_en", "is_official")
        labels = {
            "on": _("Day"),
            "kind": _("Kind"),
            "name": _("Name"),
            "name_en": _("English name"),
            "is_official": _("Published"),
        }
        help_texts = {
            "is_official": _("In the State Council’s notice; without it the day is provisional.")
        }


class ClosedDayForm(RowForm):
    fixed = ("on", "kind")

    class Meta(RowMeta):
        model = ClosedDay
        fields = ("on", "kind", "note")
        labels = {"on": _("Day"), "kind": _("Kind"), "note": _("Note")}


class PersonRowForm(PersonForm):
    """A person with one of their roles: a row of the workbook."""

    unit = forms.ModelChoiceField(Unit.objects.active(), label=_("Unit"), to_field_name="code")
    valid_until = DayField(label=_("Until"), required=False)
    field_order = ("username", "display_name", "unit", "role", "valid_until", "language", "email")

    def __init__(self, *args: Any, instance: Membership, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance = instance
        if instance.pk:
            person = instance.user
            self.initial = {
                "username": person.username,
                "display_name": person.display_name,
                "unit": instance.unit.code,
                "role": instance.role,
                "valid_until": instance.valid_until,
                "language": person.language,
                "email": person.email,
            }


class PolicyRowForm(PolicyForm):
    """A policy with the value that holds: a row of the workbook."""

    key = forms.CharField(label=_("Policy"))
    valid_from = DayField(label=_("Valid from"), required=False)
    field_order = ("key", "value", "valid_from", "reason")

    def __init__(self, *args: Any, instance: Declared | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.instance = instance
        if instance is not None:
            value = Declared.as_text(values_on(clock.today())[instance.key])
            self.initial = {"key": instance.key, "value": value}

    @property
    def changed_data(self) -> list[str]:
        """Nothing, as long as the value is the one that holds, however it is written."""
        if self.instance is None:
            return ["key"]
        try:
            same = self.instance.parse(self.data.get("value", "")) == self.instance.parse(
                self.initial["value"]
            )
        except forms.ValidationError:
            same = False
        return [] if same else ["value"]

    def clean_key(self) -> str:
        if self.instance is None:
            raise forms.ValidationError(_("There is no such policy."), code="unknown")
        return self.instance.key

    def clean_value(self) -> str:
        value: str = self.cleaned_data["value"]
        if self.instance is not None:
            self.instance.read(value)
        return value
