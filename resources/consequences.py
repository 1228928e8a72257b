"""Whom a change of the stock hurts: approved plans that now lack what was promised to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from organization.models import Unit, User
from resources.availability import NOTHING, supplies
from resources.models import Resource
from resources.notices import tell_of_lack


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """What a plan lacks of what it holds firmly, by the day on which it needs it."""

    campaign: str
    missing: int
    by: dt.date


def lacks_in(resource: Resource, unit: Unit) -> dict[str, Lack]:
    """The approved plans that lack some of this here, by code; counted as every check counts.
    Three queries.
    """
    supply = supplies([resource.code]).get((resource.code, unit.code), NOTHING)
    found = {}
    for held in supply.held:
        missing = supply.short(held.pieces, held.campaign, by=held.by) if held.is_hard else 0
        if missing:
            found[held.campaign] = Lack(campaign=held.campaign, missing=missing, by=held.by)
    return found


def more_lacking(before: Mapping[str, Lack], resource: Resource, unit: Unit) -> list[Lack]:
    """The plans that lack more of it here now than ``before``."""
    return [
        lack
        for code, lack in lacks_in(resource, unit).items()
        if code not in before or before[code].missing < lack.missing
    ]


@contextmanager
def told(
    case: str, resource: Resource, unit: Unit, *, actor: User, now: dt.datetime
) -> Iterator[None]:
    """Tell who answers for each approved plan that lacks more after the change than before it.

    ``case`` is the sentence of ``resources.notices``. The stock is locked when this begins.
    """
    before = lacks_in(resource, unit)
    yield
    for lack in more_lacking(before, resource, unit):
        tell_of_lack(
            case,
            resource,
            unit,
            campaign=lack.campaign,
            missing=lack.missing,
            by=lack.by,
            actor=actor,
            now=now,
        )
