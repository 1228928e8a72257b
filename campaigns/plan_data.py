"""Parts of a stored version in the shape in which the commands take them: the ``validated_data`` of
the plan's serializer. The version comes with its parts loaded.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from campaigns.audiences import Audience, stored_sources
from campaigns.dates import Move, move
from campaigns.enums import SourceSide, SourceUse
from campaigns.models import Participation, Placement, PlanVersion

OFFER = (
    "product",
    "kind",
    "pay",
    "get",
    "get_kind",
    "get_value",
    "payout_months",
    "min_spend",
    "lock_months",
    "stackable",
    "exclusive_group",
    "description",
)
PLACEMENT = ("channel", "product", "expected_orders")
WAVE = ("on", "starts_at", "ends_at", "share", "to")
REQUEST = ("resource", "unit", "quantity", "needed_by", "occasion")
PARTICIPANT = ("unit", "product", "enrolment", "cost_share", "instead_of")
TARGET = ("indicator", "value")
SCRIPT = ("against", "text")


def _columns(row: Model, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def offers_data(version: PlanVersion) -> list[dict[str, Any]]:
    return [_columns(one, OFFER) for one in version.offers.all()]


def requests_data(version: PlanVersion) -> list[dict[str, Any]]:
    return [_columns(one, REQUEST) for one in version.resource_requests.all()]


def scripts_data(version: PlanVersion) -> list[dict[str, Any]]:
    return [_columns(one, SCRIPT) for one in version.explanations.all()]


def participants_data(version: PlanVersion) -> list[dict[str, Any]]:
    return [_participant(one) for one in version.participants.all()]


def targets_data(version: PlanVersion) -> list[dict[str, Any]]:
    """The targets of the plan itself."""
    own = [one for one in version.targets.all() if one.participation_id is None]
    return [_columns(one, TARGET) for one in own]


def _participant(one: Participation) -> dict[str, Any]:
    targets = [_columns(target, TARGET) for target in one.targets.all()]
    return {**_columns(one, PARTICIPANT), "targets": targets}


def placements_data(version: PlanVersion) -> list[dict[str, Any]]:
    return [_placement(one) for one in version.placements.all()]


def _placement(placement: Placement) -> dict[str, Any]:
    return {
        **_columns(placement, PLACEMENT),
        "exclude": stored_sources(placement.exclusions.all()),
        "waves": [_columns(wave, WAVE) for wave in placement.waves.all()],
    }


def audience_data(version: PlanVersion, use: SourceUse) -> Audience:
    """The sources of the audience or of the eligibility."""
    rows = [row for row in version.sources.all() if row.use == use]
    return Audience(
        include=stored_sources(row for row in rows if row.side == SourceSide.INCLUDE),
        exclude=stored_sources(row for row in rows if row.side == SourceSide.EXCLUDE),
    )


def moved_data(
    version: PlanVersion, *, starts_on: dt.date, ends_on: dt.date | None = None
) -> dict[str, Any]:
    """What other dates change in a version; it keeps its length unless a last day is given."""
    to = move(version.starts_on, version.ends_on, starts_on=starts_on, ends_on=ends_on)
    data: dict[str, Any] = {
        "starts_on": to.starts_on,
        "ends_on": to.ends_on,
        "placements": [_moved(one, to) for one in placements_data(version)],
        "resource_requests": [
            {**one, "needed_by": to.day(one["needed_by"])} for one in requests_data(version)
        ],
    }
    if version.training_on is not None:
        data["service_plan"] = {"training_on": to.day(version.training_on)}
    return data


def _moved(placement: dict[str, Any], to: Move) -> dict[str, Any]:
    waves = [{**wave, "on": to.wave(wave["on"])} for wave in placement["waves"]]
    return {**placement, "waves": waves}
