"""How far a permission reaches: the one place that says which units "own and below" means.

``user.scope(permission)`` gives it; lists ask ``q`` of it and single objects ``contains``, so that
a list never shows what its object would refuse.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from organization.models.unit import Unit

if TYPE_CHECKING:
    from organization.models.unit import UnitQuerySet


@dataclass(frozen=True, slots=True)
class UnitScope:
    """Units, each with all that lies below it; ``None`` is the whole company, rows without a unit
    among it.
    """

    units: tuple[Unit, ...] | None

    @classmethod
    def of(cls, units: Iterable[Unit]) -> UnitScope:
        return cls(tuple(units))

    def __bool__(self) -> bool:
        """Whether it reaches anything at all."""
        return self.units is None or bool(self.units)

    @property
    def is_everything(self) -> bool:
        return self.units is None

    def contains(self, unit: Unit) -> bool:
        """Whether the unit is one of these or lies below one."""
        return self.units is None or any(own.contains(unit) for own in self.units)

    def q(self, field: str = "") -> Q:
        """Rows whose unit at ``field`` is within the scope; without a field, rows of units.

        All and nothing are said outright, never by an empty ``Q``: that one would drop out of an
        *or* and let everything or nothing be what stands beside it.
        """
        if self.units is None:
            return ~Q(pk__in=[])
        name = f"{field}__path__startswith" if field else "path__startswith"
        within = Q(pk__in=[])
        for unit in self.units:
            within |= Q(**{name: unit.path})
        return within

    def related_branches(self) -> UnitQuerySet:
        """The branches within the scope, and those that a unit of it belongs to."""
        branches = Unit.objects.branches()
        if self.units is None:
            return branches
        above = {path for unit in self.units for path in unit.paths_above}
        return branches.filter(self.q() | Q(path__in=above))

    def active_units(self) -> UnitQuerySet:
        """The active units within the scope."""
        return Unit.objects.active().filter(self.q())
