"""Recording what was done to customers, as other systems tell it: many at once, none twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from pyroaring import AbstractBitMap, BitMap, FrozenBitMap

from channels.models import Channel
from common import clock
from common.write import written
from customers import access
from customers.bitmaps import load_many, store
from customers.models import Party, Touch
from customers.numbers import ordinals_of_numbers
from organization.models import User
from organization.permissions import Permission

MOST = 10_000
Pair = tuple[str, str]
Content = tuple[dt.date, str, str, str, bool, FrozenBitMap]
Named = Callable[[Collection[str]], dict[str, str]]

_named: list[Named] = []


def register_campaign_codes(named: Named) -> None:
    """Say which campaigns, by their code, are meant by texts: codes or codes of the billing
    system. A campaign that nobody may have been contacted for is none.
    """
    _named[:] = [named]


def campaign_codes(texts: Collection[str]) -> dict[str, str]:
    """The code of the campaign that each text means; texts that mean none are left out."""
    return _named[0](texts) if texts and _named else {}


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

    Each names ``source, key, happened_on, contact_class`` and the customers by ``number`` or
    ``numbers``, among those that the actor may tell of; ``channel``, ``campaign`` (its code, or its
    code in the billing system) and ``is_service`` may follow. Raises ``Refused`` (403), or
    ``ValidationError`` naming each wrong touch, and then records none; a known source and key with
    other content is wrong.
    """
    access.require(Permission.RECORD_TOUCHES, actor)
    campaigns = campaign_codes({touch["campaign"] for touch in touches if touch.get("campaign")})
    people = _checked(touches, campaigns, actor, clock.today(now))
    touches = [
        {**touch, "campaign": campaigns.get(touch.get("campaign", ""), "")} for touch in touches
    ]
    fresh = _fresh(touches, people)
    rows = [_row(touch, ordinals, now) for touch, ordinals in fresh.values()]
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


def _checked(
    touches: Sequence[Mapping[str, Any]],
    campaigns: Collection[str],
    actor: User,
    today: dt.date,
) -> list[BitMap]:
    """Who is meant by each touch. Raises ``ValidationError`` naming each wrong one."""
    errors: dict[str, list[ValidationError]] = {}
    people = _people(touches, actor, errors)
    known = {
        "channel": set(Channel.objects.values_list("code", flat=True)),
        "campaign": set(campaigns),
    }
    for place, touch in enumerate(touches):
        for name, codes in known.items():
            if touch.get(name) and touch[name] not in codes:
                errors[f"touches.{place}.{name}"] = [
                    ValidationError(
                        _("Unknown: %(values)s."), code="unknown", params={"values": touch[name]}
                    )
                ]
        if touch["happened_on"] > today:
            errors[f"touches.{place}.happened_on"] = [
                ValidationError(_("A touch cannot lie in the future."), code="future")
            ]
    if errors:
        raise ValidationError(errors)
    return people


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


def _row(touch: Mapping[str, Any], ordinals: BitMap, now: dt.datetime | None) -> Row:
    values = {
        key: touch[key]
        for key in (
            "source",
            "key",
            "happened_on",
            "contact_class",
            "channel",
            "campaign",
            "is_service",
        )
        if key in touch
    }
    if "number" in touch:
        return Row(Touch(**values), ordinals[0])
    return Row(Touch(**values, party_set=store(ordinals, now=now)), None)


def _content(touch: Mapping[str, Any], ordinals: AbstractBitMap) -> Content:
    """What a touch says beside its source and key."""
    words = (touch.get("channel", ""), touch.get("campaign", ""), bool(touch.get("is_service")))
    return (touch["happened_on"], str(touch["contact_class"]), *words, FrozenBitMap(ordinals))


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
    told = campaign_codes({row.campaign for row in rows if row.campaign})
    return {
        (row.source, row.key): (
            row.happened_on,
            row.contact_class,
            row.channel,
            told.get(row.campaign, row.campaign),
            row.is_service,
            FrozenBitMap([row.party.ordinal]) if row.party else sets[row.party_set_id or 0],
        )
        for row in rows
    }


def _people(
    touches: Sequence[Mapping[str, Any]], actor: User, errors: dict[str, list[ValidationError]]
) -> list[BitMap]:
    """Who is meant by each touch; numbers that nobody has whom the actor may tell of are errors at
    their place.
    """
    numbers = [
        [touch["number"]] if "number" in touch else touch.get("numbers", []) for touch in touches
    ]
    ordinals = ordinals_of_numbers(number for group in numbers for number in group)
    if not access.sees_all_customers(actor, Permission.RECORD_TOUCHES):
        own = access.visible_customers(actor, Permission.RECORD_TOUCHES)
        theirs = set(
            own.filter(party__ordinal__in=set(ordinals.values())).values_list(
                "party__ordinal", flat=True
            )
        )
        ordinals = {number: one for number, one in ordinals.items() if one in theirs}
    people: list[BitMap] = []
    for place, (touch, group) in enumerate(zip(touches, numbers, strict=True)):
        where = "number" if "number" in touch else "numbers"
        if not group or ("number" in touch and "numbers" in touch):
            errors[f"touches.{place}.{where}"] = [
                ValidationError(_("Give either number or numbers."), code="required")
            ]
        elif unknown := [number for number in group if number not in ordinals]:
            values = ", ".join(number[:40] for number in unknown[:5])
            errors[f"touches.{place}.{where}"] = [
                ValidationError(
                    _("Unknown: %(values)s."), code="unknown", params={"values": values}
                )
            ]
        people.append(BitMap(ordinals[number] for number in group if number in ordinals))
    return people
