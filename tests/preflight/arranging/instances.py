"""Seeded problems: how many plans, how many days each may lie on, how crowded they are."""

from __future__ import annotations

import random

from preflight.arranging.crowding import Bin, Fill, Watched, Window
from preflight.arranging.pieces import Piece, Rub
from preflight.arranging.problem import Problem
from preflight.arranging.weights import Weights

WEEK = 7


def instance(
    seed: int,
    *,
    plans: int,
    flex: int,
    days: int,
    rubs: float = 0.2,
    persons: int = 5,
    reach: float = 0.3,
    limit: int = 2,
    window: int = 10,
    waves: int = 0,
) -> Problem:
    """Plans over so many days, each with a wave on its first day (and, with ``waves``, one that may
    move by so many days); a share ``rubs`` of the pairs clash within two weeks; each of ``persons``
    is reached by a share ``reach`` of the plans and may get ``limit`` contacts in a window.
    """
    draw = random.Random(seed)
    pieces: list[Piece] = []
    firsts: list[int] = []
    heads: list[int] = []
    contacts: list[tuple[int, int, int]] = []  # piece, its first day, whose contact
    for number in range(plans):
        present = draw.randrange(flex, days - flex)
        first, options = present - flex, 2 * flex + 1
        at = len(pieces)
        heads.append(at)
        firsts.append(first)
        rank = draw.randrange(100)
        pieces.append(
            Piece(
                key=f"P{number}",
                present=flex,
                blocking=[int(draw.random() < 0.1) for _ in range(options)],
                warning=[int(draw.random() < 0.2) for _ in range(options)],
                moving=[abs(option - flex) * (100 + rank) // 100 for option in range(options)],
                barred=frozenset(one for one in range(options) if draw.random() < 0.1),
                order=draw.randrange(10_000),
                rank=rank,
            )
        )
        contacts.append((at, first, number))
        if waves and draw.random() < 0.5:
            offset = draw.randrange(5)
            contacts.append((len(pieces), first + offset - waves, number))
            pieces.append(
                Piece(
                    key=f"P{number}w",
                    present=flex + waves,
                    blocking=[0] * (options + 2 * waves),
                    warning=[0] * (options + 2 * waves),
                    moving=[0] * (options + 2 * waves),
                    parent=at,
                    within=[(one, one + 2 * waves) for one in range(options)],
                    usual=[one + waves for one in range(options)],
                )
            )
    starts = dict(zip(heads, firsts, strict=True))
    return Problem(
        pieces=tuple(pieces),
        rubs=tuple(_rubs(draw, pieces, starts, rubs)),
        bins=tuple(_weeks(draw, pieces, starts, days)),
        watched=tuple(
            _person(draw, pieces, contacts, days, plans, reach, limit, window)
            for _ in range(persons)
        ),
        weights=Weights(blocking=100, warning=5, thousand_persons=10_000, load=2, day=1),
    )


def _rubs(draw, pieces, starts, share):
    heads = list(starts)
    for place, one in enumerate(heads):
        for two in heads[place + 1 :]:
            if draw.random() >= share:
                continue
            near, meets = draw.randrange(3, 15), []
            for option in range(pieces[one].options):
                day = starts[one] + option
                first = max(day - near - starts[two], 0)
                last = min(day + near - starts[two], pieces[two].options - 1)
                meets.append((first, last) if first <= last else None)
            if any(meets):
                yield Rub(
                    key=f"{one}-{two}",
                    one=one,
                    two=two,
                    meets=meets,
                    blocking=int(draw.random() < 0.7),
                    warning=1,
                )


def _weeks(draw, pieces, starts, days):
    points = {at: draw.choice([4, 8, 10, 12, 16]) for at in starts}
    for week in range(0, days, WEEK):
        fills = []
        for at, start in starts.items():
            first = max(week - start, 0)
            last = min(week + WEEK - 1 - start, pieces[at].options - 1)
            if first <= last:
                fills.append(Fill(at, first, last, points[at]))
        yield Bin(
            key=f"week{week}", room=draw.randrange(5, 40), fills=tuple(fills), blocking=1, warning=0
        )


def _person(draw, pieces, contacts, days, plans, reach, limit, window):
    met = {number for number in range(plans) if draw.random() < reach}
    mine = [(at, first) for at, first, number in contacts if number in met]
    windows = []
    for end in range(window - 1, days + window, 3):
        fills = []
        for at, start in mine:
            first = max(end - window + 1 - start, 0)
            last = min(end - start, pieces[at].options - 1)
            if first <= last:
                fills.append(Fill(at, first, last))
        room = max(limit - draw.randrange(2), 0)
        if len(fills) > room:
            windows.append(Window(room, tuple(fills)))
    return Watched(persons=draw.randrange(1, 30), windows=tuple(windows))
