"""The load of each week against the company's limits: launch points and push contacts, decided and
in coordination.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F

from calendars.selection import with_shown_version
from campaigns.enums import ACTIVE_STATES, CampaignState
from campaigns.models import Campaign, Wave
from channels.enums import Direction
from channels.models import Channel
from common import clock
from organization.policies import values_between
from preflight.policies import Policies

# A plan that ended took its place in the week in which it was launched.
COUNTED = ACTIVE_STATES | {CampaignState.ENDED, CampaignState.EVALUATED}
PENDING = frozenset({CampaignState.CHECKING, CampaignState.COORDINATING, CampaignState.FINALISED})


@dataclass(frozen=True, slots=True)
class Load:
    """One week's sum: what is decided, what is still in coordination, what is allowed (None: no
    limit).
    """

    decided: int
    pending: int
    limit: int | None

    @property
    def total(self) -> int:
        return self.decided + self.pending

    @property
    def over(self) -> int:
        """By how much the limit is exceeded, with everything in coordination."""
        return max(0, self.total - self.limit) if self.limit is not None else 0


@dataclass(frozen=True, slots=True)
class WeekLoad:
    """A week, named by its Monday."""

    monday: dt.date
    launches: int
    points: Load
    contacts: Load


def weeks_between(
    first: dt.date, last: dt.date, channels: Iterable[Channel] | None = None
) -> list[WeekLoad]:
    """The load of every week that the span touches, of the whole company: four queries whatever the
    number of plans, one less with all ``channels`` at hand.
    """
    mondays = [
        clock.monday(first) + dt.timedelta(days=7 * n)
        for n in range(((clock.monday(last) - clock.monday(first)).days // 7) + 1)
    ]
    begin, end = mondays[0], mondays[-1] + dt.timedelta(days=6)
    changes = [(day, Policies.from_values(held)) for day, held in values_between(begin, end)]
    launches: dict[dt.date, int] = defaultdict(int)
    points: dict[tuple[dt.date, bool], int] = defaultdict(int)
    for row in launches_between(begin, end):
        week = clock.monday(row["first_day"])
        launches[week] += row["n"]
        weight = held_on(row["first_day"], changes).launch_points(row["kind"])
        points[week, row["state"] in PENDING] += weight * row["n"]
    contacts: dict[tuple[dt.date, bool], int] = defaultdict(int)
    for one in contacts_between(begin, end):
        contacts[clock.monday(one.on), one.state in PENDING] += one.persons
    contact_limit = weekly_contact_limit(Channel.objects.all() if channels is None else channels)
    return [
        WeekLoad(
            monday=week,
            launches=launches[week],
            points=Load(points[week, False], points[week, True], week_limit(week, changes)),
            contacts=Load(contacts[week, False], contacts[week, True], contact_limit),
        )
        for week in mondays
    ]


def held_on(day: dt.date, changes: Sequence[tuple[dt.date, Policies]]) -> Policies:
    """The policies of a day, of those from each change on."""
    return [policies for since, policies in changes if since <= day][-1]


def week_limit(week: dt.date, changes: Sequence[tuple[dt.date, Policies]]) -> int:
    """The points that the company can carry in a week; where that changes in it, the least."""
    days = [week + dt.timedelta(days=n) for n in range(7)]
    return min(held_on(day, changes).launch_company_limit for day in days)


def launches_between(first: dt.date, last: dt.date) -> Iterable[Mapping[str, Any]]:
    """How many plans in play or past start on each day, by category and state."""
    campaigns = with_shown_version(Campaign.objects.filter(state__in=COUNTED))
    days = campaigns.filter(first_day__gte=first, first_day__lte=last).order_by()
    return days.values("first_day", "kind", "state").annotate(n=Count("id"))


@dataclass(frozen=True, slots=True)
class Contacts:
    """The persons whom one wave of a campaign pushes to on a day."""

    campaign_id: int
    state: str
    channel: str
    on: dt.date
    persons: int


def contacts_between(first: dt.date, last: dt.date) -> list[Contacts]:
    """Planned push contacts per wave in the span, as they were counted at submission; one query.
    After a plan has ended nothing of it goes out any more.
    """
    shown = with_shown_version(Campaign.objects.filter(state__in=COUNTED)).values("shown_id")
    waves = Wave.objects.filter(
        on__range=(first, last),
        placement__channel__direction=Direction.PUSH,
        placement__version__in=shown,
    ).exclude(placement__version__campaign__ended_on__lt=F("on"))
    rows = waves.order_by("pk").values_list(
        "placement__version__campaign_id",
        "placement__version__campaign__state",
        "placement__channel__code",
        "on",
        "persons",
    )
    # Only the waves of drafts are not counted yet, and drafts are not shown here.
    return [Contacts(plan, state, code, on, n or 0) for plan, state, code, on, n in rows]


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
