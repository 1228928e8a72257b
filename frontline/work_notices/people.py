"""Who reads a work notice at the seats that it is for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from common import clock
from frontline.enums import Seat
from organization.enums import Role
from organization.models import Membership, Unit, User
from organization.models.scope import UnitScope

# Whose seat it is. Social outlets have none in the product: who looks after them passes it on.
ROLES: Mapping[Seat, Role] = {
    Seat.BRANCH: Role.BRANCH_VIEWER,
    Seat.HALL: Role.BRANCH_VIEWER,
    Seat.OUTLET: Role.ACCOUNT_MANAGER,
    Seat.HOTLINE: Role.FRONT_OFFICE,
}


@dataclass(frozen=True, slots=True)
class Addressed:
    """Somebody who gets a notice, and where they sit."""

    user: User
    unit: Unit
    seat: Seat


def addressed(seats: Iterable[str], units: Sequence[Unit]) -> list[Addressed]:
    """Everybody at these seats of these units and below them (none: everywhere), each once; the
    hotline is one for the whole company. Two queries at most.
    """
    wanted = [seat for seat in Seat if seat in set(seats)]
    rows = Membership.objects.valid_on(clock.today()).filter(
        user__is_active=True, role__in={ROLES[seat] for seat in wanted}
    )
    held = list(rows.select_related("user", "unit").order_by("unit__path", "pk"))
    scope = UnitScope.of(units) if units else UnitScope(None)
    found: dict[int, Addressed] = {}
    for seat in wanted:
        for one in held:
            here = seat == Seat.HOTLINE or scope.contains(one.unit)
            if one.role == ROLES[seat] and here and one.user_id not in found:
                found[one.user_id] = Addressed(one.user, one.unit, seat)
    return list(found.values())
