"""The plan of `plan_json` in each state, made once for all tests that begin with it."""

from __future__ import annotations

from campaigns.models import Campaign
from findings.models import Finding
from tests.factories.campaigns import (
    World,
    make_approved,
    make_checking,
    make_coordinating,
    make_draft,
    make_finalised,
    make_live,
)
from tests.factories.negotiations import make_dispute
from tests.shared import shared
from tests.world import quiet_checks


@shared(within=quiet_checks)
def draft(world: World) -> Campaign:
    """A draft of the consumer department."""
    return make_draft(world.planner)


@shared(within=quiet_checks)
def checking(world: World) -> Campaign:
    """Submitted; its check waits."""
    return make_checking(world.planner)


@shared(within=quiet_checks)
def coordinating(world: World) -> Campaign:
    """Checked, and nothing was found."""
    return make_coordinating(world.planner)


@shared(within=quiet_checks)
def finalised(world: World) -> Campaign:
    """It waits for its signatures."""
    return make_finalised(world.planner)


@shared(within=quiet_checks)
def approved(world: World) -> Campaign:
    """Its head has signed."""
    return make_approved(world.planner, world.head)


@shared(within=quiet_checks)
def live(world: World) -> Campaign:
    """It started today."""
    return make_live(world.planner, world.head)


@shared(within=quiet_checks)
def dispute(world: World) -> tuple[Campaign, Campaign, Finding]:
    """Two plans and what divides them."""
    return make_dispute(world)
