"""Whom a commitment concerns."""

from __future__ import annotations

from campaigns.people import heads_of, leaders, people_with
from coordination.models import Commitment
from organization.enums import Role
from organization.models import Membership, Unit, User
from organization.permissions import COMPANY_WIDE


def performers(commitment: Commitment) -> list[User]:
    """Who may keep it: whoever claimed it, else all of the role, else who answers for the unit."""
    if commitment.claimed_by is not None:
        return [commitment.claimed_by]
    role = Role(commitment.performer_role)
    return people_with({role}, commitment.performer_unit) or answerable(commitment.performer_unit)


def customers(commitment: Commitment) -> list[User]:
    """Who relies on it, else who answers for their unit."""
    role = Role(commitment.customer_role)
    return people_with({role}, commitment.customer_unit) or answerable(commitment.customer_unit)


def answerable(unit: Unit) -> list[User]:
    """The heads of the unit, where there is none leadership."""
    return heads_of(unit) or leaders(unit)


# Roles that work in branches: one commitment for each branch of the plan.
IN_BRANCHES = frozenset({Role.BRANCH_VIEWER, Role.ACCOUNT_MANAGER})


class Places:
    """Where in the company a role is held, read once for a whole playbook."""

    def __init__(self, owner: Unit, branches: list[Unit]) -> None:
        self.owner, self.branches = owner, branches
        self._held: dict[str, Unit] | None = None

    def of(self, role: str, unit: Unit | None) -> list[Unit]:
        """The units in which a role is asked: the one named, each branch of the plan, wherever it
        is held in the company, or the plan's own unit.
        """
        if unit is not None:
            return [unit]
        if Role(role) in IN_BRANCHES:
            return self.branches
        if Role(role) in COMPANY_WIDE:
            return [self._wide().get(role, self.owner)]
        return [self.owner]

    def _wide(self) -> dict[str, Unit]:
        if self._held is None:
            rows = Membership.objects.filter(role__in=COMPANY_WIDE, user__is_active=True)
            found = rows.select_related("unit").order_by("-pk")
            self._held = {one.role: one.unit for one in found}
        return self._held
