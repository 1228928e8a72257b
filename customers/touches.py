"""Recording what was done to customers, as other systems tell it: many at once, none twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from pyroaring import AbstractBitMap, BitMap, FrozenBitMap

from channels.enums import ContactClass
from common import clock, locks
from common.write import written
from customers import access
from customers.aliases import aliased
from customers.bitmaps import load_many, store
from customers.enums import TouchKind
from customers.models import Party, Touch
from customers.touch_checks import checked, meant
from organization.models import User
from organization.permissions import Permission

MOST = 10_000
Pair = tuple[str, str]
Content = tuple[Any, ...]

# What a touch says beside its source and key, and who is meant.
WORDS = (
    "happened_on",
    "kind",
    "contact_class",
    "channel",
    "campaign",
    "is_service",
    "unit",
    "resource",
    "benefit_kind",
    "occasion",
    "value",
)
UNTOLD: Mapping[str, Any] = {
    **dict.fromkeys(WORDS, ""),
    "kind": TouchKind.CONTACT.value,
    "contact_class": ContactClass.NONE.value,
    "is_service": False,
    "value": None,
}


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many touches were new, and how many had been told before."""

    created: int
    known: int


@transaction.atomic
def record_touches(
    *, touches: Sequence[Mapping[str, Any]], actor: User, now: dt.datetime | None = None
) -> Recorded:
    """Append touches; one that is known already by source and key is told twice, not done twice.

    Each names ``source, key, happened_on`` and the customers by ``number`` or ``numbers``, among
    those that the actor may tell of, a contact its ``contact_class`` and a benefit its
    ``benefit_kind``; the other ``WORDS`` may follow. A campaign is named by its code or its code in
    the billing system; its owner is the unit where none is told. Raises ``Refused`` (403), or
    ``ValidationError`` naming each wrong touch, and then records none; a known source and key with
    other content is wrong.
    """
    access.require(Permission.RECORD_TOUCHES, actor)
    campaigns = meant("campaign", {touch.get("campaign", "") for touch in touches})
    people = checked(touches, campaigns, actor, clock.today(now))
    owners = meant("unit", set(campaigns.values()))
    touches = [_whole(touch, campaigns, owners) for touch in touches]
    locks.advisory({f"touches {touch['source']}" for touch in touches})
    fresh = _fresh(touches, people)
    rows = [_row(touch, ordinals, actor, now) for touch, ordinals in fresh.values()]
    by_ordinal = Party.objects.in_bulk(
        [row.ordinal for row in rows if row.ordinal is not None], field_name="ordinal"
    )
    for row in rows:
        if row.ordinal is not None:
            row.touch.party = by_ordinal[row.ordinal]
    Touch.objects.bulk_create([row.touch for row in rows], ignore_conflicts=True, batch_size=2000)
    if rows:
        sources = sorted({row.touch.source for row in rows})
        written(
            "customers.touches",
            "touches",
            sources[0],
            actor=actor,
            now=now,
            log=("touches", "record"),
            details={"count": len(rows)},
        )
    return Recorded(created=len(rows), known=len(touches) - len(rows))


def _fresh(
    touches: Sequence[Mapping[str, Any]], people: Sequence[BitMap]
) -> dict[Pair, tuple[Mapping[str, Any], BitMap]]:
    """The touches that are new, by source and key. Raises ``ValidationError`` for each that was
    told before with another content.
    """
    errors: dict[str, list[ValidationError]] = {}
    known = _known(touches)
    told = dict(known)
    fresh: dict[Pair, tuple[Mapping[str, Any], BitMap]] = {}
    for place, (touch, ordinals) in enumerate(zip(touches, people, strict=True)):
        pair = (touch["source"], touch["key"])
        content = _content(touch, ordinals)
        if told.setdefault(pair, content) != content:
            errors[f"touches.{place}.key"] = [
                ValidationError(
                    _("This source and key were told with another content."), code="changed"
                )
            ]
        elif pair not in known:
            fresh[pair] = (touch, ordinals)
    if errors:
        raise ValidationError(errors)
    return fresh


@dataclass(slots=True)
class Row:
    touch: Touch
    ordinal: int | None


def _whole(
    touch: Mapping[str, Any], campaigns: Mapping[str, str], owners: Mapping[str, str]
) -> dict[str, Any]:
    """A touch with all its words."""
    campaign = campaigns.get(touch.get("campaign", ""), "")
    unit = touch.get("unit") or owners.get(campaign, "")
    return {**UNTOLD, **touch, "campaign": campaign, "unit": unit}


def _row(touch: Mapping[str, Any], ordinals: BitMap, actor: User, now: dt.datetime | None) -> Row:
    values = {name: touch[name] for name in ("source", "key", *WORDS)}
    values["told_by"] = actor.get_username()
    if "number" in touch:
        return Row(Touch(**values), ordinals[0])
    return Row(Touch(**values, party_set=store(ordinals, now=now)), None)


def _content(touch: Mapping[str, Any], ordinals: AbstractBitMap) -> Content:
    """What a touch says beside its source and key."""
    return (*(touch[name] for name in WORDS), aliased(ordinals))


def _known(touches: Sequence[Mapping[str, Any]]) -> dict[Pair, Content]:
    """What is on record for the sources and keys of touches."""
    sources: dict[str, list[str]] = {}
    for touch in touches:
        sources.setdefault(touch["source"], []).append(touch["key"])
    rows = [
        row
        for source, keys in sources.items()
        for row in Touch.objects.filter(source=source, key__in=keys).select_related("party")
    ]
    sets = load_many(row.party_set_id for row in rows if row.party_set_id is not None)
    told = meant("campaign", {row.campaign for row in rows})
    return {
        (row.source, row.key): (
            *({**_told(row), "campaign": told.get(row.campaign, row.campaign)}.values()),
            FrozenBitMap([row.party.counted]) if row.party else sets[row.party_set_id or 0],
        )
        for row in rows
    }


def _told(row: Touch) -> dict[str, Any]:
    return {name: getattr(row, name) for name in WORDS}
