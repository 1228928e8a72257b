"""Pages of a list by their place in it, for the API and for pages alike.

A cursor is how many rows come before the page. Lists that grow while they are read go by the row
beside which a page begins instead (``common.api.cursors.Cursor``); people's lists of millions by
a key of theirs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet

Row = TypeVar("Row")

PAGE = 50
MAX_DIGITS = 8
MAX_START = 10**6


@dataclass(frozen=True, slots=True, kw_only=True)
class Page(Generic[Row]):
    """The rows of one page. ``total`` counts the whole list, None where nobody asked;
    ``following`` and ``preceding`` are the cursors beside it, None at the ends.
    """

    rows: Sequence[Row]
    start: int
    total: int | None
    following: int | None
    preceding: int | None

    def context(self) -> dict[str, Any]:
        """What the pager of a page shows: total and cursors, empty at the ends."""
        return {
            "total": self.total,
            "next": "" if self.following is None else str(self.following),
            "previous": "" if self.preceding is None else str(self.preceding),
        }


def page_at(
    rows: Sequence[Row] | QuerySet[Any],
    start: int,
    *,
    size: int = PAGE,
    is_counted: bool = True,
    by_key: bool = False,
) -> Page[Row]:
    """So many rows from a place on; not counted, one row more is read to know whether the list
    goes on. ``by_key`` finds the keys of the page first, in the same statement: for rows of which
    all but few are only sorted.
    """
    part = slice(start, start + size + (not is_counted))
    if by_key and isinstance(rows, QuerySet):
        found = list(rows.filter(pk__in=rows.values("pk")[part]))
    else:
        found = list(rows[part])
    total = None
    if is_counted:
        total = rows.count() if isinstance(rows, QuerySet) else len(rows)
    goes_on = len(found) > size if total is None else start + size < total
    return Page(
        rows=found[:size],
        start=start,
        total=total,
        following=start + size if goes_on else None,
        preceding=max(start - size, 0) if start else None,
    )


def start_of(cursor: str) -> int:
    """Where the page of an address starts; the first one for anything that is no place."""
    is_place = cursor.isascii() and cursor.isdigit() and len(cursor) < MAX_DIGITS
    return min(int(cursor), MAX_START) if is_place else 0
