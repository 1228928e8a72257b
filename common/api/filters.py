"""Filters that refuse what they do not know: an unknown filter or value is 400, not silence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from rest_framework.exceptions import ValidationError
from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

PAGING = frozenset({"limit", "cursor", "ordering", "format"})


def refuse_unknown(names: Iterable[str], known: Iterable[str]) -> None:
    """Raise a validation error at each query parameter that is not known."""
    if unknown := set(names) - set(known):
        raise ValidationError({name[:80]: [_("Unknown filter.")] for name in unknown}, code="unknown")


class StrictFilterSet(filters.FilterSet):
    """Raises a validation error for a query parameter that is neither a filter nor paging."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        refuse_unknown(data or (), {*self.filters, *PAGING})


class NoFilters(BaseFilterBackend):
    """For lists that can only be paged and ordered."""

    def filter_queryset(self, request: Request, queryset: QuerySet[Any], view: Any) -> QuerySet[Any]:
        refuse_unknown(request.query_params, PAGING)
        return queryset
