"""What plans load onto the hotline, hour by hour. Source: rules.md, hotline-capacity."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from channels.enums import DayType
from organization.enums import ClosedKind
from preflight.context import Context
from preflight.erlang import Answering, agents_needed, answering
from preflight.hotline_facts import HOURS, numbers_of
from preflight.policies import Policies
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import PlacementSnapshot, WaveSnapshot

WEEK = DayType.values[:7]  # from Monday on
AN_HOUR = 3600
# What may be missing before a day can be judged.
CALLS, ROSTER, RATE = "calls", "roster", "rate"


@dataclass(frozen=True, slots=True)
class Contacts:
    """So many persons whom a plan contacts in one way on a day."""

    plan: PlanSnapshot
    on: dt.date
    contact_class: str
    persons: int


Beside = Mapping[dt.date, list[Contacts]]


@dataclass(frozen=True, slots=True, kw_only=True)
class HourLoad:
    """Calls of an hour of a day: normal ones, those that this plan brings, approved ones beside
    it and those in coordination; and the agents rostered, None where nobody says.
    """

    hour: int
    normal: int
    own: Fraction
    approved: Fraction
    pending: Fraction
    rostered: int | None
    policies: Policies

    @property
    def calls(self) -> Fraction:
        return self.normal + self.own + self.approved + self.pending

    @property
    def load(self) -> Fraction:
        """Erlang: calls an hour × seconds each ÷ 3600."""
        return self.calls * self.policies.hotline_handling_seconds / AN_HOUR

    @property
    def agents(self) -> int:
        """Who of the rostered are at the phone."""
        return floor((self.rostered or 0) * (1 - self.policies.hotline_shrinkage))

    @property
    def carries(self) -> Fraction:
        """The calls an hour from which on the queue never clears."""
        return Fraction(self.agents * AN_HOUR, self.policies.hotline_handling_seconds)

    @property
    def never_clears(self) -> bool:
        return self.rostered is not None and self.load >= self.agents

    @property
    def answering(self) -> Answering | None:
        """None where the queue never clears."""
        seconds = self.policies.hotline_handling_seconds
        if self.load >= self.agents:
            return None
        return answering(float(self.load), self.agents, seconds)

    @property
    def in_time(self) -> float | None:
        """Share of calls answered in time; None where the queue never clears."""
        found = self.answering
        return None if found is None else found.within(self.policies.hotline_answer_seconds)

    @property
    def is_slow(self) -> bool:
        """Whether fewer calls than agreed are answered in time."""
        if self.rostered is None:
            return False
        in_time = self.in_time
        return in_time is None or in_time < float(self.policies.hotline_service_share)

    @property
    def needed(self) -> int | None:
        """The agents to roster so that enough calls are answered in time; None if all are away."""
        policies = self.policies
        present = 1 - policies.hotline_shrinkage
        if not present:
            return None
        at_phone = agents_needed(
            float(self.load),
            policies.hotline_handling_seconds,
            share=float(policies.hotline_service_share),
            seconds=policies.hotline_answer_seconds,
        )
        return ceil(at_phone / present)


@dataclass(frozen=True, slots=True)
class DayLoad:
    """The hours of a day in which the plan brings calls, and what nobody entered for it."""

    day: dt.date
    hours: tuple[HourLoad, ...]
    missing: frozenset[str]

    @property
    def over(self) -> list[HourLoad]:
        """The hours that the hotline cannot carry."""
        return [one for one in self.hours if one.is_slow]

    @property
    def is_fine(self) -> bool:
        return not self.over and not self.missing


def coming(
    plan: PlanSnapshot, context: Context
) -> Iterator[tuple[PlacementSnapshot, WaveSnapshot, Contacts]]:
    """The waves by which a plan still contacts people by itself, with whom they reach."""
    for placement, wave in plan.waves():
        facts = context.channels.get(placement.channel)
        if facts is not None and facts.is_push and wave.on >= context.as_of:
            contacts = Contacts(plan, wave.on, facts.contact_class, len(wave.persons))
            yield placement, wave, contacts


def beside(context: Context, days: Iterable[dt.date]) -> Beside:
    """Whom all other plans contact on these days."""
    found: dict[dt.date, list[Contacts]] = {day: [] for day in days}
    for other in context.plans:
        if any(wave.on in found for _placement, wave in other.waves()):
            for _placement, _wave, contacts in coming(other, context):
                if contacts.on in found:
                    found[contacts.on].append(contacts)
    return found


def types_of(day: dt.date, context: Context) -> list[str]:
    """What kinds of day it is, the most particular first."""
    types = [WEEK[day.weekday()]]
    if day in context.holidays:
        types.append(DayType.HOLIDAY)
    elif day in context.workdays.special:
        types.append(DayType.MAKE_UP)
    if (day, ClosedKind.BILL_RUN) in context.closed:
        types.append(DayType.BILL_RUN)
    return types[::-1]


def calls_of(contacts: Contacts, hour: int, context: Context) -> Fraction:
    """The calls that contacts bring in an hour."""
    known = context.hotline.calls_back.get(contacts.contact_class)
    return contacts.persons * known.hours[hour] if known else Fraction(0)


def calls_by_hour(
    contacts: Iterable[Contacts], context: Context
) -> tuple[list[Fraction], frozenset[str]]:
    """The calls that contacts bring in each hour, and the classes of which nobody knows them."""
    persons: dict[str, int] = defaultdict(int)
    for one in contacts:
        persons[one.contact_class] += one.persons
    known = context.hotline.calls_back
    hours = [
        sum(
            (count * known[name].hours[hour] for name, count in persons.items() if name in known),
            Fraction(0),
        )
        for hour in HOURS
    ]
    return hours, frozenset(name for name, count in persons.items() if count and name not in known)


def day_load(
    day: dt.date, own: Iterable[Contacts], others: Iterable[Contacts], context: Context
) -> DayLoad:
    """The hours of a day in which a plan brings calls. What nobody entered is missing, and counts
    as none: hours that are too full without it are too full.
    """
    every = list(others)
    ours, unknown = calls_by_hour(own, context)
    approved, more = calls_by_hour((one for one in every if not one.plan.is_pending), context)
    pending, rest = calls_by_hour((one for one in every if one.plan.is_pending), context)
    types, hotline = types_of(day, context), context.hotline
    normal = numbers_of(hotline.calls, day, types)
    rostered = numbers_of(hotline.roster, day, types)
    policies = context.policies_on(day)
    hours = tuple(
        HourLoad(
            hour=hour,
            normal=normal[hour] or 0,
            own=ours[hour],
            approved=approved[hour],
            pending=pending[hour],
            rostered=rostered[hour],
            policies=policies,
        )
        for hour in HOURS
        if ours[hour]
    )
    missing = {RATE} if unknown or (hours and more | rest) else set()
    missing |= {CALLS for one in hours if normal[one.hour] is None}
    missing |= {ROSTER for one in hours if one.rostered is None}
    return DayLoad(day, hours, frozenset(missing))
