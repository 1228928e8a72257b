"""The service trajectory (客户服务轨迹): everything done to or for a party."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from customers.bitmaps import load_many
from customers.models import Party, Touch


@dataclass(frozen=True, slots=True)
class Event:
    """One thing done, a touch of this kind of contact. ``campaign`` is a code."""

    happened_on: dt.date
    kind: str
    contact_class: str = ""
    channel: str = ""
    campaign: str = ""
    is_service: bool = False
    note: str = ""


_campaign_page: list[Callable[[str], str]] = []


def register_campaign_page(address: Callable[[str], str]) -> None:
    """Say where the campaign of a code has its page."""
    _campaign_page[:] = [address]


def campaign_page(code: str) -> str:
    """The address of a campaign's page; empty for no campaign."""
    return _campaign_page[0](code) if code else ""


def trajectory(party: Party, first: dt.date, last: dt.date) -> list[Event]:
    """What was done to or for the party from first to last day, newest first. Mass contacts count
    where the party is in the set.
    """
    return sorted(
        touches(party, first, last),
        key=lambda event: (event.happened_on, event.kind, event.campaign),
        reverse=True,
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
