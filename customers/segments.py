"""Segments (客户分群): who is in one, and the commands that make and change them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from pyroaring import AbstractBitMap, BitMap, FrozenBitMap

from common import clock, locks
from common.errors import Refused
from common.numbers import next_number
from common.write import check_etag, written
from customers import access, bitmaps
from customers.caches import state
from customers.counting import counts_exactly
from customers.enums import SegmentKind
from customers.filters import evaluate, parse_filter
from customers.models import Customer, PartySet, Segment
from customers.queries import bitmap_of_numbers
from organization.models import Unit, User
from organization.permissions import Permission

CHANGEABLE = ("name", "name_en", "note", "is_active")
SHOWN_UNKNOWN = 5


def members(segment: Segment, *, today: dt.date | None = None) -> FrozenBitMap:
    """The parties of a segment: of a filter those whom it matches on the day, of a list those who
    are on it.
    """
    if segment.definition is not None:
        return evaluate(segment.definition, today=today or clock.today())
    return bitmaps.load(segment.members_id or 0)


def members_of_many(
    segments: Iterable[Segment], *, today: dt.date | None = None
) -> dict[int, FrozenBitMap]:
    """``members`` of each, by key: one query for what is known already, one for all lists, one for
    each filter that is not known.
    """
    rows, day, at = list(segments), today or clock.today(), state()
    lists = bitmaps.load_many(row.members_id for row in rows if row.members_id)
    filters: dict[str, FrozenBitMap] = {}
    for row in rows:
        if row.definition is not None and (key := json.dumps(row.definition)) not in filters:
            filters[key] = evaluate(row.definition, today=day, at=at)
    return {
        row.pk: (
            lists[row.members_id or 0]
            if row.definition is None
            else filters[json.dumps(row.definition)]
        )
        for row in rows
    }


def known_parties(
    numbers: Iterable[str], *, attr: str = "list", among: QuerySet[Customer] | None = None
) -> BitMap:
    """The parties of a list of numbers, of these customers if they are given. Raises
    ``ValidationError`` naming the first unknown numbers, or for an empty list.
    """
    found, unknown = bitmap_of_numbers(numbers, among=among)
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


def party_set_of(
    numbers: Iterable[str], *, now: dt.datetime | None = None, attr: str = "list"
) -> PartySet:
    """The parties of a list of numbers, kept. Raises as ``known_parties``."""
    return bitmaps.store(known_parties(numbers, attr=attr), now=now)


def preview(
    *, actor: User, definition: Any = None, numbers: Iterable[str] | None = None
) -> AbstractBitMap:
    """Whom a filter or a list means among the customers that the actor may see, stored nowhere.
    Who may see customers in clear may compare names, and then only those customers count.

    Raises ``ValidationError`` for a wrong filter, unknown numbers, or neither; ``Refused`` (403)
    for who sees no customers.
    """
    access.require(Permission.SEE_CUSTOMERS, actor)
    refuse_both(definition, numbers)
    if definition is None:
        return known_parties(numbers or [], among=access.visible_customers(actor))
    sees_masked = counts_exactly(actor)
    tree = parse_filter(definition, sees_masked=sees_masked)
    return evaluate(tree, within=access.visible_accounts(actor))


def refuse_both(definition: Any, numbers: Iterable[str] | None) -> None:
    """Raise ``ValidationError`` unless exactly one of filter and list is given."""
    if (definition is None) == (numbers is None):
        raise ValidationError(
            {
                "filter": [
                    ValidationError(_("A segment is either a filter or a list."), code="invalid")
                ]
            }
        )


@transaction.atomic
def create_segment(
    *,
    actor: User,
    name: str,
    code: str = "",
    name_en: str = "",
    note: str = "",
    definition: dict[str, Any] | None = None,
    numbers: Iterable[str] | None = None,
    owner_unit: Unit | None = None,
    now: dt.datetime | None = None,
) -> Segment:
    """Make a segment from a filter tree or from customer numbers. Without a code it gets the next
    ``segment-n``.

    Raises ``Refused`` (403) if the actor may not manage the owner unit's segments,
    ``ValidationError`` for the rest.
    """
    access.require(Permission.MANAGE_SEGMENTS, actor, owner_unit)
    refuse_both(definition, numbers)
    segment = Segment(
        code=code or f"segment-{next_number('segment')}",
        name=name,
        name_en=name_en,
        note=note,
        owner_unit=owner_unit,
    )
    _define(segment, definition=definition, numbers=numbers, now=now)
    segment.full_clean()
    segment.save()
    _note(segment, "segment.create", actor=actor, now=now)
    return segment


@transaction.atomic
def change_segment(
    *,
    segment_id: int,
    actor: User,
    definition: dict[str, Any] | None = None,
    numbers: Iterable[str] | None = None,
    etag: int | None = None,
    now: dt.datetime | None = None,
    **values: Any,
) -> Segment:
    """Change a segment's words (name, name_en, note, is_active), or whom it means; plans that froze
    it keep what they froze.

    Raises ``Refused``: 403 for another unit's segment, 412 when somebody changed it after ``etag``
    was read; ``ValidationError`` for the rest.
    """
    segment = locks.one(Segment, segment_id)
    if reasons := access.why_not_change_segment(actor, segment):
        raise Refused(reasons)
    check_etag(segment.etag, etag)
    segment.etag += 1
    for field in CHANGEABLE:
        if field in values:
            setattr(segment, field, values[field])
    if definition is not None or numbers is not None:
        refuse_both(definition, numbers)
        _define(segment, definition=definition, numbers=numbers, now=now)
    segment.full_clean()
    segment.save()
    _note(segment, "segment.change", actor=actor, now=now)
    return segment


def _define(
    segment: Segment,
    *,
    definition: dict[str, Any] | None,
    numbers: Iterable[str] | None,
    now: dt.datetime | None,
) -> None:
    if definition is not None:
        segment.kind, segment.definition, segment.members = (
            SegmentKind.FILTER,
            parse_filter(definition, path="filter"),
            None,
        )
    elif numbers is not None:
        segment.kind, segment.definition, segment.members = (
            SegmentKind.LIST,
            None,
            party_set_of(numbers, now=now),
        )


def _note(segment: Segment, action: str, *, actor: User, now: dt.datetime | None) -> None:
    unit = segment.owner_unit.code if segment.owner_unit else ""
    details = {"kind": segment.kind, "size": segment.members.size if segment.members else None}
    written(
        action,
        "segment",
        segment.code,
        actor=actor,
        now=now,
        log=("segments", action.partition(".")[2]),
        unit=unit,
        details=details,
    )
