"""Which columns the imports kept beside the fields."""

from __future__ import annotations

from collections.abc import Iterable

from customers.filter_fields import MAX_TEXT
from customers.models import KeptHeader


def remember_headers(names: Iterable[str]) -> None:
    """Offer these columns to filters from now on. A header longer than a filter can name is left
    out.
    """
    KeptHeader.objects.bulk_create(
        [KeptHeader(name=name) for name in names if len(name) <= MAX_TEXT], ignore_conflicts=True
    )


def kept_headers() -> list[str]:
    """The columns of all imports so far, in order."""
    return list(KeptHeader.objects.values_list("name", flat=True))
