"""How many rows there are in several lists, asked in one statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import CharField, Count, QuerySet, Value


def counts_of(lists: Mapping[str, QuerySet[Any]]) -> QuerySet[Any, tuple[str, int]]:
    """The name of each list that is not empty, and its length; there must be one."""
    asked = [
        rows.order_by()
        .annotate(of_list=Value(name, output_field=CharField()))
        .values("of_list")
        .annotate(n=Count("pk"))
        .values_list("of_list", "n")
        for name, rows in lists.items()
    ]
    return asked[0].union(*asked[1:], all=True)
