"""Segments (客户分群): the commands that make and change them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from pyroaring import AbstractBitMap

from common import locks
from common.errors import Refused, refuse
from common.numbers import next_number
from common.write import check_etag, written
from customers import access, bitmaps
from customers.counting import counts_exactly
from customers.enums import SegmentKind, SegmentRefresh
from customers.filter_parsing import parse_filter
from customers.filters import evaluate
from customers.models import Segment
from customers.segment_members import known_parties
from customers.segment_refresh import keep
from customers.segment_versions import keep_version, says_same
from organization.models import Unit, User
from organization.permissions import Permission

CHANGEABLE = ("name", "name_en", "note", "is_active", "refresh")


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
        return known_parties(numbers or [], actor=actor, units=access.visible_units(actor))
    sees_masked = counts_exactly(actor)
    tree = parse_filter(definition, sees_masked=sees_masked)
    return evaluate(tree, within=access.visible_units(actor))


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


def create_segment(
    *,
    actor: User,
    name: str,
    code: str = "",
    name_en: str = "",
    note: str = "",
    definition: dict[str, Any] | None = None,
    numbers: Iterable[str] | None = None,
    listed: AbstractBitMap | None = None,
    owner_unit: Unit | None = None,
    refresh: str = SegmentRefresh.LIVE,
    now: dt.datetime | None = None,
) -> Segment:
    """Make a segment from a filter tree, from customer numbers, or of ``listed`` parties. Without a
    code it gets the next ``segment-n``; ``refresh`` says when a filter is counted anew.

    Raises ``Refused`` (403) if the actor may not manage the owner unit's segments,
    ``ValidationError`` for the rest.
    """
    access.require(Permission.MANAGE_SEGMENTS, actor, owner_unit)
    refuse_both(definition, numbers if listed is None else ())
    if numbers is not None:
        listed = known_parties(numbers, actor=actor, now=now)
    with transaction.atomic():
        segment = Segment(
            code=code or f"segment-{next_number('segment')}",
            name=name,
            name_en=name_en,
            note=note,
            owner_unit=owner_unit,
            refresh=refresh,
        )
        _define(segment, definition=definition, listed=listed, now=now)
        segment.full_clean()
        segment.save()
        keep_version(segment, by=actor.get_username(), now=now)
        _note(segment, "segment.create", actor=actor, now=now)
    return segment


def change_segment(
    *,
    segment_id: int,
    actor: User,
    definition: dict[str, Any] | None = None,
    numbers: Iterable[str] | None = None,
    listed: AbstractBitMap | None = None,
    etag: int | None = None,
    now: dt.datetime | None = None,
    **values: Any,
) -> Segment:
    """Change a segment's words (name, name_en, note, is_active), whom it means, or when it is
    counted anew (refresh); plans that froze it keep what they froze.

    Raises ``Refused``: 403 for another unit's segment, 412 when somebody changed it after ``etag``
    was read; ``ValidationError`` for the rest.
    """
    if reasons := access.why_not_change_segment(actor, Segment.objects.get(pk=segment_id)):
        raise Refused(reasons)
    if definition is not None or numbers is not None:
        refuse_both(definition, numbers)
    if numbers is not None:
        listed = known_parties(numbers, actor=actor, now=now)
    with transaction.atomic():
        segment = locks.one(Segment, segment_id)
        check_etag(segment.etag, etag)
        keep_version(segment, by="", now=now)
        segment.etag += 1
        before = segment.refresh
        for field in CHANGEABLE:
            if field in values:
                setattr(segment, field, values[field])
        is_other = definition is not None or listed is not None or segment.refresh != before
        _define(segment, definition=definition, listed=listed, is_other=is_other, now=now)
        segment.full_clean()
        segment.save()
        keep_version(segment, by=actor.get_username(), now=now)
        _note(segment, "segment.change", actor=actor, now=now)
    return segment


@transaction.atomic
def use_version(
    *, segment_id: int, number: int, actor: User, now: dt.datetime | None = None
) -> Segment:
    """Have a segment mean again whom an earlier version means; that makes a new version.

    Raises ``Refused``: 403 for another unit's segment, 404 for a version that there is not, 409
    where it means that already.
    """
    segment = locks.one(Segment, segment_id)
    if reasons := access.why_not_change_segment(actor, segment):
        raise Refused(reasons)
    version = segment.versions.filter(number=number).first()
    if version is None:
        refuse("no-version", _("There is no such version."), status=404)
    if says_same(version, segment):
        refuse("unchanged", _("This is what the segment means now."))
    segment.etag += 1
    segment.kind = SegmentKind.LIST if version.definition is None else SegmentKind.FILTER
    segment.definition, segment.members = version.definition, version.members
    keep(segment, now=now)
    if version.kept is not None and segment.refresh != SegmentRefresh.LIVE:
        segment.kept, segment.kept_at = version.kept, version.made_at
    segment.full_clean()
    segment.save()
    keep_version(segment, by=actor.get_username(), now=now)
    _note(segment, "segment.change", actor=actor, now=now)
    return segment


def _define(
    segment: Segment,
    *,
    definition: dict[str, Any] | None,
    listed: AbstractBitMap | None,
    is_other: bool = True,
    now: dt.datetime | None,
) -> None:
    if definition is not None:
        segment.kind, segment.definition, segment.members = (
            SegmentKind.FILTER,
            parse_filter(definition, path="filter"),
            None,
        )
    elif listed is not None:
        segment.kind, segment.definition, segment.members = (
            SegmentKind.LIST,
            None,
            bitmaps.store(listed, now=now),
        )
    if is_other:
        keep(segment, now=now)


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
