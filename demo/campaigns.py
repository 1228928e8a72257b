"""All plans of the demo company, past and coming, in the order in which they were made."""

from __future__ import annotations

from campaigns.models import Campaign
from common import clock
from common.models import Job, JobState
from demo import coming, haste, troubles
from demo.backdated import BackdatedPlan
from demo.bulk import BulkPlans
from demo.past import PAST, past_plans
from demo.plans import Planner
from demo.populace import Populace
from demo.scenario import CUSTOMERS
from demo.sources import Sources
from demo.world import World

FEWEST_PAST = 40


def load_plans(world: World, populace: Populace) -> list[Campaign]:
    """Write the past in bulk, tell what is decided, and live the rest through the commands."""
    scenario = world.scenario
    planner = Planner.for_load(scenario, world.catalogue)
    gifts, third = troubles.phones_for_one(world, planner, populace)
    told = [
        *past_plans(world, planner, count=past_count(scenario.customers)),
        *coming.told_plans(world, planner),
        *gifts,
        haste.never_evaluated(world, planner),
    ]
    written = BulkPlans(
        world, Sources(today=scenario.today, now=scenario.at(scenario.day(-30)))
    ).write(told)
    coming.reserve(written, _by_code(written, told), world)
    drafts = coming.draft_plans(world, planner)
    hard = [
        *troubles.clashing_offers(planner),
        troubles.enrolled_by_default(planner),
        troubles.short_of_leaflets(planner),
        third,
        haste.hurried(planner),
        *haste.both_at_once(planner),
    ]
    submitted = coming.submit_plans(world, planner, hard)
    # They were submitted days ago, but they wait for a worker only from now on.
    now = clock.now()
    Job.objects.filter(state=JobState.PENDING).update(not_before=now, created_at=now)
    return [*written, *drafts, *submitted]


def past_count(customers: int) -> int:
    """Four hundred past plans, fewer for a company smaller than the usual one."""
    return max(min(PAST, PAST * customers // CUSTOMERS), FEWEST_PAST)


def _by_code(written: list[Campaign], told: list[BackdatedPlan]) -> dict[str, BackdatedPlan]:
    ordered = sorted(told, key=lambda one: (one.created_at, one.plan["name"]))
    return {campaign.code: one for campaign, one in zip(written, ordered, strict=True)}
