"""Whether what a plan asked for lies in the branches, and what is on its way there."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calendars.unit_table import UnitTable
from campaigns.models import PlanVersion, ResourceRequest
from organization.models import Unit
from resources.availability import NOTHING, supplies


@dataclass(frozen=True, slots=True)
class Readiness:
    """The materials of one plan in one unit: how many kinds, how many lie there in full, when the
    next arrives.
    """

    unit: Unit
    asked: int
    ready: int
    next_on: dt.date | None

    @property
    def is_ready(self) -> bool:
        return self.ready == self.asked


def readiness(versions: Sequence[int], units: UnitTable) -> Mapping[int, Sequence[Readiness]]:
    """The materials of some plan versions by unit: three queries, whatever their number.

    What lies in a unit is for the plans that it is promised to, the earliest need first; only the
    rest is there for others.
    """
    requests = ResourceRequest.objects.filter(version_id__in=versions).values_list(
        "version_id",
        "version__campaign__code",
        "unit_id",
        "unit__code",
        "resource__code",
        "quantity",
    )
    there = supplies(resource for *_rest, resource, _quantity in requests)
    lines: dict[tuple[int, int], list[tuple[bool, dt.date | None]]] = defaultdict(list)
    for version_id, campaign, unit_id, unit, resource, quantity in requests:
        supply = there.get((resource, unit), NOTHING)
        lies_there = supply.lies_there_for(campaign) >= quantity
        lines[version_id, unit_id].append((lies_there, supply.next_arrival))
    found: dict[int, list[Readiness]] = defaultdict(list)
    for (version_id, unit_id), kinds in lines.items():
        days = [day for lies_there, day in kinds if not lies_there and day is not None]
        ready = sum(1 for lies_there, _day in kinds if lies_there)
        found[version_id].append(
            Readiness(units.by_id[unit_id], len(kinds), ready, min(days, default=None))
        )
    return found


def readiness_by_branch(version: PlanVersion, units: UnitTable) -> Sequence[Readiness]:
    """The materials of one version, in the order of the units."""
    rows = readiness([version.pk], units).get(version.pk, ())
    return sorted(rows, key=lambda row: (row.unit.position, row.unit.code))
