"""Calling a meeting, taking notes in it, closing it. What is decided there is a step of its
negotiation.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from common import clock, locks
from common.errors import NO_PERMISSION, Refused, refuse
from common.write import check_etag, next_code, written
from coordination.enums import UNDER_WAY
from coordination.meeting.access import may_call
from coordination.models import AgendaItem, Meeting, Negotiation
from coordination.negotiation.notices import tell_sides
from coordination.negotiation.people import owners_of, sides_of
from findings.enums import FindingState
from organization.models import User

MOST = 30
AHEAD = dt.timedelta(days=366)


@transaction.atomic
def call_meeting(
    *, held_on: dt.date, place: str = "", actor: User, now: dt.datetime | None = None
) -> Meeting:
    """Call a meeting with everything that is being negotiated then on its agenda, what is before
    leadership first. Both sides of each are told.

    Raises ``Refused``: 403 for anybody but leadership, 400 for a day that is past or too far, 409
    where nothing is being negotiated.
    """
    at = now or clock.now()
    if not may_call(actor):
        raise Refused(NO_PERMISSION)
    today = clock.today(at)
    if not today <= held_on <= today + AHEAD:
        refuse(
            "out_of_range",
            _("A day from today on, at most a year ahead."),
            status=400,
            attr="held_on",
        )
    rows = list(
        Negotiation.objects.filter(state__in=UNDER_WAY, finding__state=FindingState.OPEN)
        .select_related("finding")
        .order_by("-escalated_at", "due_on", "pk")[:MOST]
    )
    if not rows:
        refuse("nothing-to-meet-about", _("Nothing is being negotiated."))
    meeting = Meeting.objects.create(
        code=next_code("H", "meeting", at),
        held_on=held_on,
        place=place.strip(),
        called_by=actor,
        called_at=at,
    )
    rows.sort(key=lambda one: one.escalated_at is None)
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, negotiation=one, position=place)
        for place, one in enumerate(rows, start=1)
    )
    for one in rows:
        tell_sides(
            one.finding,
            owners_of(sides_of(one.finding)),
            "on_agenda",
            now=at,
            but=actor,
            day=held_on.isoformat(),
            place=meeting.place,
        )
    written(
        "call_meeting",
        "meeting",
        meeting.code,
        actor=actor,
        now=at,
        log=("talks", "meeting"),
        details={"count": len(rows)},
    )
    return meeting


@transaction.atomic
def take_note(
    *, item_id: int, text: str, actor: User, etag: int | None = None, now: dt.datetime | None = None
) -> AgendaItem:
    """Write what the minutes say of an item. Raises ``Refused``: 403, 409 once it is closed, 412
    stale.
    """
    at = now or clock.now()
    key = AgendaItem.objects.values_list("meeting", flat=True).get(pk=item_id)
    meeting = _open(key, actor, etag)
    item = locks.one(AgendaItem, item_id)
    item.note, item.noted_by = text.strip(), actor
    item.save(update_fields=["note", "noted_by"])
    _touch(meeting)
    written(
        "take_note",
        "meeting",
        meeting.code,
        actor=actor,
        now=at,
        log=("talks", "note"),
        reason=item.note,
    )
    return item


@transaction.atomic
def close_meeting(
    *, meeting_id: int, actor: User, etag: int | None = None, now: dt.datetime | None = None
) -> Meeting:
    """Close it: the minutes stand as they are. Raises ``Refused``: 403, 409 closed already."""
    at = now or clock.now()
    meeting = _open(meeting_id, actor, etag)
    meeting.closed_by, meeting.closed_at = actor, at
    _touch(meeting)
    written("close_meeting", "meeting", meeting.code, actor=actor, now=at, log=("talks", "meeting"))
    return meeting


def _open(meeting_id: int, actor: User, etag: int | None) -> Meeting:
    if not may_call(actor):
        raise Refused(NO_PERMISSION)
    meeting = locks.one(Meeting, meeting_id)
    check_etag(meeting.etag, etag)
    if not meeting.is_open:
        refuse("closed", _("This meeting is closed; its minutes stand."))
    return meeting


def _touch(meeting: Meeting) -> None:
    meeting.etag += 1
    meeting.save()
