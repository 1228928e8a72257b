"""What waits for a person, and what they wait for: one small module per source, found by
being here.
"""

from __future__ import annotations

import datetime as dt
import pkgutil
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Any

from django.db.models import QuerySet

from campaigns.plan_view.due import due_days
from common.nested import array_of, rows_of
from desk.inbox.item import Brief, Item, Long, Side, Source, Wordy
from organization.models import User
from organization.workdays import DayTable

__all__ = ["Item", "Side", "Source", "in_words", "items_for", "rows_for", "source_of", "sources"]


@cache
def sources() -> Mapping[str, Source]:
    """Every module of this package that has a ``SOURCE``, by the source's code."""
    found = {}
    for module in pkgutil.iter_modules(__path__):
        source = getattr(import_module(f"{__name__}.{module.name}"), "SOURCE", None)
        if source is not None:
            found[source.code] = source
    return found


def source_of(key: str) -> tuple[Source | None, str]:
    """The source of an item's key, and what the source knows the item by."""
    code, _colon, rest = key.partition(":")
    return sources().get(code), rest


def in_time(items: list[Item], days: DayTable | None = None) -> list[Item]:
    """The items with their due days, in one query, none where ``days`` reach far enough."""
    return [replace(item, due=due) for item, due in zip(items, due_days(items, days), strict=True)]


def rows_for(
    user: User, today: dt.date, days: DayTable | None = None, *, without: Collection[str] = ()
) -> list[Item]:
    """All items of a person, as far as they can be counted and sorted: those that are late first,
    then by due day, then the heavier ones; ``without`` these sources. What is shown goes through
    ``in_words``.
    """
    asked = [source for code, source in sources().items() if code not in without]
    found = [item for one in asked if isinstance(one, Long) for item in one.items(user, today)]
    found = in_time(found + brief_items(user, asked), days)
    return sorted(found, key=lambda item: (item.due or dt.date.max, item.weight, item.title))


def brief_items(user: User, among: Iterable[Source]) -> list[Item]:
    """The items of all brief sources among these, in one query."""
    asked = [one for one in among if isinstance(one, Brief) and one.concerns(user)]
    if not asked:
        return []
    (columns,) = user.read(_columns, codes=tuple(one.code for one in asked))
    return [
        item
        for source, data in zip(asked, columns, strict=True)
        for item in source.items_of(rows_of(source.model, data), user)
    ]


def _columns(user: User, codes: tuple[str, ...]) -> QuerySet[User, tuple[Any, ...]]:
    brief = [one for code in codes if isinstance(one := sources()[code], Brief)]
    columns = (array_of(one.rows(user), *one.joined) for one in brief)
    return User.objects.filter(pk=user.pk).values_list(*columns)


def in_words(items: Sequence[Item], user: User) -> list[Item]:
    """The items as they are shown, in their order; a fixed number of queries."""
    told: dict[str, Item] = {}
    for source in sources().values():
        wordless = [one for one in items if one.in_words is not None and _is_of(source, one)]
        if wordless and isinstance(source, Wordy):
            told |= {one.key: one for one in source.in_words(wordless, user)}
    return [
        told[one.key] if one.in_words is not None else one
        for one in items
        if one.in_words is None or one.key in told
    ]


def _is_of(source: Source, item: Item) -> bool:
    return item.key.partition(":")[0] == source.code


def items_for(user: User, today: dt.date) -> list[Item]:
    """All items of a person, as they are shown."""
    return in_words(rows_for(user, today), user)
