"""Writing the parts of a plan version from the plan's words, and copying a version."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from campaigns.audiences import Audience, Source
from campaigns.enums import SourceSide, SourceUse
from campaigns.models import (
    AudienceSource,
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
COLUMNS = {*VERSION_FIELDS, *SERVICE_FIELDS, "eligibility"}
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
    set_fields(version, plan)
    if version.pk is None or COLUMNS & {*plan, *(plan.get("service_plan") or ())}:
        version.save()
    if "branches" in plan:
        version.branches.set(plan["branches"])
    for name, rows in flat_rows(version, plan).items():
        old = getattr(version, name).all()
        _replace(old.filter(participation=None) if name == "targets" else old, rows)
    if "participants" in plan:
        _write_participants(version, plan["participants"])
    if "audience" in plan:
        _write_audience(version, SourceUse.AUDIENCE, plan["audience"], now=now)
    if "eligibility" in plan:
        _write_audience(version, SourceUse.ELIGIBILITY, plan["eligibility"] or Audience(), now=now)
    if "placements" in plan:
        _write_placements(version, plan["placements"], now=now)


def _replace(old: Any, new: Iterable[Any]) -> None:
    old.delete()
    old.model.objects.bulk_create(new)


def set_fields(version: PlanVersion, plan: Mapping[str, Any]) -> None:
    """Set the columns that ``plan`` names, without saving."""
    service = plan.get("service_plan") or {}
    for field in VERSION_FIELDS:
        if field in plan:
            setattr(version, field, plan[field])
    for field in SERVICE_FIELDS:
        if field in service:
            setattr(version, field, service[field])
    if "eligibility" in plan:
        version.has_own_eligibility = plan["eligibility"] is not None


def flat_rows(version: PlanVersion, plan: Mapping[str, Any]) -> dict[str, list[Any]]:
    """The unsaved rows of those parts that ``plan`` names and that have no parts of their own, by
    their relation to the version; of targets those of the plan itself.
    """
    found: dict[str, list[Any]] = {}
    if "selling_points" in plan:
        found["selling_points"] = [
            SellingPoint(version=version, position=n, text=text)
            for n, text in enumerate(plan["selling_points"])
        ]
    models: dict[str, type[Any]] = {
        "offers": Offer,
        "targets": Target,
        "resource_requests": ResourceRequest,
    }
    for name, model in models.items():
        if name in plan:
            found[name] = [
                model(version=version, position=n, **one) for n, one in enumerate(plan[name])
            ]
    service = plan.get("service_plan") or {}
    if "scripts" in service:
        found["explanations"] = [
            ExplanationScript(version=version, **one) for one in service["scripts"]
        ]
    return found


def participant_row(
    version: PlanVersion,
    place: int,
    row: Mapping[str, Any],
    before: Mapping[tuple[int, int], Participation],
) -> tuple[Participation, list[Target]]:
    """An unsaved participant with their targets; ``before`` are those who were there, by unit and
    product: who stays keeps their answer.
    """
    fields = {key: value for key, value in row.items() if key != "targets"}
    one = Participation(version=version, position=place, **fields)
    if known := before.get((one.unit_id, one.product_id)):
        one.state, one.instead_of_id = known.state, known.instead_of_id
    targets = enumerate(row.get("targets", []))
    return one, [Target(version=version, position=k, **target) for k, target in targets]


def _write_participants(version: PlanVersion, rows: list[dict[str, Any]]) -> None:
    before = {(one.unit_id, one.product_id): one for one in version.participants.all()}
    version.participants.all().delete()
    made = [participant_row(version, n, row, before) for n, row in enumerate(rows)]
    Participation.objects.bulk_create(one for one, _targets in made)
    for one, targets in made:
        for target in targets:
            target.participation = one
    Target.objects.bulk_create(target for _one, targets in made for target in targets)


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


def placement_row(version: PlanVersion, place: int, row: Mapping[str, Any]) -> Placement:
    """An unsaved placement."""
    return Placement(
        version=version,
        position=place,
        channel=row["channel"],
        product=row.get("product"),
        expected_orders=row.get("expected_orders", 0),
    )


def wave_rows(placement: Placement, row: Mapping[str, Any]) -> list[Wave]:
    """The unsaved waves of a placement."""
    waves = enumerate(row.get("waves", ()))
    return [Wave(placement=placement, position=k, **wave) for k, wave in waves]


def _write_placements(
    version: PlanVersion, rows: list[dict[str, Any]], *, now: dt.datetime
) -> None:
    version.placements.all().delete()
    made = [placement_row(version, n, row) for n, row in enumerate(rows)]
    placed = list(zip(Placement.objects.bulk_create(made), rows, strict=True))
    Wave.objects.bulk_create(wave for one, row in placed for wave in wave_rows(one, row))
    place = {"version": version, "use": SourceUse.PLACEMENT, "side": SourceSide.EXCLUDE}
    AudienceSource.objects.bulk_create(
        source_row(source, now=now, position=k, placement=one, **place)
        for one, row in placed
        for k, source in enumerate(row.get("exclude", []))
    )
