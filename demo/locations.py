"""Grid units below the sub-branches, with how many customers live in each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from customers.models import GridUnit
from demo.scenario import Scenario
from demo.units import BRANCHES
from organization.enums import UnitKind
from organization.models import Unit

SHARES = {"branch-east": 0.34, "branch-west": 0.27, "branch-south": 0.22, "branch-north": 0.17}
QUARTERS = ("一片区", "二片区", "三片区")


@dataclass(frozen=True, slots=True)
class Location:
    """A grid with its branch and the number of customer accounts in it."""

    grid: GridUnit
    branch: str
    town: str
    accounts: int


def load_places(scenario: Scenario, units: Mapping[str, Unit]) -> list[Location]:
    """Write two or three grids per sub-branch and share the accounts out; the sizes add up to the
    setting's number.
    """
    chance = scenario.chance("places")
    towns = {code: name for (code, name, _), _ in BRANCHES}
    grids: list[tuple[GridUnit, str, float]] = []
    for number, branch in enumerate(SHARES, start=1):
        subs = [
            unit
            for unit in units.values()
            if unit.kind == UnitKind.SUB_BRANCH and unit.path.startswith(units[branch].path)
        ]
        quarters = [(sub, quarter) for sub in subs for quarter in QUARTERS[: 2 + len(sub.code) % 2]]
        weights = [chance.uniform(0.6, 1.5) for _ in quarters]
        for index, ((sub, quarter), weight) in enumerate(
            zip(quarters, weights, strict=True), start=1
        ):
            grid = GridUnit(
                code=f"G{number:02d}{index:02d}",
                name=f"{sub.name.removesuffix('支局')}{quarter}",
                unit=sub,
            )
            grids.append((grid, branch, SHARES[branch] * weight / sum(weights)))
    GridUnit.objects.bulk_create(grid for grid, _, _ in grids)
    places: list[Location] = []
    given, upto = 0, 0.0
    for grid, branch, share in grids:
        upto += share
        here = round(scenario.customers * upto) - given
        given += here
        places.append(Location(grid, branch, towns[branch].removesuffix("开发区"), here))
    return places
