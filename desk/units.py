"""The tree of units as pages need it: read once, then asked without queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from organization.enums import UnitKind
from organization.models import Unit

BRANCH_KINDS = frozenset({UnitKind.BRANCH, UnitKind.CENTRE, UnitKind.SUB_BRANCH})


@dataclass(frozen=True, slots=True)
class UnitTable:
    """All units by key and by path."""

    by_id: Mapping[int, Unit]
    by_path: Mapping[str, Unit]

    def ancestors(self, unit: Unit) -> Iterable[Unit]:
        """The unit itself, then those above it, up to the company."""
        parts = unit.path.strip("/").split("/")
        for depth in range(len(parts), 0, -1):
            above = self.by_path.get(f"/{'/'.join(parts[:depth])}/")
            if above is not None:
                yield above

    def department(self, unit: Unit) -> Unit:
        """The department that a unit is or belongs to; the unit itself if there is none above it."""
        return next((above for above in self.ancestors(unit) if above.kind == UnitKind.DEPARTMENT), unit)

    def branch(self, unit: Unit) -> Unit | None:
        """The branch that a unit is or lies in, if any."""
        return next((above for above in self.ancestors(unit) if above.kind == UnitKind.BRANCH), None)

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
    rows = list(Unit.objects.order_by("position", "code"))
    return UnitTable({unit.pk: unit for unit in rows}, {unit.path: unit for unit in rows})
