"""Bodies that many ask for, kept in the process while the change log stands still."""

from __future__ import annotations

import threading
from collections.abc import Callable, Hashable

from cachetools import LRUCache, cached

from organization.models import User

MOST_BYTES = 64 * 2**20

Body = tuple[bytes, str]


def reader_of(user: User) -> tuple[Hashable, ...]:
    """What decides what a person sees: who they are, their memberships of today, what their token
    allows.
    """
    memberships = tuple(sorted((row.role, row.unit_id) for row in user.valid_memberships))
    scopes = tuple(sorted(user.token_scopes)) if user.token_scopes is not None else None
    return (
        user.pk,
        user.is_active,
        memberships,
        scopes,
        user.token_unit.pk if user.token_unit else None,
    )


def size_of(body: Body) -> int:
    return len(body[0])


@cached(
    LRUCache(maxsize=MOST_BYTES, getsizeof=size_of),
    key=lambda key, _build: key,
    condition=threading.Condition(),
)
def once(key: Hashable, build: Callable[[], Body]) -> Body:
    """The body and tag of a key. Of several who ask at the same time one builds, the others wait
    for it.
    """
    return build()


def forget() -> None:
    """Start afresh, as tests do between two databases."""
    once.cache_clear()
