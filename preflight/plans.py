"""From what a version says to the frozen snapshot that rules read. Nothing here queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import NamedTuple

from pyroaring import AbstractBitMap

from campaigns import waves as partition
from campaigns.models import Campaign, PlanVersion
from preflight.parties import NOBODY, persons_of
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import OfferTerms, PlacementSnapshot, WaveSnapshot
from preflight.version_parts import PlacementParts, VersionParts

Sets = Mapping[int, AbstractBitMap]
Planes = Callable[[], partition.Hundredths]


class PlanRow(NamedTuple):
    """What of a plan is the same for all its versions, and where it stands."""

    code: str
    name: str
    owner_unit: str
    state: str
    origin: str
    ended_on: dt.date | None
    rank: int | None


def plan_row(campaign: Campaign) -> PlanRow:
    return PlanRow(
        campaign.code,
        campaign.name,
        campaign.owner_unit.code,
        campaign.state,
        campaign.origin,
        campaign.ended_on,
        campaign.rank,
    )


def placement_snapshot(
    placement: PlacementParts, parties: AbstractBitMap, *, code: str, planes: Planes
) -> PlacementSnapshot:
    """A placement with the persons of each of its waves, split as the campaign's code says."""
    waves = placement.waves
    split = partition.split(code, waves, persons_of(parties), among=planes()) if waves else []
    return PlacementSnapshot(
        channel=placement.channel,
        product=placement.product,
        expected_orders=placement.expected_orders,
        parties=parties,
        waves=tuple(
            WaveSnapshot(
                number=number,
                on=wave.on,
                starts_at=wave.starts_at,
                ends_at=wave.ends_at,
                persons=persons,
            )
            for number, (wave, persons) in enumerate(zip(waves, split, strict=True), start=1)
        ),
    )


def snapshot_of(
    plan: PlanRow,
    version: VersionParts,
    sets: Sets,
    planes: Planes,
    *,
    audience: AbstractBitMap | None = None,
    eligibility: AbstractBitMap | None = None,
    excluded: Mapping[int, AbstractBitMap] | None = None,
    is_checked: bool = True,
) -> PlanSnapshot:
    """A version as rules read it. An unsubmitted one brings its resolved sets along; ``excluded``
    is by placement.

    Participants, requests and texts are left out of a plan that is only compared with: no rule
    reads them there.
    """
    whole = audience if audience is not None else sets.get(version.audience_set or 0, NOBODY)
    may_take = (
        eligibility if eligibility is not None else sets.get(version.eligibility_set or 0, whole)
    )
    left_out = excluded or {}
    placements = []
    for one in version.placements:
        out = left_out.get(one.key, sets.get(one.excluded_set or 0, NOBODY))
        parties = whole - out if out else whole
        placements.append(placement_snapshot(one, parties, code=plan.code, planes=planes))
    planned = PlanSnapshot(
        code=plan.code,
        name=plan.name,
        owner_unit=plan.owner_unit,
        state=plan.state,
        origin=plan.origin,
        set_rank=plan.rank,
        revision=version.number,
        category=version.category,
        starts_on=version.starts_on,
        ends_on=version.ends_on,
        enrolment=version.enrolment,
        flex_days=version.flex_days,
        branches=version.branches,
        offers=version.offers,
        placements=tuple(placements),
        participants=version.participants if is_checked else (),
        requests=version.requests if is_checked else (),
        service_plan=version.service_plan,
        selling_points=version.selling_points if is_checked else (),
        explanations=version.explanations if is_checked else (),
        audience=whole,
        eligibility=may_take,
        has_own_eligibility=version.has_own_eligibility,
        scripts_against=version.scripts_against,
        excludes=version.excludes,
        target_value=version.target_value,
        group_billed=version.group_billed,
    )
    ended_on = plan.ended_on
    return planned.ended(ended_on) if ended_on and ended_on < version.ends_on else planned


def intention_of(campaign: Campaign, version: PlanVersion) -> PlanSnapshot:
    """What an announced draft makes known: name, window, products, channels, branches, nothing
    else.
    """
    return PlanSnapshot(
        code=campaign.code,
        name=campaign.name,
        state=campaign.state,
        starts_on=version.starts_on,
        ends_on=version.ends_on,
        branches=frozenset(unit.code for unit in version.branches.all()),
        offers=tuple(
            OfferTerms(
                number=number,
                product=offer.product.code,
                family=offer.product.family.code,
                exclusive_groups=frozenset(filter(None, [offer.product.exclusive_group])),
            )
            for number, offer in enumerate(version.offers.all(), start=1)
        ),
        placements=tuple(
            PlacementSnapshot(channel=one.channel.code) for one in version.placements.all()
        ),
    )


def widest_span(
    plan: PlanSnapshot, *, from_day: dt.date | None = None, until_day: dt.date | None = None
) -> tuple[dt.date, dt.date]:
    """The days the plan may take up, if it may start on any day from ``from_day`` to ``until_day``;
    else its own window.
    """
    length = plan.ends_on - plan.starts_on
    first = min(plan.starts_on, from_day) if from_day else plan.starts_on
    last = max(plan.ends_on, until_day + length) if until_day else plan.ends_on
    return first, last
