"""The next version of a plan, as a copy of the newest."""

from __future__ import annotations

import datetime as dt
from typing import Any

from campaigns.models import Campaign, PlanVersion


def next_version(campaign: Campaign, *, now: dt.datetime) -> PlanVersion:
    """A changeable copy of the working version with the next number, made the working one; the
    campaign is not saved.
    """
    source = campaign.working
    if source is None:
        raise ValueError(f"{campaign.code} has no version")
    version = copy_version(source, campaign=campaign, number=source.number + 1, now=now)
    campaign.working = version
    return version


def copy_version(
    source: PlanVersion, *, campaign: Campaign, number: int, now: dt.datetime
) -> PlanVersion:
    """All words of a version as a new, unsubmitted one of ``campaign``; what is frozen stays
    behind.
    """
    version: PlanVersion = _clone(
        source,
        campaign=campaign,
        number=number,
        created_at=now,
        submitted_at=None,
        submitted_by=None,
        audience_set=None,
        asked_set=None,
        eligibility_set=None,
    )
    version.branches.set(source.branches.all())
    for row in [
        *source.selling_points.all(),
        *source.offers.all(),
        *source.resource_requests.all(),
        *source.explanations.all(),
    ]:
        _clone(row, version=version)
    for row in source.targets.filter(participation=None):
        _clone(row, version=version)
    for row in source.participants.all():
        targets = list(row.targets.all())
        participant = _clone(row, version=version)
        for target in targets:
            _clone(target, version=version, participation=participant)
    for row in source.sources.filter(placement=None):
        _clone(row, version=version)
    for row in source.placements.all():
        parts = [*row.waves.all()], [*row.exclusions.all()]
        placement = _clone(row, version=version, excluded_set=None)
        for wave in parts[0]:
            _clone(wave, placement=placement, persons=None)
        for exclusion in parts[1]:
            _clone(exclusion, version=version, placement=placement)
    return version


def _clone(row: Any, **changes: Any) -> Any:
    """A new row with the same columns but for the changes."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
    }
    for name in changes:
        values.pop(row._meta.get_field(name).attname, None)
    return type(row).objects.create(**values, **changes)
