"""Persons who may come to be contacted too often: all of them where they are few, else a sample
drawn by a fixed seed that stands for all. Windows and limits are those of contact-pressure.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pyroaring import AbstractBitMap

from preflight.arranging.crowding import Fill, Watched, Window
from preflight.arranging.movable import span
from preflight.arranging.pushes import Push
from preflight.arranging.suspects import class_of, sample, suspects
from preflight.context import Context
from preflight.pressure.contacts import Contact
from preflight.pressure.limits import Limit, Limits

MOST_PERSONS = 250
# So many ends of a window are looked at; of longer spans only each second, third … day.
MOST_ENDS = 30
Days = Mapping[int, Sequence[dt.date]]


def watched(
    pushes: Sequence[Push],
    beside: Sequence[Contact],
    over_time: Iterable[Limits],
    context: Context,
    *,
    most: int = MOST_PERSONS,
) -> list[Watched]:
    """The persons who can come to be over a limit, each with the windows that may become too
    full.
    """
    limits = [limit for each in over_time for limit in each]
    who = suspects(pushes, beside, limits, context)
    chosen = sample(who, most)
    if not chosen:
        return []
    windows: dict[int, set[Window]] = defaultdict(set)
    for limit in limits:
        mine = [one for one in pushes if class_of(one, context) in limit.classes]
        if mine:
            for person, found in of_limit(mine, beside, limit, chosen).items():
                windows[person] |= found
    alike = Counter(
        tuple(sorted(found, key=lambda one: (one.room, one.fills[0].piece, one.fills[0].first)))
        for found in windows.values()
    )
    return [
        Watched(persons=max(round(count * len(who) / len(chosen)), 1), windows=found)
        for found, count in alike.items()
    ]


def of_limit(
    pushes: Sequence[Push], beside: Sequence[Contact], limit: Limit, chosen: AbstractBitMap
) -> dict[int, set[Window]]:
    """By person: the windows of one limit that may become too full."""
    first = min(one.first for one in pushes)
    last = max(one.first + dt.timedelta(days=one.options - 1) for one in pushes) + limit.span
    days = range((last - first).days + 1)
    step = max(len(days) // MOST_ENDS, 1)
    ends = [
        end for one in days[::step] if limit.first <= (end := first + one * day()) <= limit.last
    ]
    dates = fixed_days(beside, limit, chosen)
    reach: dict[int, list[Push]] = defaultdict(list)
    for push in pushes:
        for person in push.wave.persons & chosen:
            reach[person].append(push)
    return {
        person: found
        for person, mine in reach.items()
        if (found := set(of_person(mine, dates.get(person, ()), limit, ends)))
    }


def day() -> dt.timedelta:
    return dt.timedelta(days=1)


def fixed_days(
    beside: Sequence[Contact], limit: Limit, chosen: AbstractBitMap
) -> dict[int, list[dt.date]]:
    """On which days each of the persons is contacted whatever is chosen."""
    found: dict[int, list[dt.date]] = defaultdict(list)
    for one in beside:
        if limit.counts(one):
            for person in one.persons & chosen:
                found[person].append(one.on)
    return found


def of_person(
    pushes: Sequence[Push], fixed: Sequence[dt.date], limit: Limit, ends: Iterable[dt.date]
) -> Iterable[Window]:
    """The windows in which more contacts may come together than one person may get."""
    fullest: dict[tuple[Fill, ...], int] = {}
    for end in ends:
        begin = end - limit.span
        fills = tuple(
            Fill(one.piece, *found)
            for one in pushes
            if (found := span(one.first, one.options, begin, end))
        )
        there = sum(begin <= on <= end for on in fixed)
        room = max(limit.most - there, 0)
        if len(fills) > room:
            fullest[fills] = min(room, fullest.get(fills, room))
    return [Window(room, fills) for fills, room in fullest.items()]
