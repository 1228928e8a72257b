"""Columns with more values than the index keeps apart."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Count

from customers.index.attributes import ANY, MOST_VALUES, SIZED
from customers.index.derive import Sets
from customers.models import IndexValue, KeptHeader

KEPT = "attributes."


def is_kept(attribute: str) -> bool:
    """Whether an attribute is a kept column, by value."""
    return attribute.startswith(KEPT) and not attribute.endswith(SIZED)


def refuse_wide(fresh: Sets) -> None:
    """Take the values of columns away that have too many, but for who has any."""
    wide = {
        f"{KEPT}{name}"
        for name in KeptHeader.objects.filter(is_wide=True).values_list("name", flat=True)
    }
    counts: dict[str, set[str]] = {}
    for attribute, value, _lane in fresh:
        counts.setdefault(attribute, set()).add(value)
    too_many = {
        name for name, values in counts.items() if is_kept(name) and len(values) > MOST_VALUES + 1
    }
    declare_wide(too_many - wide)
    for key in [key for key in fresh if key[0] in wide | too_many and key[1] != ANY]:
        del fresh[key]


def widen(attributes: Iterable[str]) -> None:
    """Stop keeping the values of columns apart that have come to have too many."""
    counted = (
        IndexValue.objects.filter(attribute__in=set(attributes))
        .values("attribute")
        .annotate(count=Count("pk"))
        .filter(count__gt=MOST_VALUES + 1)
    )
    declare_wide({row["attribute"] for row in counted})


def declare_wide(attributes: Iterable[str]) -> None:
    names = {attribute.removeprefix(KEPT) for attribute in attributes}
    if names and KeptHeader.objects.filter(name__in=names, is_wide=False).update(is_wide=True):
        values = IndexValue.objects.filter(attribute__in=[f"{KEPT}{one}" for one in names])
        values.exclude(value=ANY).delete()
