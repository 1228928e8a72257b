"""Who is in a segment, and whom a list of numbers means."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pyroaring import BitMap, FrozenBitMap

from common import clock
from customers import bitmaps
from customers.caches import state
from customers.filters import evaluate
from customers.lookups import found_in_list
from customers.models import Segment
from organization.models import User

SHOWN_UNKNOWN = 5


def members(segment: Segment, *, today: dt.date | None = None) -> FrozenBitMap:
    """The parties of a segment: of a filter those whom it matches on the day, or matched when it
    was refreshed; of a list those who are on it.
    """
    if segment.definition is not None and segment.kept_id is None:
        return evaluate(segment.definition, today=today or clock.today())
    return bitmaps.load(set_of(segment) or 0)


def set_of(segment: Segment) -> int | None:
    """The stored set that a segment means; None for a filter that is evaluated."""
    return segment.members_id or segment.kept_id


def members_of_many(
    segments: Iterable[Segment], *, today: dt.date | None = None
) -> dict[int, FrozenBitMap]:
    """``members`` of each, by key: one query for what is known already, one for all lists, one for
    each filter that is not known.
    """
    rows, day, at = list(segments), today or clock.today(), state()
    lists = bitmaps.load_many(key for row in rows if (key := set_of(row)))
    filters: dict[str, FrozenBitMap] = {}
    for row in rows:
        if (
            row.definition is not None
            and not set_of(row)
            and (text := json.dumps(row.definition)) not in filters
        ):
            filters[text] = evaluate(row.definition, today=day, at=at)
    return {
        row.pk: lists[key] if (key := set_of(row)) else filters[json.dumps(row.definition)]
        for row in rows
    }


def known_parties(
    numbers: Iterable[str],
    *,
    actor: User,
    attr: str = "list",
    units: Collection[int] | None = None,
    now: dt.datetime | None = None,
) -> BitMap:
    """The parties of a list of numbers, of these units' customers if they are given. Raises
    ``ValidationError`` naming the first unknown numbers, or for an empty list; ``Refused`` (429)
    for too many phones. To be asked outside a transaction that a refusal would undo: what was
    asked for stays on record.
    """
    found, unknown = found_in_list(numbers, actor=actor, units=units, now=now)
    if unknown:
        message = ValidationError(
            _("%(count)s numbers are unknown, for example %(examples)s."),
            code="unknown",
            params={
                "count": len(unknown),
                "examples": ", ".join(number[:40] for number in unknown[:SHOWN_UNKNOWN]),
            },
        )
        raise ValidationError({attr: [message]})
    if not found:
        raise ValidationError({attr: [ValidationError(_("The list is empty."), code="empty")]})
    return found
