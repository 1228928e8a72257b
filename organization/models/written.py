"""Lists of one person whose statement is written down once for all who have the same rights."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

from cachetools import LRUCache, cached
from django.db import DEFAULT_DB_ALIAS
from django.db.models import QuerySet

from common.written import NOBODY, Given, Shape, Statement, day_and_language

MOST = 512
# What is known of a unit by which lists are narrowed.
UNIT = ("id", "code", "kind", "path")

Build = Callable[..., QuerySet[Any]]


def read_for(build: Build, user: Any, *values: Any, **shape: Hashable) -> list[Any]:
    """The rows of a list that ``build`` makes of a person, what differs otherwise as ``Given``, and
    what another statement is written for, by name. It may ask the person for rights, and compare
    columns with them. A deputy's lists hang on others' rights too, and are written anew.
    """
    if user.acting_for:
        return list(build(user, *values, **shape))
    return _written(build, user, len(values), tuple(shape.items())).read(values, user.pk)


def rights_of(user: Any) -> tuple[Any, ...]:
    """All by which the lists of a person without principals are narrowed, but for their key."""
    held = tuple((one.role, _known(one.unit)) for one in user.valid_memberships)
    within = user.token_unit and _known(user.token_unit)
    return user.is_active, user.token_scopes, within, held


def stand_in_for(user: Any) -> Any:
    """Somebody with these rights of whom nothing else is known: to ask for it is an error."""
    is_active, scopes, within, held = rights_of(user)
    stand_in = _of(type(user), id=NOBODY, is_active=is_active)
    stand_in.token_scopes = scopes
    stand_in.token_unit = within and _unit(user.token_unit, within)
    memberships = []
    for one, (role, unit) in zip(user.valid_memberships, held, strict=True):
        known = _of(type(one), role=role, unit_id=one.unit_id)
        known.unit = _unit(one.unit, unit)
        memberships.append(known)
    stand_in.__dict__["_today"] = memberships, []
    return stand_in


def _known(unit: Any) -> tuple[Any, ...]:
    return tuple(getattr(unit, name) for name in UNIT)


def _unit(unit: Any, known: tuple[Any, ...]) -> Any:
    return _of(type(unit), **dict(zip(UNIT, known, strict=True)))


def _of(model: Any, **known: Any) -> Any:
    """A row of which some columns are known; each other one would have to be read."""
    names = [one.attname for one in model._meta.concrete_fields if one.attname in known]
    return model.from_db(DEFAULT_DB_ALIAS, names, [known[name] for name in names])


def _key(build: Build, user: Any, count: int, shape: Shape) -> Hashable:
    return build, rights_of(user), count, shape, day_and_language()


@cached(LRUCache(MOST), key=_key, lock=Lock())
def _written(build: Build, user: Any, count: int, shape: Shape) -> Statement:
    values = (Given(number) for number in range(count))
    return Statement(build, stand_in_for(user), *values, **dict(shape))
