"""What waits for a person, and what they wait for: one small module per source, found by
being here.
"""

from __future__ import annotations

import datetime as dt
import pkgutil
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from importlib import import_module

from campaigns.plan_view.due import due_days
from desk.inbox.item import Item, Side, Source
from organization.models import User

__all__ = ["Item", "Side", "Source", "items_for", "source_of", "sources"]


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


def in_time(items: list[Item]) -> list[Item]:
    """The items with their due days, in one query."""
    return [replace(item, due=due) for item, due in zip(items, due_days(items), strict=True)]


def items_for(user: User, today: dt.date) -> list[Item]:
    """All items of a person: those that are late first, then by due day, then the heavier ones."""
    found = in_time([item for source in sources().values() for item in source.items(user, today)])
    return sorted(found, key=lambda item: (item.due or dt.date.max, item.weight, item.title))
