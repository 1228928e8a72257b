"""The hotline of Feiteng, hour by hour: normal calls, rosters, calls by contact. One morning the
team is in training, and a plan in coordination texts people on that very day. All invented.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from django.db.models import Count, F, Q, Sum

from campaigns.enums import ACTIVE_STATES, CampaignState
from campaigns.models import Wave
from channels.enums import DayType, Direction
from channels.models import CallRate, HotlineCalls, HotlineRoster
from channels.models.hotline import HOUR_FIELDS, HOURS
from demo.scenario import CUSTOMERS, Scenario
from preflight.erlang import agents_needed
from preflight.policies import Policies

# Calls of a plain day in each hour, for a company of the usual size.
CALLS = (
    *(4, 2, 2, 1, 1, 2, 6, 14, 34, 56, 62, 54),
    *(38, 34, 44, 52, 56, 50, 40, 36, 34, 26, 16, 8),
)
# Calls of other days, against a plain one.
UNLIKE = {
    DayType.MON: 1.2,
    DayType.SAT: 0.8,
    DayType.SUN: 0.7,
    DayType.HOLIDAY: 0.6,
    DayType.BILL_RUN: 1.6,
}
# Kind of contact: calls that 10,000 of them bring, and how these fall on the hours from eight on.
RATES = {
    "sms": (180, (0, 6, 18, 14, 8, 6, 9, 10, 9, 7, 5, 4, 2)),
    "call": (120, (0, 8, 15, 14, 6, 7, 12, 13, 11, 8, 4, 2, 0)),
    "app": (50, (1, 6, 12, 12, 9, 8, 9, 9, 9, 8, 7, 6, 4)),
    "visit": (40, (0, 4, 12, 14, 8, 8, 14, 16, 12, 8, 4, 0, 0)),
}
OPENS = 8
TRAINING = (10, 11)
NOTICE = 4
UNDECIDED = Q(
    placement__version__campaign__state__in=(CampaignState.CHECKING, CampaignState.COORDINATING)
)
SINCE = 90


def load_hotline(scenario: Scenario) -> None:
    """Write calls, rosters and rates. Rosters carry the fullest day of all plans, but for the
    morning of the training.
    """
    CallRate.objects.bulk_create(
        CallRate(contact_class=name, calls_per_ten_thousand=rate, **by_hour(parts_of(parts)))
        for name, (rate, parts) in RATES.items()
    )
    since = scenario.day(-SINCE)
    contacts = coming_contacts(scenario)
    fullest = [max((calls[hour] for calls in contacts.values()), default=0.0) for hour in HOURS]
    for day_type in set(DayType) - {DayType.MAKE_UP}:
        normal = [round(calls * scale(scenario, day_type)) for calls in CALLS]
        rostered = [needed(normal[hour] + fullest[hour]) for hour in HOURS]
        of_type = {"day_type": day_type, "valid_from": since}
        HotlineCalls.objects.create(**of_type, **by_hour(normal))
        HotlineRoster.objects.create(**of_type, **by_hour(rostered))
    if day := training_day(scenario):
        weekday = DayType.values[day.weekday()]
        calls = HotlineCalls.objects.get(day_type=weekday).hours
        usual = HotlineRoster.objects.get(day_type=weekday).hours
        few = [
            needed((calls[hour] or 0) + contacts[day][hour]) - 1
            if hour in TRAINING
            else usual[hour] or 0
            for hour in HOURS
        ]
        HotlineRoster.objects.create(
            day_type=weekday, valid_from=day, valid_until=day, **by_hour(few)
        )


def scale(scenario: Scenario, day_type: DayType) -> float:
    """Calls of such a day against those of a plain one of a company of the usual size."""
    return UNLIKE.get(day_type, 1.0) * scenario.customers / CUSTOMERS


def parts_of(parts: Sequence[int]) -> list[int]:
    return [parts[hour - OPENS] if 0 <= hour - OPENS < len(parts) else 0 for hour in HOURS]


def by_hour(numbers: Sequence[int]) -> dict[str, int]:
    return dict(zip(HOUR_FIELDS, numbers, strict=True))


def needed(calls: float) -> int:
    """The agents to roster for so many calls an hour."""
    policies = Policies()
    at_phone = agents_needed(
        calls * policies.hotline_handling_seconds / 3600,
        policies.hotline_handling_seconds,
        share=float(policies.hotline_service_share),
        seconds=policies.hotline_answer_seconds,
    )
    return ceil(at_phone / (1 - policies.hotline_shrinkage))


def waves(scenario: Scenario) -> Any:
    """The waves to come of all plans in play by which people are contacted."""
    version = "placement__version"
    return Wave.objects.filter(
        on__gt=scenario.today,
        placement__channel__direction=Direction.PUSH,
        **{f"{version}": F(f"{version}__campaign__working")},
        **{f"{version}__campaign__state__in": ACTIVE_STATES},
    )


def coming_contacts(scenario: Scenario) -> Mapping[dt.date, list[float]]:
    """The calls that the plans bring, by day and hour."""
    found: dict[dt.date, list[float]] = {}
    rows = waves(scenario).values_list("on", "placement__channel__contact_class")
    for day, name, persons in rows.annotate(Sum("persons")).order_by():
        rate, parts = RATES[name]
        calls = (persons or 0) * rate / 10_000
        hours = found.setdefault(day, [0.0] * len(HOURS))
        for hour, part in enumerate(parts_of(parts)):
            hours[hour] += calls * part / sum(parts)
    return found


def training_day(scenario: Scenario) -> dt.date | None:
    """The day some days from now on which one plan contacts most people, and it alone."""
    campaign = "placement__version__campaign"
    days = (
        waves(scenario)
        .filter(on__gte=scenario.day(NOTICE))
        .values("on")
        .annotate(
            plans=Count(campaign, distinct=True),
            undecided=Count(campaign, distinct=True, filter=UNDECIDED),
            reached=Sum("persons"),
        )
        .filter(plans=1, undecided=1, reached__gt=0)
        .order_by("-reached", "on")
    )
    return days.values_list("on", flat=True).first()
