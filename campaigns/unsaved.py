"""Plan versions that are stored nowhere: a new plan as it was written, or a stored one with a
change, as rows in memory. Whatever reads the parts of a loaded version reads them too.

They are never saved: their parts lie where Django keeps what it has prefetched.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.db.models import Model

from campaigns.audiences import Audience, Source
from campaigns.enums import CampaignState, Category, SourceSide, SourceUse
from campaigns.loading import hold
from campaigns.models import AudienceSource, Campaign, Participation, Placement, PlanVersion, Target
from campaigns.parts import flat_rows, participant_row, placement_row, set_fields, wave_rows
from customers import bitmaps
from customers.models import PartySet

LISTS = (
    "branches",
    "selling_points",
    "offers",
    "targets",
    "participants",
    "placements",
    "sources",
    "resource_requests",
    "explanations",
)
Row = TypeVar("Row", bound=Model)
NO_KEY = -1  # rows in memory need some key before Django lets their parts be read


def new_version(plan: Mapping[str, Any]) -> PlanVersion:
    """The version of a plan that has no code yet; ``plan`` is the ``validated_data`` of its
    serializer.
    """
    campaign = Campaign(
        pk=NO_KEY,
        code="",
        name=plan["name"],
        owner_unit=plan["owner_unit"],
        state=CampaignState.DRAFT,
    )
    version = PlanVersion(pk=NO_KEY, campaign=campaign, category=Category.PROMOTION)
    hold(version, {name: [] for name in LISTS})
    _apply(version, plan)
    return version


def changed_version(version: PlanVersion, plan: Mapping[str, Any]) -> PlanVersion:
    """The draft that a version would become if ``plan`` were written into it; the version comes
    with its parts loaded and stays as it is.
    """
    draft = _copy(
        version,
        submitted_at=None,
        submitted_by=None,
        audience_set=None,
        asked_set=None,
        eligibility_set=None,
    )
    hold(draft, {name: list(getattr(version, name).all()) for name in LISTS})
    placements = [_copy(one, excluded_set=None) for one in version.placements.all()]
    hold(draft, {"placements": placements})
    _apply(draft, plan)
    return draft


def _copy(row: Row, **values: Any) -> Row:
    twin = copy.copy(row)
    # Django copies the row alone; what was read of its parts would be one for both.
    vars(twin)["_prefetched_objects_cache"] = dict(vars(row).get("_prefetched_objects_cache", {}))
    for name, value in values.items():
        setattr(twin, name, value)
    return twin


def _apply(version: PlanVersion, plan: Mapping[str, Any]) -> None:
    set_fields(version, plan)
    held: dict[str, list[Any]] = {
        name: list(getattr(version, name).all()) for name in ("targets", "sources")
    }
    parts: dict[str, list[Any]] = dict(flat_rows(version, plan))
    if "branches" in plan:
        parts["branches"] = list(plan["branches"])
    if "targets" in plan:
        parts["targets"] += [one for one in held["targets"] if one.participation_id is not None]
    if "participants" in plan:
        parts["participants"], promised = _participants(version, plan["participants"])
        own = parts.get("targets", held["targets"])
        parts["targets"] = [one for one in own if one.participation_id is None] + promised
    if "placements" in plan:
        parts["placements"] = [
            _placement(version, place, row) for place, row in enumerate(plan["placements"])
        ]
    for name, use in (("audience", SourceUse.AUDIENCE), ("eligibility", SourceUse.ELIGIBILITY)):
        if name in plan:
            kept = [row for row in parts.get("sources", held["sources"]) if row.use != use]
            parts["sources"] = kept + _sources(version, use, plan[name] or Audience())
    hold(version, parts)


def _participants(
    version: PlanVersion, rows: Sequence[Mapping[str, Any]]
) -> tuple[list[Participation], list[Target]]:
    before = {(one.unit_id, one.product_id): one for one in version.participants.all()}
    found, promised = [], []
    for place, row in enumerate(rows):
        one, targets = participant_row(version, place, row, before)
        one.pk = NO_KEY - place
        for target in targets:
            target.participation = one
        hold(one, {"targets": targets})
        found.append(one)
        promised += targets
    return found, promised


def _placement(version: PlanVersion, place: int, row: Mapping[str, Any]) -> Placement:
    placement = placement_row(version, place, row)
    placement.pk = NO_KEY - place
    exclusions = [
        _source(source, version, SourceUse.PLACEMENT, SourceSide.EXCLUDE, placement=placement)
        for source in row.get("exclude", ())
    ]
    hold(placement, {"waves": wave_rows(placement, row), "exclusions": exclusions})
    return placement


def _sources(version: PlanVersion, use: SourceUse, audience: Audience) -> list[AudienceSource]:
    return [
        _source(source, version, use, side)
        for side, sources in (
            (SourceSide.INCLUDE, audience.include),
            (SourceSide.EXCLUDE, audience.exclude),
        )
        for source in sources
    ]


def _source(
    source: Source, version: PlanVersion, use: SourceUse, side: SourceSide, **place: Any
) -> AudienceSource:
    row = AudienceSource(
        version=version,
        use=use,
        side=side,
        kind=source.kind,
        segment=source.segment,
        campaign=source.campaign,
        filter=source.filter,
        **place,
    )
    if source.members is not None:
        row.unsaved_members = source.members
        row.members = PartySet(
            size=len(source.members), persons=bitmaps.count_persons(source.members)
        )
    return row
