"""The service trajectory (客户服务轨迹): everything done to or for a party, from every floor that
knows of something.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from customers.bitmaps import load_many
from customers.models import Party, Touch


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done. ``kind`` is touch here; upper floors add theirs. ``note`` is theirs too."""

    happened_on: dt.date
    kind: str
    contact_class: str = ""
    channel: str = ""
    campaign: str = ""
    is_service: bool = False
    note: str = ""


Source = Callable[[Party, dt.date, dt.date], Iterable[Event]]
_sources: list[Source] = []


def register_source(source: Source) -> None:
    """Let an upper floor add what it knows of a party between two days."""
    if source not in _sources:
        _sources.append(source)


def trajectory(party: Party, first: dt.date, last: dt.date) -> list[Event]:
    """What was done to or for the party from first to last day, newest first. Mass contacts count
    where the party is in the set.
    """
    events = [event for source in (touches, *_sources) for event in source(party, first, last)]
    return sorted(
        events, key=lambda event: (event.happened_on, event.kind, event.campaign), reverse=True
    )


def touches(party: Party, first: dt.date, last: dt.date) -> Iterable[Event]:
    """Individual touches, and mass ones that reached the party."""
    values = ("happened_on", "contact_class", "channel", "campaign", "is_service")
    rows = Touch.objects.filter(happened_on__range=(first, last)).order_by("happened_on")
    for row in rows.filter(party=party).values_list(*values):
        yield event(row)
    mass = list(rows.filter(party_set__isnull=False).values_list(*values, "party_set_id"))
    sets = load_many(row[-1] for row in mass)
    for row in mass:
        if party.ordinal in sets[row[-1]]:
            yield event(row[:-1])


def event(row: tuple[dt.date, str, str, str, bool]) -> Event:
    day, contact_class, channel, campaign, is_service = row
    return Event(day, "touch", contact_class, channel, campaign, is_service)
