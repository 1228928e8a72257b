"""Two departments' plans, an editor and a reviewer: what every test about drafts starts from."""

from dataclasses import dataclass

import pytest

from campaigns.models import Campaign
from organization.models import User
from tests.factories.campaigns import World, make_draft
from tests.factories.comms import as_approved, make_editor, make_reviewer


@dataclass
class Stage:
    world: World
    editor: User
    reviewer: User
    ours: Campaign
    theirs: Campaign

    @property
    def signers(self):
        return [(self.ours, self.world.planner), (self.theirs, self.world.rival)]


@pytest.fixture
def stage(world: World) -> Stage:
    ours = as_approved(make_draft(world.planner))
    theirs = as_approved(make_draft(world.rival, name="集团充值送", owner_unit="enterprise"))
    return Stage(world, make_editor(), make_reviewer(), ours, theirs)
