"""Whether what a plan asked for lies in the branches, and what is on its way there."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from campaigns.models import PlanVersion, ResourceRequest
from desk.units import UnitTable
from organization.models import Unit
from resources.models import Arrival, Stock


@dataclass(frozen=True, slots=True)
class Readiness:
    """The materials of one plan in one unit: how many kinds, how many lie there in full, when the next arrives."""

    unit: Unit
    asked: int
    ready: int
    next_on: dt.date | None

    @property
    def is_ready(self) -> bool:
        return self.ready == self.asked


def readiness(versions: Sequence[int], units: UnitTable) -> Mapping[int, Sequence[Readiness]]:
    """The materials of some plan versions by unit: three queries, whatever their number."""
    requests = list(ResourceRequest.objects.filter(version_id__in=versions).values_list("version_id", "unit_id", "resource_id", "quantity"))
    wanted = {(unit_id, resource_id) for _version, unit_id, resource_id, _quantity in requests}
    on_hand = _stock(wanted)
    coming = _coming(wanted)
    lines: dict[tuple[int, int], list[tuple[bool, dt.date | None]]] = defaultdict(list)
    for version_id, unit_id, resource_id, quantity in requests:
        lies_there = on_hand.get((unit_id, resource_id), 0) >= quantity
        lines[version_id, unit_id].append((lies_there, coming.get((unit_id, resource_id))))
    found: dict[int, list[Readiness]] = defaultdict(list)
    for (version_id, unit_id), rows in lines.items():
        days = [day for lies_there, day in rows if not lies_there and day is not None]
        ready = sum(1 for lies_there, _day in rows if lies_there)
        found[version_id].append(Readiness(units.by_id[unit_id], len(rows), ready, min(days, default=None)))
    return found


def readiness_by_branch(version: PlanVersion, units: UnitTable) -> Sequence[Readiness]:
    """The materials of one version, in the order of the units."""
    rows = readiness([version.pk], units).get(version.pk, ())
    return sorted(rows, key=lambda row: (row.unit.position, row.unit.code))


def _stock(wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    pairs = set(wanted)
    rows = Stock.objects.filter(resource_id__in={resource_id for _unit, resource_id in pairs})
    return {(unit_id, resource_id): on_hand for unit_id, resource_id, on_hand in rows.values_list("unit_id", "resource_id", "on_hand")}


def _coming(wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], dt.date]:
    """The next arrival by unit and resource."""
    pairs = set(wanted)
    rows = Arrival.objects.filter(resource_id__in={resource_id for _unit, resource_id in pairs}, received_at__isnull=True)
    days: dict[tuple[int, int], dt.date] = {}
    for unit_id, resource_id, day in rows.order_by("-expected_on").values_list("unit_id", "resource_id", "expected_on"):
        days[unit_id, resource_id] = day
    return days
