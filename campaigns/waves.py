"""Who is contacted in which wave: a stable partition of a placement's persons into hundredths.

bucket = (crc32(party number) mod 100 + crc32(campaign code)) mod 100. A wave is a set of buckets,
so it stays the same persons however the audience grows or shrinks around them. Whoever is in the
control group on the day of a wave is left out of it.
"""

from __future__ import annotations

import datetime as dt
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from pyroaring import AbstractBitMap, BitMap

from campaigns.amendment_codes import plan_of
from campaigns.control_group import ControlGroup, sizes
from campaigns.enums import WaveTarget
from campaigns.policies import MOST_HELD_OUT
from customers.bitmaps import persons
from customers.caches import State
from customers.index.derive import share_of
from customers.index.shares import shares

BUCKETS = 100
EVERY_BUCKET = frozenset(range(BUCKETS))


class WaveTerms(Protocol):
    """What decides whom a wave reaches; model rows and unsaved plans both have it."""

    @property
    def on(self) -> dt.date: ...
    @property
    def starts_at(self) -> dt.time | None: ...
    @property
    def share(self) -> Decimal: ...
    @property
    def to(self) -> str: ...


def bucket_of(number: str) -> int:
    """The hundredth of a party before the campaign's offset."""
    return share_of(number)[0]


@dataclass(frozen=True, slots=True)
class Hundredths:
    """The persons of each hundredth, and whom the control group holds out; not to be changed."""

    planes: Sequence[BitMap]
    control: ControlGroup = ControlGroup()  # noqa: RUF009 - frozen, and nobody is in it


def wave_buckets(waves: Sequence[WaveTerms]) -> list[frozenset[int]]:
    """The buckets of each wave, in the order given.

    Waves count in the order of their dates. ``all`` takes its share from those not yet given to an
    ``all`` wave, ``rest`` from those not contacted at all, ``non_responders`` from those contacted
    earlier: until results are in, all of them.
    """
    order = sorted(
        range(len(waves)), key=lambda n: (waves[n].on, waves[n].starts_at or dt.time(0), n)
    )
    taken = 0
    contacted: set[int] = set()
    result: list[frozenset[int]] = [frozenset()] * len(waves)
    for n in order:
        wave = waves[n]
        count = int(Decimal(str(wave.share)) * BUCKETS)
        if wave.to == WaveTarget.ALL:
            chosen = set(range(taken, min(taken + count, BUCKETS)))
            taken += count
        else:
            pool = (
                sorted(EVERY_BUCKET - contacted)
                if wave.to == WaveTarget.REST
                else sorted(contacted)
            )
            chosen = set(pool[: -(-len(pool) * count // BUCKETS)])
        contacted |= chosen
        result[n] = frozenset(chosen)
    return result


def hundredths(at: State | None = None) -> Hundredths:
    """The persons of each hundredth and the control group, as of now; a fixed number of queries.
    ``at`` is what the customers' tables stand at, where that is known.
    """
    planes, control = shares(at)
    return Hundredths(planes, ControlGroup(control[:MOST_HELD_OUT], sizes()))


def control_as(held: Sequence[tuple[dt.date, int]]) -> ControlGroup:
    """The control group where the policy said so; one query, none where nobody was in it."""
    return ControlGroup(shares()[1][:MOST_HELD_OUT], held) if held else ControlGroup()


def split(
    code: str,
    waves: Sequence[WaveTerms],
    people: AbstractBitMap,
    *,
    among: Hundredths | None = None,
) -> list[BitMap]:
    """The persons of each wave of a placement of campaign ``code``, in the order given.
    Organisations are left out, and who is held out on the day.

    Who splits many placements hands over ``hundredths()``; otherwise they are asked for where they
    are needed.
    """
    if not waves:
        return []
    among = among or hundredths()
    taken = shared_out(code, waves, people, among.planes)
    return [
        found - out if (out := among.control.on(wave.on)) else found
        for wave, found in zip(waves, taken, strict=True)
    ]


def shared_out(
    code: str, waves: Sequence[WaveTerms], people: AbstractBitMap, planes: Sequence[BitMap]
) -> list[BitMap]:
    """The persons whom the shares give to each wave, the control group among them."""
    reached = persons(people)
    offset = zlib.crc32(plan_of(code).encode())
    result = []
    for chosen in wave_buckets(waves):
        if len(chosen) in {0, BUCKETS}:
            result.append(BitMap(reached) if chosen else BitMap())
            continue
        mine = (planes[(bucket - offset) % BUCKETS] for bucket in chosen)
        result.append(reached & BitMap.union(BitMap(), *mine))
    return result
