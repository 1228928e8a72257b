"""Whom a step of a cycle concerns, and who is late with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Count

from campaigns.people import heads_of, planners_of
from common import clock
from coordination.cadence.conditions import of_step
from coordination.enums import StepKind
from coordination.models import CycleStep
from organization.enums import Role
from organization.models import Membership, Unit, User

# Who is told that a step begins.
CONCERNED: Mapping[str, frozenset[Role]] = {
    StepKind.STRATEGY: frozenset({Role.LEADERSHIP, Role.COMMS_EDITOR, Role.COMMS_REVIEWER}),
    StepKind.PLANS: frozenset({Role.PLANNER}),
    StepKind.CONFLICTS: frozenset({Role.PLANNER, Role.HEAD}),
    StepKind.COMMS: frozenset({Role.COMMS_EDITOR, Role.COMMS_REVIEWER, Role.CHANNEL_MANAGER}),
    StepKind.RESOURCES: frozenset({Role.RESOURCE_KEEPER}),
    StepKind.RUN: frozenset({Role.HEAD}),
    StepKind.REVIEW: frozenset({Role.SERVICE_MANAGER, Role.HEAD, Role.LEADERSHIP}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """Whose turn it is with so many rows of a condition: a unit, or a role of the company."""

    condition: str
    unit: Unit | None
    role: Role | None
    count: int

    @property
    def label(self) -> str:
        return self.unit.label if self.unit is not None else str(self.role and self.role.label)


def everybody(roles: Iterable[Role]) -> list[User]:
    """Active users who hold one of the roles anywhere today."""
    held = Membership.objects.valid_on(clock.today()).filter(role__in=list(roles))
    rows = User.objects.filter(pk__in=held.values("user"), is_active=True)
    return list(rows.order_by("id"))


def late_with(
    step: CycleStep,
    counts: Mapping[str, int],
    today: dt.date,
    units: Mapping[int, Unit] | None = None,
) -> list[Late]:
    """Units and roles with what still stands against the step, the most first; ``units`` by their
    keys where they are read already.
    """
    found: list[Late] = []
    for one in of_step(step.kind):
        count = counts[one.code]
        if one.is_met(count):
            continue
        if not one.unit:
            found += [
                Late(condition=one.code, unit=None, role=role, count=count)
                for role in sorted(one.roles)
            ]
            continue
        rows = one.rows(step.cycle, today).order_by().values(one.unit)
        per = {row[one.unit]: row["n"] for row in rows.annotate(n=Count("pk", distinct=True))}
        known = Unit.objects.in_bulk(per) if units is None else units
        found += [
            Late(condition=one.code, unit=known[key], role=None, count=n)
            for key, n in per.items()
            if key in known
        ]
    return sorted(found, key=lambda one: (-one.count, one.label))


def people_of(late: Iterable[Late]) -> list[User]:
    """The planners of late units, else their heads; and the people of late roles."""
    found: dict[int, User] = {}
    for one in late:
        if one.unit is not None:
            people = planners_of(one.unit) or heads_of(one.unit)
        else:
            people = everybody([one.role] if one.role else [])
        found |= {person.pk: person for person in people}
    return list(found.values())
