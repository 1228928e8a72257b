"""A plan that was submitted under a playbook, and everybody whom its commitments concern."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from campaigns.models import Campaign
from coordination.commitments.command import change_commitment
from coordination.enums import Gate
from coordination.models import Commitment
from organization.enums import Role
from organization.models import User
from tests.campaigns.pages.conftest import page
from tests.factories.campaigns import World, day, make_coordinating
from tests.factories.coordination import make_component, make_playbook
from tests.factories.organization import make_unit, make_user
from tests.world import client_of, compare_with, known_rule, silent_recheck

__all__ = ["client_of", "compare_with", "known_rule", "page", "silent_recheck"]

# Long enough before the launch that nothing is compressed.
WINDOW = {"starts_on": day(60).isoformat(), "ends_on": day(80).isoformat()}


@dataclass
class Stage:
    """Support configures, then the front office learns the words; stock waits for nobody."""

    world: World
    support: User
    colleague: User
    support_head: User
    front: User
    keeper: User

    def submit(self, **changes) -> Campaign:
        return make_coordinating(self.world.planner, **{**WINDOW, **changes})

    def of(self, campaign: Campaign) -> dict[str, Commitment]:
        rows = Commitment.objects.filter(campaign=campaign).select_related("item__component")
        return {one.item.component.code: one for one in rows}

    def take(self, commitment: Commitment, name: str, actor: User | None, **asked) -> Commitment:
        fresh = User.objects.get(pk=actor.pk) if actor else None
        return change_commitment(commitment=commitment, name=name, actor=fresh, **asked)


@pytest.fixture
def stage(world: World) -> Stage:
    """The playbook is that of promotions."""
    section = make_unit("support")
    people = {
        "support": make_user(Role.SUPPORT, section, username="support"),
        "colleague": make_user(Role.SUPPORT, section, username="support.two"),
        "support_head": make_user(Role.HEAD, section, username="head.support"),
        "front": make_user(Role.FRONT_OFFICE, username="front"),
        "keeper": make_user(Role.RESOURCE_KEEPER, username="keeper"),
    }
    make_playbook(
        make_component("stock", performer_role=Role.RESOURCE_KEEPER, gate=Gate.FINALISE),
        make_component("configure", performer_role=Role.SUPPORT, days_before=5),
        make_component("words", days_before=3),
        waits={"words": ("configure",)},
    )
    return Stage(world, **people)
