"""Recording what was done to customers, as other systems tell it: many at once, none twice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap

from channels.models import Channel
from common import clock
from common.write import written
from customers import access
from customers.bitmaps import store
from customers.models import Party, Touch
from customers.queries import ordinals_of_numbers
from organization.models import User
from organization.permissions import Permission

MOST = 10_000


@dataclass(frozen=True, slots=True)
class Recorded:
    """How many touches were new, and how many had been told before."""

    created: int
    known: int


@transaction.atomic
def record_touches(
    *, touches: Sequence[Mapping[str, Any]], actor: User, now: dt.datetime | None = None
) -> Recorded:
    """Append touches; one whose source and key are known already stays as it was told first.

    Each names ``source, key, happened_on, contact_class`` and the customers by ``number`` or
    ``numbers``; ``channel``, ``campaign`` and ``is_service`` may follow. Raises ``Refused`` (403),
    or ``ValidationError`` naming each wrong touch, and then records none.
    """
    access.require(Permission.RECORD_TOUCHES, actor)
    errors: dict[str, list[ValidationError]] = {}
    people = _people(touches, errors)
    channels = set(Channel.objects.values_list("code", flat=True))
    today = clock.today(now)
    for place, touch in enumerate(touches):
        if touch.get("channel") and touch["channel"] not in channels:
            errors[f"touches.{place}.channel"] = [
                ValidationError(
                    _("Unknown: %(values)s."), code="unknown", params={"values": touch["channel"]}
                )
            ]
        if touch["happened_on"] > today:
            errors[f"touches.{place}.happened_on"] = [
                ValidationError(_("A touch cannot lie in the future."), code="future")
            ]
    if errors:
        raise ValidationError(errors)
    known = _known(touches)
    fresh = {
        (touch["source"], touch["key"]): (touch, ordinals)
        for touch, ordinals in zip(touches, people, strict=True)
    }
    rows = [
        _row(touch, ordinals, now) for pair, (touch, ordinals) in fresh.items() if pair not in known
    ]
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
            details={"count": len(rows)},
        )
    return Recorded(created=len(rows), known=len(touches) - len(rows))


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


def _known(touches: Sequence[Mapping[str, Any]]) -> set[tuple[str, str]]:
    """Which (source, key) pairs are on record."""
    sources: dict[str, list[str]] = {}
    for touch in touches:
        sources.setdefault(touch["source"], []).append(touch["key"])
    known: set[tuple[str, str]] = set()
    for source, keys in sources.items():
        known.update(
            (source, key)
            for key in Touch.objects.filter(source=source, key__in=keys).values_list(
                "key", flat=True
            )
        )
    return known


def _people(
    touches: Sequence[Mapping[str, Any]], errors: dict[str, list[ValidationError]]
) -> list[BitMap]:
    """Who is meant by each touch; unknown numbers are errors at their place."""
    numbers = [
        [touch["number"]] if "number" in touch else touch.get("numbers", []) for touch in touches
    ]
    ordinals = ordinals_of_numbers(number for group in numbers for number in group)
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
