"""Everything that plans refer to, by code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from demo.catalogue import Catalogue
from demo.scenario import Scenario
from organization.models import Unit, User
from resources.models import Resource

PLANNERS = {
    "consumer": "planner.consumer",
    "enterprise": "planner.enterprise",
    "product": "planner.product",
}
HEADS = {"consumer": "head.consumer", "enterprise": "head.enterprise", "product": "head.product"}


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The loaded company as far as plans need it."""

    scenario: Scenario
    units: Mapping[str, Unit]
    users: Mapping[str, User]
    catalogue: Catalogue
    resources: Mapping[str, Resource]

    def planner_of(self, owner: str) -> User:
        """Who writes a unit's plans; the consumer department writes those of the branches."""
        return self.users[PLANNERS.get(owner, "planner.consumer")]

    def head_of(self, owner: str) -> User:
        """Who approves a unit's plans; leadership does for the branches, which have no head of
        their own.
        """
        return self.users[HEADS.get(owner, "leader")]
