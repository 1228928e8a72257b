"""The load of each week against the company's limits: launch points and push contacts, decided and
in coordination.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Count, F

from calendars.launches import (
    PENDING,
    LaunchWeek,
    Load,
    launch_weeks,
    launching,
    mondays_between,
    taking_place,
)
from calendars.selection import with_shown_version
from campaigns.models import Wave
from channels.enums import Direction
from channels.models import Channel
from common import clock
from organization.policies import values_between
from preflight.policies import Policies


@dataclass(frozen=True, slots=True, kw_only=True)
class WeekLoad(LaunchWeek):
    """A week with its launches and its push contacts."""

    contacts: Load


@dataclass(frozen=True, slots=True)
class Launches:
    """How many plans start on a day, of one category and state."""

    starts_on: dt.date
    category: str
    state: str
    number: int


def weeks_between(
    first: dt.date, last: dt.date, channels: Iterable[Channel] | None = None
) -> list[WeekLoad]:
    """The load of every week that the span touches, of the whole company: four queries whatever the
    number of plans, one less with all ``channels`` at hand.
    """
    mondays = mondays_between(first, last)
    begin, end = mondays[0], mondays[-1] + dt.timedelta(days=6)
    changes = [(day, Policies.from_values(held)) for day, held in values_between(begin, end)]
    weeks = launch_weeks(mondays, launches_between(begin, end), changes)
    contacts: dict[tuple[dt.date, bool], int] = defaultdict(int)
    for one in contacts_between(begin, end):
        contacts[clock.monday(one.on), one.state in PENDING] += one.persons
    limit = weekly_contact_limit(Channel.objects.all() if channels is None else channels)
    return [
        WeekLoad(
            monday=week.monday,
            launches=week.launches,
            points=week.points,
            contacts=Load(contacts[week.monday, False], contacts[week.monday, True], limit),
        )
        for week in weeks
    ]


def launches_between(first: dt.date, last: dt.date) -> list[Launches]:
    """How many plans in play or past start on each day, by category and state."""
    days = launching().filter(first_day__gte=first, first_day__lte=last).order_by()
    counted = days.values("first_day", "kind", "state").annotate(n=Count("id"))
    return [Launches(*row) for row in counted.values_list("first_day", "kind", "state", "n")]


@dataclass(frozen=True, slots=True)
class Contacts:
    """The persons whom one wave of a campaign pushes to on a day."""

    campaign_id: int
    state: str
    channel: str
    on: dt.date
    persons: int


def contacts_between(
    first: dt.date, last: dt.date, *, on: Collection[dt.date] | None = None
) -> list[Contacts]:
    """Planned push contacts per wave in the span, or only ``on`` some days of it, as they were
    counted at submission; one query. After a plan has ended nothing of it goes out any more. An
    open amendment counts with what it sends beyond its plan on that channel and day.
    """
    shown = with_shown_version(taking_place()).values("shown_id")
    waves = Wave.objects.filter(
        on__range=(first, last),
        placement__channel__direction=Direction.PUSH,
        placement__version__in=shown,
    ).exclude(placement__version__campaign__ended_on__lt=F("on"))
    if on is not None:
        waves = waves.filter(on__in=on)
    rows = waves.order_by("pk").values_list(
        "placement__version__campaign__amends_id",
        "placement__version__campaign_id",
        "placement__version__campaign__state",
        "placement__channel__code",
        "on",
        "persons",
    )
    plans: list[Contacts] = []
    amendments: dict[tuple[int, str, dt.date], Contacts] = {}
    for amends, plan, state, code, sent_on, persons in rows:
        # Only the waves of drafts are not counted yet, and drafts are not shown here.
        one = Contacts(plan, state, code, sent_on, persons or 0)
        if amends is None:
            plans.append(one)
            continue
        key = amends, code, sent_on
        known = amendments.get(key)
        amendments[key] = replace(one, persons=one.persons + (known.persons if known else 0))
    return [*plans, *beyond(plans, amendments)]


def beyond(
    plans: Iterable[Contacts], amendments: Mapping[tuple[int, str, dt.date], Contacts]
) -> list[Contacts]:
    """What amendments send beyond their plans, by the plan's key, channel and day."""
    there: dict[tuple[int, str, dt.date], int] = defaultdict(int)
    for one in plans if amendments else ():
        there[one.campaign_id, one.channel, one.on] += one.persons
    return [
        replace(one, persons=one.persons - there[key])
        for key, one in amendments.items()
        if one.persons > there[key]
    ]


def weekly_contact_limit(channels: Iterable[Channel]) -> int | None:
    """What the push channels among these can carry together in a week; None while a limit is set
    for none of them.
    """
    limits = []
    for channel in channels:
        if not channel.is_push or not channel.is_active:
            continue
        if channel.capacity_per_week is not None:
            limits.append(channel.capacity_per_week)
        elif channel.capacity_per_day is not None:
            limits.append(channel.capacity_per_day * 7)
    return sum(limits) if limits else None
