"""The number beside "My day" in the rail, kept in the process for a short while: every page shows it."""

from __future__ import annotations

from django.core.cache import caches

from common import clock
from desk.inbox import Side, items_for
from organization.models import User

SECONDS = 60


def waiting_count(user: User) -> int:
    """How many items the person owes an answer."""
    store = caches["process"]
    key = f"desk-waiting-{user.pk}"
    count: int | None = store.get(key)
    if count is None:
        count = sum(1 for item in items_for(user, clock.today()) if item.side == Side.OWE)
        store.set(key, count, SECONDS)
    return count


def forget_count(user: User) -> None:
    """After an answer the number is counted anew."""
    caches["process"].delete(f"desk-waiting-{user.pk}")
