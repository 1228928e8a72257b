"""Every day that people type is one that the product knows: a slip of the pen is no year 3026."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import get_resolver

# Days that narrow a list: nothing is kept of them.
ASKED = {"ListFilter"}


def every(kind: type) -> Iterator[type]:
    for below in kind.__subclasses__():
        yield below
        yield from every(below)


def day_fields() -> list[tuple[str, str, forms.DateField]]:
    _ = get_resolver().url_patterns  # every page is imported, so every form is
    return [
        (form.__name__, name, field)
        for form in {*every(forms.BaseForm)}
        if form.__module__.split(".")[0] in settings.LOCAL_APPS
        for name, field in getattr(form, "base_fields", {}).items()
        if isinstance(field, forms.DateField)
    ]


def test_no_form_takes_a_day_of_another_age():
    taking = set()
    for form, name, field in day_fields():
        try:
            field.run_validators(dt.date(3026, 1, 1))
        except ValidationError:
            continue
        taking.add(f"{form}.{name}")

    assert {one for one in taking if one.split(".")[0] not in ASKED} == set()


def test_the_forms_are_found():
    assert len(day_fields()) > 10


@pytest.mark.parametrize("day", [dt.date(1999, 12, 31), dt.date(2101, 1, 1)])
def test_days_outside_are_refused_at_their_field(day):
    _form, _name, field = next(one for one in day_fields() if one[0] == "PolicyForm")

    with pytest.raises(ValidationError):
        field.run_validators(day)
