"""Snapshots of the plans that are checked: stored ones, drafts, and what is stored nowhere."""

from __future__ import annotations

import datetime as dt
from functools import cache, partial

from campaigns import audiences
from campaigns.models import Campaign, PlanVersion
from campaigns.waves import hundredths
from customers import aliases, bitmaps
from customers.caches import State
from preflight.plans import Planes, plan_row, snapshot_of
from preflight.snapshot import PlanSnapshot
from preflight.version_parts import VersionParts, parts_of
from preflight.version_rows import parts_by_version

DRAFT_PARTS = (
    "branches",
    "offers__product__family",
    "placements__channel",
    "placements__product",
    "placements__waves",
    "placements__exclusions__segment",
    "placements__exclusions__campaign",
    "explanations__against",
    "sources__campaign",
    "sources__segment",
    "targets",
    "participants__unit",
    "participants__product",
    "selling_points",
    "resource_requests__resource",
    "resource_requests__unit",
)


def lazy_planes(at: State | None = None) -> Planes:
    """The hundredths of the persons, asked for once, and only if a wave is to be split; ``at`` is
    what the customers' tables stand at, where that is known.
    """
    return cache(partial(hundredths, at))


def stored_plan(
    campaign: Campaign,
    version: PlanVersion,
    *,
    today: dt.date | None = None,
    planes: Planes | None = None,
) -> PlanSnapshot:
    """One version of a campaign, loaded with its parts."""
    if version.is_submitted:
        return frozen_plan(campaign, parts_by_version([version.pk])[version.pk], planes)
    loaded = PlanVersion.objects.prefetch_related(*DRAFT_PARTS).get(pk=version.pk)
    loaded.campaign = campaign
    return plan_of(loaded, today=today, planes=planes)


def plan_of(
    version: PlanVersion, *, today: dt.date | None = None, planes: Planes | None = None
) -> PlanSnapshot:
    """A version as rules read it, loaded with its parts or stored nowhere; the sets of one that is
    not submitted are resolved as of today.
    """
    if version.is_submitted:
        return frozen_plan(version.campaign, parts_of(version), planes)
    with aliases.read_once():
        return draft_of(version, today=today)


def frozen_plan(
    campaign: Campaign, parts: VersionParts, planes: Planes | None = None
) -> PlanSnapshot:
    """A submitted version."""
    sets = bitmaps.load_many(parts.sets)
    return snapshot_of(plan_row(campaign), parts, sets, planes or lazy_planes())


def draft_of(version: PlanVersion, *, today: dt.date | None = None) -> PlanSnapshot:
    audience = audiences.version_audience(version, today=today)
    return snapshot_of(
        plan_row(version.campaign),
        parts_of(version),
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
