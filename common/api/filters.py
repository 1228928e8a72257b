"""Filters that refuse what they do not know: an unknown filter or value is 400, not silence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from django_filters.widgets import BooleanWidget
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

PAGING = frozenset({"limit", "cursor", "ordering", "format"})


def refuse_unknown(names: Iterable[str], known: Iterable[str]) -> None:
    """Raise a validation error at each query parameter that is not known."""
    if unknown := set(names) - set(known):
        raise ValidationError(
            {name[:80]: [_("Unknown filter.")] for name in unknown}, code="unknown"
        )


class YesNoWidget(BooleanWidget):
    """Hands on what is neither true nor false, so that the field can refuse it."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        read = super().value_from_datadict(data, files, name)
        return data.get(name) if read is None else read


class YesNoField(forms.NullBooleanField):
    def to_python(self, value: Any) -> Any:
        if value in {None, "", True, False}:
            return None if value == "" else value
        raise forms.ValidationError(_("Write true or false."), code="invalid")


class YesNoFilter(filters.BooleanFilter):
    field_class = YesNoField

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "widget": YesNoWidget})


class StrictFilterSet(filters.FilterSet):
    """Raises a validation error for a query parameter that is neither a filter nor paging."""

    FILTER_DEFAULTS = {
        **filters.FilterSet.FILTER_DEFAULTS,
        models.BooleanField: {"filter_class": YesNoFilter},
    }

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        refuse_unknown(data or (), {*self.filters, *PAGING})


class NoFilters(BaseFilterBackend):
    """For lists that can only be paged and ordered."""

    def filter_queryset(
        self, request: Request, queryset: QuerySet[Any], view: Any
    ) -> QuerySet[Any]:
        refuse_unknown(request.query_params, PAGING)
        return queryset
