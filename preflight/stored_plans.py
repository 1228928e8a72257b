"""Snapshots of plans as they are stored."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import Any

from pyroaring import AbstractBitMap

from campaigns import audiences
from campaigns.models import Campaign, PlanVersion
from campaigns.waves import hundredths
from customers import aliases, bitmaps
from preflight.plans import Planes, snapshot_of
from preflight.snapshot import PlanSnapshot

COMPARED_PARTS = (
    "branches",
    "offers__product__family",
    "placements__channel",
    "placements__product",
    "placements__waves",
    "explanations__against",
    "sources__campaign",
    "targets",
)
PARTS = (
    *COMPARED_PARTS,
    "participants__unit",
    "participants__product",
    "selling_points",
    "resource_requests__resource",
    "resource_requests__unit",
)
DRAFT_PARTS = (
    *PARTS,
    "sources__segment",
    "placements__exclusions__segment",
    "placements__exclusions__campaign",
)


def lazy_planes() -> Planes:
    """The hundredths of the persons, asked for once, and only if a wave is to be split."""
    return cache(hundredths)


def stored_plan(
    campaign: Campaign,
    version: PlanVersion,
    *,
    today: dt.date | None = None,
    planes: Planes | None = None,
) -> PlanSnapshot:
    """One version of a campaign, loaded with its parts."""
    parts = PARTS if version.is_submitted else DRAFT_PARTS
    loaded = PlanVersion.objects.prefetch_related(*parts).get(pk=version.pk)
    loaded.campaign = campaign
    return plan_of(loaded, today=today, planes=planes)


def plan_of(
    version: PlanVersion, *, today: dt.date | None = None, planes: Planes | None = None
) -> PlanSnapshot:
    """A version as rules read it, loaded with its parts or stored nowhere; the sets of one that is
    not submitted are resolved as of today.
    """
    if version.is_submitted:
        return snapshot_of(version.campaign, version, sets_of([version]), planes or lazy_planes())
    with aliases.read_once():
        return draft_of(version, today=today)


def draft_of(version: PlanVersion, *, today: dt.date | None = None) -> PlanSnapshot:
    audience = audiences.version_audience(version, today=today)
    return snapshot_of(
        version.campaign,
        version,
        {},
        lazy_planes(),
        audience=audience,
        eligibility=(
            audiences.version_eligibility(version, today=today)
            if version.has_own_eligibility
            else audience
        ),
        excluded={
            one.pk: audiences.placement_excluded(one, today=today)
            for one in version.placements.all()
        },
    )


def sets_of(versions: Any) -> dict[int, AbstractBitMap]:
    wanted: set[int] = set()
    for version in versions:
        placements = (placement.excluded_set_id for placement in version.placements.all())
        wanted |= {
            key for key in (version.audience_set_id, version.eligibility_set_id, *placements) if key
        }
    return dict(bitmaps.load_many(wanted))
