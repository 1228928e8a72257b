"""Writing the parts of a plan version from the plan's words, and copying a version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from campaigns.audiences import Audience, Source
from campaigns.enums import SourceSide, SourceUse
from campaigns.models import (
    AudienceSource,
    Campaign,
    ExplanationScript,
    Offer,
    Participation,
    Placement,
    PlanVersion,
    ResourceRequest,
    SellingPoint,
    Target,
    Wave,
)
from customers import bitmaps

VERSION_FIELDS = (
    "category",
    "starts_on",
    "ends_on",
    "budget",
    "is_urgent",
    "flex_days",
    "enrolment",
)
SERVICE_FIELDS = ("contingency", "script", "training_on", "terms", "exit_rule")
CAMPAIGN_FIELDS = (
    "name",
    "owner_unit",
    "external_code",
    "initiative",
    "objective",
    "contacts",
    "notes",
)


def write_plan(version: PlanVersion, plan: Mapping[str, Any], *, now: dt.datetime) -> None:
    """Put what ``plan`` names into an unsubmitted version and save it; a part that is named
    replaces the stored one.

    ``plan`` is the ``validated_data`` of ``PlanSerializer``.
    """
    service = plan.get("service_plan") or {}
    for field in VERSION_FIELDS:
        if field in plan:
            setattr(version, field, plan[field])
    for field in SERVICE_FIELDS:
        if field in service:
            setattr(version, field, service[field])
    if "eligibility" in plan:
        version.has_own_eligibility = plan["eligibility"] is not None
    version.save()
    if "branches" in plan:
        version.branches.set(plan["branches"])
    if "scripts" in service:
        _replace(
            ExplanationScript.objects.filter(version=version),
            (ExplanationScript(version=version, **one) for one in service["scripts"]),
        )
    _write_lists(version, plan, now=now)


def _replace(old: Any, new: Iterable[Any]) -> None:
    old.delete()
    old.model.objects.bulk_create(new)


def _write_lists(version: PlanVersion, plan: Mapping[str, Any], *, now: dt.datetime) -> None:
    if "selling_points" in plan:
        texts = enumerate(plan["selling_points"])
        _replace(
            version.selling_points.all(),
            (SellingPoint(version=version, position=n, text=text) for n, text in texts),
        )
    if "offers" in plan:
        _replace(
            version.offers.all(),
            (Offer(version=version, position=n, **offer) for n, offer in enumerate(plan["offers"])),
        )
    if "targets" in plan:
        own = version.targets.filter(participation=None)
        _replace(
            own,
            (
                Target(version=version, position=n, **target)
                for n, target in enumerate(plan["targets"])
            ),
        )
    if "participants" in plan:
        _write_participants(version, plan["participants"])
    if "resource_requests" in plan:
        requests = enumerate(plan["resource_requests"])
        _replace(
            version.resource_requests.all(),
            (ResourceRequest(version=version, position=n, **one) for n, one in requests),
        )
    if "audience" in plan:
        _write_audience(version, SourceUse.AUDIENCE, plan["audience"], now=now)
    if "eligibility" in plan:
        _write_audience(version, SourceUse.ELIGIBILITY, plan["eligibility"] or Audience(), now=now)
    if "placements" in plan:
        _write_placements(version, plan["placements"], now=now)


def _write_participants(version: PlanVersion, rows: list[dict[str, Any]]) -> None:
    """A participant who stays keeps his answer."""
    answers = {(one.unit_id, one.product_id): one.state for one in version.participants.all()}
    version.participants.all().delete()
    for n, row in enumerate(rows):
        fields = {key: value for key, value in row.items() if key != "targets"}
        one = Participation(version=version, position=n, **fields)
        one.state = answers.get((one.unit_id, one.product_id), one.state)
        one.save()
        targets = enumerate(row.get("targets", []))
        Target.objects.bulk_create(
            Target(version=version, participation=one, position=k, **target)
            for k, target in targets
        )


def source_row(source: Source, *, now: dt.datetime, **place: Any) -> AudienceSource:
    """A source as a row, its list kept as a set."""
    return AudienceSource(
        kind=source.kind,
        segment=source.segment,
        campaign=source.campaign,
        filter=source.filter,
        members=bitmaps.store(source.members, now=now) if source.members is not None else None,
        **place,
    )


def _write_audience(
    version: PlanVersion, use: SourceUse, audience: Audience, *, now: dt.datetime
) -> None:
    sides = [(SourceSide.INCLUDE, audience.include), (SourceSide.EXCLUDE, audience.exclude)]
    rows = [
        source_row(source, now=now, version=version, use=use, side=side, position=n)
        for side, sources in sides
        for n, source in enumerate(sources)
    ]
    _replace(version.sources.filter(use=use), rows)


def _write_placements(
    version: PlanVersion, rows: list[dict[str, Any]], *, now: dt.datetime
) -> None:
    version.placements.all().delete()
    for n, row in enumerate(rows):
        placement = Placement.objects.create(
            version=version,
            position=n,
            channel=row["channel"],
            product=row.get("product"),
            expected_orders=row.get("expected_orders", 0),
        )
        Wave.objects.bulk_create(
            Wave(placement=placement, position=k, **wave)
            for k, wave in enumerate(row.get("waves", []))
        )
        place = {
            "version": version,
            "placement": placement,
            "use": SourceUse.PLACEMENT,
            "side": SourceSide.EXCLUDE,
        }
        sources = enumerate(row.get("exclude", []))
        AudienceSource.objects.bulk_create(
            source_row(source, now=now, position=k, **place) for k, source in sources
        )


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
