"""Whom a plan reaches, and what leaves everybody else out: reasons that part the persons asked for,
so that the totals add up.

Who is left out for several reasons counts for the first of them, in the order of ``LeftOut``. A
plan without waves of its own reaches whoever may come; then consent, pressure and shares are no
matter.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _
from pyroaring import AbstractBitMap, BitMap

from preflight.binding import bound_by
from preflight.context import Context
from preflight.parties import NOBODY, persons_of
from preflight.pressure.contacts import WaveKey, split, wave_key
from preflight.pressure.kept import ALL
from preflight.pressure.limits import limits
from preflight.pressure.measuring import by_wave, measure
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import PlacementSnapshot, WaveSnapshot

HeldOut = Callable[[dt.date], AbstractBitMap]
Over = Mapping[WaveKey, AbstractBitMap]


class LeftOut(models.TextChoices):
    """Why somebody who was asked for is not reached, the first that holds."""

    EXCLUDED = "excluded", _("Excluded from the plan")
    CHANNEL = "channel", _("Excluded from its channels")
    CONSENT = "consent", _("May not be contacted in this way")
    CONTRACT = "contract", _("Bound by a contract that excludes the offer")
    CONTROL = "control", _("In the control group")
    PRESSURE = "pressure", _("Contacted too often")
    SHARE = "share", _("In no wave's share")


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveReach:
    """One wave: whom it reaches of those its placement is meant for, and what leaves the others out
    of it.
    """

    placement: PlacementSnapshot
    wave: WaveSnapshot
    reached: AbstractBitMap
    left_out: Mapping[LeftOut, AbstractBitMap]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """``asked`` are all persons asked for: ``reached`` and those of ``left_out`` part them."""

    asked: AbstractBitMap
    reached: AbstractBitMap
    left_out: Mapping[LeftOut, AbstractBitMap]
    waves: tuple[WaveReach, ...] = ()


Push = tuple[PlacementSnapshot, WaveSnapshot, str]


def reach_of(
    plan: PlanSnapshot,
    context: Context,
    *,
    asked: AbstractBitMap = NOBODY,
    held_out: HeldOut = lambda _day: NOBODY,
    over: Over | None = None,
) -> Reach:
    """Whom the plan reaches of those asked for, who are its audience at least. The context knows
    who may be contacted (``is_submission``); ``over`` is given where ``over_by_wave`` was asked
    before.
    """
    everybody = persons_of(asked) | plan.persons
    pushes = [
        (placement, wave, facts.contact_class)
        for placement, wave in plan.waves()
        if (facts := context.channels.get(placement.channel)) is not None and facts.is_push
    ]
    parts = _Parts(everybody)
    parts.take(LeftOut.EXCLUDED, everybody - plan.persons)
    bound = _union(
        [one for found in bound_by(plan, context, everybody).values() for one in found.values()]
    )
    if not pushes:
        meant = (
            _union([one.persons for one in plan.placements]) if plan.placements else plan.persons
        )
        parts.take(LeftOut.CHANNEL, everybody - meant)
        parts.take(LeftOut.CONTRACT, bound)
        return Reach(asked=everybody, reached=parts.rest, left_out=parts.taken)
    over = over_by_wave(plan, context) if over is None else over
    waves = tuple(
        wave_reach(
            placement,
            wave,
            closed=closed_to(placement, kind, context),
            bound=bound,
            held=held_out(wave.on),
            over=over.get(wave_key(placement, wave), NOBODY),
        )
        for placement, wave, kind in pushes
    )
    reached = _union([one.reached for one in waves])
    parts.rest -= reached
    parts.take(LeftOut.CHANNEL, everybody - _union([one.persons for one, _w, _k in pushes]))
    open_to = _union([one.persons - closed_to(one, kind, context) for one, _w, kind in pushes])
    parts.take(LeftOut.CONSENT, everybody - open_to)
    parts.take(LeftOut.CONTRACT, bound)
    parts.take(LeftOut.CONTROL, _union([held_out(wave.on) for _p, wave, _k in pushes]))
    parts.take(LeftOut.PRESSURE, _union(list(over.values())))
    parts.take(LeftOut.SHARE, everybody - _union([wave.persons for _p, wave, _k in pushes]))
    # In waves of some ways alone, each of which is closed to them.
    parts.add(LeftOut.CONSENT, parts.rest)
    return Reach(asked=everybody, reached=reached, left_out=parts.taken, waves=waves)


def wave_reach(
    placement: PlacementSnapshot,
    wave: WaveSnapshot,
    *,
    closed: AbstractBitMap,
    bound: AbstractBitMap,
    held: AbstractBitMap,
    over: AbstractBitMap,
) -> WaveReach:
    """Whom a wave reaches of those its placement is meant for."""
    parts = _Parts(placement.persons)
    parts.take(LeftOut.CONSENT, closed)
    parts.take(LeftOut.CONTRACT, bound)
    parts.take(LeftOut.CONTROL, held)
    parts.take(LeftOut.PRESSURE, wave.persons & over)
    parts.take(LeftOut.SHARE, placement.persons - wave.persons)
    return WaveReach(placement=placement, wave=wave, reached=parts.rest, left_out=parts.taken)


class _Parts:
    """Parts a set of persons by reasons, each taking of those who are left."""

    def __init__(self, everybody: AbstractBitMap) -> None:
        self.rest = BitMap(everybody)
        self.taken: dict[LeftOut, AbstractBitMap] = dict.fromkeys(LeftOut, NOBODY)

    def take(self, reason: LeftOut, persons: AbstractBitMap) -> None:
        self.add(reason, self.rest & persons)

    def add(self, reason: LeftOut, persons: AbstractBitMap) -> None:
        self.taken[reason] = self.taken[reason] | persons
        self.rest = self.rest - persons


def closed_to(placement: PlacementSnapshot, kind: str, context: Context) -> AbstractBitMap:
    """The persons of a placement who may not be contacted in its way, as ``consent`` says."""
    closed = placement.persons & context.do_not_contact.get(kind, NOBODY)
    facts = context.channels.get(placement.channel)
    if facts is not None and facts.needs_consent:
        closed = closed | (placement.persons - context.consented.get(kind, NOBODY))
    return closed


def over_by_wave(plan: PlanSnapshot, context: Context) -> Over:
    """Who is contacted too often in each wave to come, as ``contact-pressure`` says."""
    own, beside = split(plan, context)
    measured = (measure(own, beside, over_time, counts=ALL) for over_time in limits(context))
    return joined(by_wave(own, found) for found in measured if found is not None)


def joined(parts: Iterable[Over]) -> Over:
    """The persons of all of them, wave by wave."""
    found: dict[WaveKey, AbstractBitMap] = {}
    for one in parts:
        for key, persons in one.items():
            found[key] = found.get(key, NOBODY) | persons
    return found


def _union(sets: Sequence[AbstractBitMap]) -> AbstractBitMap:
    return BitMap().union(*sets)
