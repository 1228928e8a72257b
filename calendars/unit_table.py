"""The tree of units as pages need it: read once, then asked without queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from organization.enums import UnitKind
from organization.models import Unit


class UnitTable:
    """All units by key and by path; departments and branches are looked up once for each unit."""

    def __init__(self, units: Iterable[Unit]) -> None:
        rows = list(units)
        self.by_id: Mapping[int, Unit] = {unit.pk: unit for unit in rows}
        self.by_path: Mapping[str, Unit] = {unit.path: unit for unit in rows}
        self._departments: dict[int, Unit] = {}
        self._branches: dict[int, Unit | None] = {}

    def ancestors(self, unit: Unit) -> Iterable[Unit]:
        """The unit itself, then those above it, up to the company."""
        parts = unit.path.strip("/").split("/")
        for depth in range(len(parts), 0, -1):
            above = self.by_path.get(f"/{'/'.join(parts[:depth])}/")
            if above is not None:
                yield above

    def department(self, unit: Unit) -> Unit:
        """The department that a unit is or belongs to; the unit itself if there is none above
        it.
        """
        if unit.pk not in self._departments:
            self._departments[unit.pk] = next(
                (above for above in self.ancestors(unit) if above.kind == UnitKind.DEPARTMENT), unit
            )
        return self._departments[unit.pk]

    def branch(self, unit: Unit) -> Unit | None:
        """The branch that a unit is or lies in, if any."""
        if unit.pk not in self._branches:
            self._branches[unit.pk] = next(
                (above for above in self.ancestors(unit) if above.kind == UnitKind.BRANCH), None
            )
        return self._branches[unit.pk]

    def of_kind(self, kind: UnitKind) -> list[Unit]:
        return [unit for unit in self.by_id.values() if unit.kind == kind and unit.is_active]

    @property
    def branches(self) -> list[Unit]:
        return self.of_kind(UnitKind.BRANCH)

    @property
    def departments(self) -> list[Unit]:
        return self.of_kind(UnitKind.DEPARTMENT)


def unit_table() -> UnitTable:
    """Every unit, in one query, in the order of the pages."""
    return UnitTable(Unit.objects.order_by("position", "code"))
