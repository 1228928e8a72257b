"""Bodies that many ask for, kept in the process while the change log stands still."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable

from organization.models import User

MOST_BYTES = 64 * 2**20

_lock = threading.Lock()
_bodies: OrderedDict[Hashable, tuple[bytes, str]] = OrderedDict()
_building: dict[Hashable, threading.Lock] = {}
_size = 0


def reader_of(user: User) -> tuple[Hashable, ...]:
    """What decides what a person sees: who he is, his memberships of today, what his token
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


def once(key: Hashable, build: Callable[[], tuple[bytes, str]]) -> tuple[bytes, str]:
    """The body and tag of a key. Of several who ask at the same time one builds, the others wait
    for it.
    """
    with _lock:
        if key in _bodies:
            _bodies.move_to_end(key)
            return _bodies[key]
        turn = _building.setdefault(key, threading.Lock())
    with turn:
        with _lock:
            if key in _bodies:
                return _bodies[key]
        try:
            found = build()
            _keep(key, found)
        finally:
            with _lock:
                _building.pop(key, None)
    return found


def _keep(key: Hashable, found: tuple[bytes, str]) -> None:
    global _size  # noqa: PLW0603 - one store per process
    with _lock:
        if key in _bodies:
            return
        _bodies[key] = found
        _size += len(found[0])
        while _size > MOST_BYTES and len(_bodies) > 1:
            _gone, (body, _tag) = _bodies.popitem(last=False)
            _size -= len(body)


def forget() -> None:
    """Start afresh, as tests do between two databases."""
    global _size  # noqa: PLW0603
    with _lock:
        _bodies.clear()
        _size = 0
