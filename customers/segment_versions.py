"""What a segment meant before, and using it again."""

from __future__ import annotations

import datetime as dt

from common import clock
from customers.models import Segment, SegmentVersion

MOST_SHOWN = 20


def keep_version(segment: Segment, *, by: str, now: dt.datetime | None = None) -> None:
    """Remember whom a saved segment means from now on, where that is not what its last version
    says.
    """
    last = segment.versions.first()
    if last is not None and says_same(last, segment):
        return
    SegmentVersion.objects.create(
        segment=segment,
        number=last.number + 1 if last else 1,
        definition=segment.definition,
        members=segment.members,
        kept=segment.kept,
        made_by=by,
        made_at=now or clock.now(),
    )


def says_same(version: SegmentVersion, segment: Segment) -> bool:
    """Whether a version means whom the segment means now."""
    said = (version.definition, version.members_id, version.kept_id)
    return said == (segment.definition, segment.members_id, segment.kept_id)
