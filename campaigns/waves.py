"""Who is contacted in which wave: a stable partition of a placement's persons into hundredths.

bucket = (crc32(party number) mod 100 + crc32(campaign code)) mod 100. A wave is a set of buckets,
so it stays the same persons however the audience grows or shrinks around them. Whoever is in the
control group on the day of a wave is left out of it.
"""

from __future__ import annotations

import datetime as dt
import threading
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from django.db.models import Max
from pyroaring import AbstractBitMap, BitMap

from campaigns.control_group import ControlGroup, control_hundredth, sizes
from campaigns.enums import WaveTarget
from campaigns.policies import MOST_HELD_OUT
from customers.bitmaps import persons
from customers.enums import PartyKind
from customers.models import Party

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
    return zlib.crc32(number.encode()) % BUCKETS


@dataclass(frozen=True, slots=True)
class Hundredths:
    """The persons of each hundredth, and whom the control group holds out; not to be changed."""

    planes: Sequence[BitMap]
    control: ControlGroup = ControlGroup()  # noqa: RUF009 - frozen, and nobody is in it


class _Planes:
    """One bitmap of persons for each hundredth, kept in the process and grown as parties come in.

    Ordinals are never given twice, so only new rows are read. Rows that reuse one (a rolled-back
    test) start it afresh.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reset()

    def _reset(self) -> None:
        self.planes = [BitMap() for _ in range(BUCKETS)]
        self.control = [BitMap() for _ in range(MOST_HELD_OUT)]
        self.last_key = 0
        self.last_ordinal = -1

    def grown(self) -> tuple[list[BitMap], list[BitMap]]:
        """The planes of waves and of the control group, with all parties that there are."""
        people = Party.objects.filter(kind=PartyKind.PERSON)
        newest = people.aggregate(newest=Max("pk"))["newest"] or 0
        with self._lock:
            if newest < self.last_key:
                self._reset()
            if newest > self.last_key:
                rows = list(people.filter(pk__gt=self.last_key).values_list("ordinal", "number"))
                if min(ordinal for ordinal, _ in rows) <= self.last_ordinal:
                    self._reset()
                    rows = list(people.values_list("ordinal", "number"))
                self._add(rows)
                self.last_key = newest
            return self.planes, self.control

    def _add(self, rows: list[tuple[int, str]]) -> None:
        ordinals: list[list[int]] = [[] for _ in range(BUCKETS)]
        control: list[list[int]] = [[] for _ in range(MOST_HELD_OUT)]
        for ordinal, number in rows:
            ordinals[bucket_of(number)].append(ordinal)
            if (place := control_hundredth(number)) < MOST_HELD_OUT:
                control[place].append(ordinal)
        for plane, new in zip([*self.planes, *self.control], [*ordinals, *control], strict=True):
            plane.update(new)
        self.last_ordinal = max(self.last_ordinal, *(ordinal for ordinal, _ in rows))


_planes = _Planes()


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


def hundredths() -> Hundredths:
    """The persons of each hundredth and the control group, as of now; two queries."""
    planes, control = _planes.grown()
    return Hundredths(planes, ControlGroup(control, sizes()))


def control_as(held: Sequence[tuple[dt.date, int]]) -> ControlGroup:
    """The control group where the policy said so; one query, none where nobody was in it."""
    return ControlGroup(_planes.grown()[1], held) if held else ControlGroup()


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
    offset = zlib.crc32(code.encode())
    result = []
    for chosen in wave_buckets(waves):
        if len(chosen) in {0, BUCKETS}:
            result.append(BitMap(reached) if chosen else BitMap())
            continue
        mine = (planes[(bucket - offset) % BUCKETS] for bucket in chosen)
        result.append(reached & BitMap.union(BitMap(), *mine))
    return result
