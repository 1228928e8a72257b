"""Filters that refuse what they do not know: an unknown filter or value is 400, not silence."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from django_filters import rest_framework as filters
from rest_framework.exceptions import ValidationError

PAGING = frozenset({"limit", "cursor", "ordering", "format"})


class StrictFilterSet(filters.FilterSet):
    """Raises a validation error for a query parameter that is neither a filter nor paging."""

    def __init__(self, data: Any = None, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        if unknown := set(data or ()) - set(self.filters) - PAGING:
            raise ValidationError({name[:80]: [_("Unknown filter.")] for name in unknown}, code="unknown")
