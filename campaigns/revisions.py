"""The next version of a plan, as a copy of the newest."""

from __future__ import annotations

import datetime as dt
from typing import Any

from campaigns.enums import ParticipationState
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
        amendment=None,
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
        participant = _clone(row, version=version, state=asked_again(row.state))
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


def asked_again(state: str) -> str:
    """Where a participant stands with the next revision: what was signed is signed anew."""
    return ParticipationState.ACCEPTED if state == ParticipationState.SIGNED else state


def adopt_version(
    source: PlanVersion, *, campaign: Campaign, amendment: Campaign, now: dt.datetime
) -> PlanVersion:
    """The approved version of an amendment, word for word, frozen and signed as it is, as the next
    one of the plan that it changes.
    """
    number = (campaign.working.number if campaign.working else 0) + 1
    version = copy_version(source, campaign=campaign, number=number, now=now)
    for name in ("audience_set_id", "asked_set_id", "eligibility_set_id", "submitted_by_id"):
        setattr(version, name, getattr(source, name))
    version.submitted_at, version.amendment = source.submitted_at, amendment
    version.save()
    for row in source.approvals.all():
        _clone(row, version=version)
    for joint, own in zip(source.participants.all(), version.participants.all(), strict=True):
        own.state = joint.state
        own.save(update_fields=["state"])
    pairs = zip(source.placements.all(), version.placements.all(), strict=True)
    for old, new in pairs:
        new.excluded_set_id = old.excluded_set_id
        new.save(update_fields=["excluded_set"])
        for before, wave in zip(old.waves.all(), new.waves.all(), strict=True):
            wave.persons = before.persons
            wave.save(update_fields=["persons"])
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
