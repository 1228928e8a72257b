"""Whether what a plan asked for lies in the branches, and what is on its way there."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from calendars.unit_table import UnitTable
from campaigns.models import PlanVersion, ResourceRequest
from organization.models import Unit
from resources.enums import Firmness, ReservationState
from resources.models import Arrival, Reservation, Stock


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
    """The materials of some plan versions by unit: four queries, whatever their number.

    What lies in a unit is for the plans that it is promised to, the earliest need first; only the
    rest is there for others.
    """
    rows = ResourceRequest.objects.filter(version_id__in=versions)
    requests = list(
        rows.values_list(
            "version_id", "version__campaign__code", "unit_id", "resource_id", "quantity"
        )
    )
    wanted = {
        (unit_id, resource_id) for _version, _code, unit_id, resource_id, _quantity in requests
    }
    on_hand, promised, coming = _stock(wanted), _promised(wanted), _coming(wanted)
    lines: dict[tuple[int, int], list[tuple[bool, dt.date | None]]] = defaultdict(list)
    for version_id, code, *place, quantity in requests:
        key = (place[0], place[1])
        lies_there = on_hand.get(key, 0) - before(code, promised[key]) >= quantity
        lines[version_id, key[0]].append((lies_there, coming.get(key)))
    found: dict[int, list[Readiness]] = defaultdict(list)
    for (version_id, unit_id), kinds in lines.items():
        days = [day for lies_there, day in kinds if not lies_there and day is not None]
        ready = sum(1 for lies_there, _day in kinds if lies_there)
        found[version_id].append(
            Readiness(units.by_id[unit_id], len(kinds), ready, min(days, default=None))
        )
    return found


def before(campaign: str, promised: Sequence[tuple[str, int]]) -> int:
    """Pieces that go to others before the plan gets its own; a plan to which nothing is promised
    comes after all.
    """
    return sum(pieces for _holder, pieces in takewhile(lambda one: one[0] != campaign, promised))


def readiness_by_branch(version: PlanVersion, units: UnitTable) -> Sequence[Readiness]:
    """The materials of one version, in the order of the units."""
    rows = readiness([version.pk], units).get(version.pk, ())
    return sorted(rows, key=lambda row: (row.unit.position, row.unit.code))


def _stock(wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], int]:
    pairs = set(wanted)
    rows = Stock.objects.filter(resource_id__in={resource_id for _unit, resource_id in pairs})
    return {
        (unit_id, resource_id): on_hand
        for unit_id, resource_id, on_hand in rows.values_list("unit_id", "resource_id", "on_hand")
    }


def _promised(
    wanted: Iterable[tuple[int, int]],
) -> Mapping[tuple[int, int], Sequence[tuple[str, int]]]:
    """By unit and resource: approved plans and the pieces they hold, the earliest need first."""
    rows = Reservation.objects.filter(
        resource_id__in={resource_id for _unit, resource_id in wanted},
        firmness=Firmness.HARD,
        state=ReservationState.ACTIVE,
    )
    found: dict[tuple[int, int], list[tuple[str, int]]] = defaultdict(list)
    for unit_id, resource_id, campaign, quantity, missing in rows.order_by(
        "needed_by", "id"
    ).values_list("unit_id", "resource_id", "campaign", "quantity", "back_order"):
        found[unit_id, resource_id].append((campaign, quantity - missing))
    return found


def _coming(wanted: Iterable[tuple[int, int]]) -> dict[tuple[int, int], dt.date]:
    """The next arrival by unit and resource."""
    pairs = set(wanted)
    rows = Arrival.objects.filter(
        resource_id__in={resource_id for _unit, resource_id in pairs}, received_at__isnull=True
    )
    days: dict[tuple[int, int], dt.date] = {}
    for unit_id, resource_id, day in rows.order_by("-expected_on").values_list(
        "unit_id", "resource_id", "expected_on"
    ):
        days[unit_id, resource_id] = day
    return days
