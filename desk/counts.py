"""The number beside "My day" in the rail, kept in the process for a short while: every page shows
it.
"""

from __future__ import annotations

from django.core.cache import caches

from common import clock
from desk.inbox import Side, rows_for
from organization.models import User

SECONDS = 60


def waiting_count(user: User) -> int:
    """How many items the person owes an answer."""
    count: int | None = caches["process"].get(key_of(user))
    if count is None:
        count = sum(1 for item in rows_for(user, clock.today()) if item.side == Side.OWE)
        remember_count(user, count)
    return count


def key_of(user: User) -> str:
    return f"desk-waiting-{user.pk}"


def remember_count(user: User, count: int) -> None:
    """What a page just counted need not be counted again for its frame."""
    caches["process"].set(key_of(user), count, SECONDS)


def forget_count(user: User) -> None:
    """After an answer the number is counted anew."""
    caches["process"].delete(key_of(user))
