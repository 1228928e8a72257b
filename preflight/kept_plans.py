"""Snapshots of the plans that others are compared with, kept in this process from look to look.

A submitted version never changes, so its snapshot stands on four things beside it, and each look
compares them before it trusts what is kept: the plan's own row (name, unit, state, origin, the day
on which it ended, its rank); what products say about themselves; who is counted as whom; how large
the control group is from when. Nothing else, because codes never change, sets are immutable, and a
person stays in their hundredth.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cachetools import LRUCache
from django.conf import settings
from pyroaring import AbstractBitMap

from channels.models import Product
from customers import aliases, bitmaps
from preflight.plans import Planes, PlanRow, snapshot_of
from preflight.snapshot import PlanSnapshot
from preflight.version_rows import parts_by_version

# The columns of a campaign that make a ``PlanRow``.
PLAN_ROW = ("code", "name", "owner_unit__code", "state", "origin", "ended_on", "rank")
CACHE_BYTES = settings.KEPT_PLANS_MB * 2**20
# About what a snapshot takes beside its bitmaps.
SNAPSHOT_BYTES = 6_000


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """A snapshot of a version of a plan that stands so, with the key of its audience's set."""

    row: PlanRow
    is_submitted: bool
    snapshot: PlanSnapshot
    audience_set: int | None
    bytes: int


def weight(plan: PlanSnapshot) -> int:
    """About how many bytes it takes; a set that stands in it twice counts once."""
    sets: dict[int, AbstractBitMap] = {id(one): one for one in (plan.audience, plan.eligibility)}
    for placement in plan.placements:
        sets[id(placement.parties)] = placement.parties
        sets |= {id(wave.persons): wave.persons for wave in placement.waves}
    return SNAPSHOT_BYTES + sum(len(one.serialize()) for one in sets.values())


_plans: LRUCache[int, KeptPlan] = LRUCache(maxsize=CACHE_BYTES, getsizeof=lambda one: one.bytes)
_ground: list[Any] = [None]
_lock = threading.Lock()


def compared_plans(wanted: Mapping[int, PlanRow], planes: Planes) -> dict[int, KeptPlan]:
    """The submitted versions of these keys as others are compared with them, in the order given;
    what is not kept is read in one query each for versions and sets.
    """
    with aliases.read_once():
        ground = (products(), aliases.aliases()[0], list(planes().control.sizes))
        with _lock:
            if _ground[0] != ground:
                _plans.clear()
                _ground[0] = ground
            known = {key: _plans.get(key) for key in wanted}
        missing = [key for key, kept in known.items() if kept is None or kept.row != wanted[key]]
        built = build({key: wanted[key] for key in missing}, planes)
    with _lock:
        if _ground[0] == ground:
            for key, kept in built.items():
                if kept.is_submitted and kept.bytes <= _plans.maxsize:
                    _plans[key] = kept
    found = {key: built.get(key) or known[key] for key in wanted}
    return {key: kept for key, kept in found.items() if kept is not None}


def products() -> tuple[tuple[Any, ...], ...]:
    """What snapshots say of products, of all that there are: a short table."""
    facts = ("code", "family__code", "exclusive_group", "monthly_fee", "billing_kind", "brand")
    return tuple(Product.objects.order_by("pk").values_list(*facts))


def build(wanted: Mapping[int, PlanRow], planes: Planes) -> dict[int, KeptPlan]:
    """Snapshots from what is stored."""
    if not wanted:
        return {}
    parts = parts_by_version(wanted)
    sets = bitmaps.load_many(key for one in parts.values() for key in one.sets)
    built = {}
    for key, one in parts.items():
        snapshot = snapshot_of(wanted[key], one, sets, planes, is_checked=False)
        built[key] = KeptPlan(
            row=wanted[key],
            is_submitted=one.is_submitted,
            snapshot=snapshot,
            audience_set=one.audience_set,
            bytes=weight(snapshot),
        )
    return built


def kept_bytes() -> list[int]:
    """About what each plan takes that is kept."""
    with _lock:
        return [one.bytes for one in _plans.values()]
