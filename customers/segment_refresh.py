"""Counting anew whom the filter of a segment means: by hand, or when its day has come."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import clock, locks
from common.errors import Refused, refuse
from common.write import came_about, written
from customers import access, bitmaps
from customers.enums import SegmentRefresh
from customers.filters import evaluate
from customers.models import Segment
from customers.segment_versions import keep_version
from organization.models import User

WEEK = dt.timedelta(days=7)
BY_CALENDAR = (SegmentRefresh.DAILY, SegmentRefresh.WEEKLY, SegmentRefresh.MONTHLY)


def keep(segment: Segment, *, now: dt.datetime | None = None) -> None:
    """Have a segment mean whom its filter means now, not yet saved; or nothing beside its filter
    where it is counted whenever it is used.
    """
    segment.kept, segment.kept_at = None, None
    if segment.definition is None:
        segment.refresh = SegmentRefresh.LIVE
    elif segment.refresh != SegmentRefresh.LIVE:
        at = now or clock.now()
        found = evaluate(segment.definition, today=clock.today(at))
        segment.kept, segment.kept_at = bitmaps.store(found, now=at), at


@transaction.atomic
def refresh_segment(*, segment_id: int, actor: User, now: dt.datetime | None = None) -> Segment:
    """Count a segment anew. Raises ``Refused``: 403 for another unit's segment, 409 for one that is
    counted whenever it is used.
    """
    segment = locks.one(Segment, segment_id)
    if reasons := access.why_not_change_segment(actor, segment):
        raise Refused(reasons)
    if segment.refresh == SegmentRefresh.LIVE:
        refuse("live", _("This segment is counted whenever it is used."))
    anew(segment, by=actor.get_username(), now=now)
    written(
        "segment.refresh",
        "segment",
        segment.code,
        actor=actor,
        now=now,
        log=("segments", "refresh"),
        unit=segment.owner_unit.code if segment.owner_unit else "",
        details={"size": segment.kept.size if segment.kept else 0},
    )
    return segment


def anew(segment: Segment, *, by: str, now: dt.datetime | None = None) -> None:
    """Keep whom the filter means now; where they are others that is a new version."""
    before = segment.kept_id
    keep_version(segment, by="", now=now)
    keep(segment, now=now)
    segment.etag += segment.kept_id != before
    segment.save()
    keep_version(segment, by=by, now=now)


def is_due(segment: Segment, today: dt.date) -> bool:
    """Whether the day has come to count a segment anew."""
    if segment.kept_at is None:
        return False
    last = clock.today(segment.kept_at)
    match segment.refresh:
        case SegmentRefresh.DAILY:
            return last < today
        case SegmentRefresh.WEEKLY:
            return last <= today - WEEK
        case SegmentRefresh.MONTHLY:
            return last.replace(day=1) < today.replace(day=1)
    return False


def refresh_due(now: dt.datetime) -> list[str]:
    """Count those anew whose day has come, each in its own transaction; returns their codes."""
    today = clock.today(now)
    rows = Segment.objects.filter(refresh__in=BY_CALENDAR, is_active=True).order_by("code")
    due = [segment for segment in rows if is_due(segment, today)]
    for one in due:
        with transaction.atomic():
            segment = locks.one(Segment, one.pk)
            if is_due(segment, today):
                anew(segment, by="", now=now)
                came_about("segments", "refresh", of=[segment.code], now=now)
    return [segment.code for segment in due]
