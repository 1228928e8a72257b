"""What follows when an amendment is begun, comes into force, or loses the plan that it changes.

A plan runs on as it is until then. The steps move both: the plan is locked before its amendment.
"""

from __future__ import annotations

from collections import Counter

from django.db.models import Q

from campaigns import registries
from campaigns.amendment_codes import amendment_code
from campaigns.enums import OPEN_AMENDMENT, CampaignState
from campaigns.models import Campaign
from campaigns.notices import notify_about
from campaigns.parts import CAMPAIGN_FIELDS
from campaigns.people import heads_of, people_with, planners_of
from campaigns.revisions import adopt_version
from campaigns.starting import start_draft
from campaigns.workflow import approval, submission
from campaigns.workflow.running import branches_of
from campaigns.workflow.step import Step, tell_owners
from common import locks
from common.machine import MACHINES
from organization.enums import Role
from organization.models import User
from resources import reservations
from resources.reservations import Ask

PLAN, AMENDMENT = "campaign", "amendment"
WORDS = tuple(name for name in CAMPAIGN_FIELDS if name != "owner_unit")


def locked(pk: int) -> Campaign:
    """An amendment, locked after the plan that it changes. Raises ``Campaign.DoesNotExist``."""
    plan = Campaign.objects.filter(pk=pk).values("amends")
    rows = {row.pk: row for row in locks.many(Campaign.objects.filter(Q(pk=pk) | Q(pk__in=plan)))}
    if pk not in rows:
        raise Campaign.DoesNotExist
    return rows[pk]


def begin(step: Step) -> None:
    """A draft with the words that are in force."""
    plan = step.campaign
    if step.actor is None or plan.in_force is None:
        raise ValueError(f"{plan.code} is not to be amended")
    number = Campaign.objects.filter(amends=plan).count() + 1
    words = {name: getattr(plan, name) for name in WORDS}
    draft = Campaign(
        code=amendment_code(plan.code, number),
        amends=plan,
        owner_unit=plan.owner_unit,
        origin=plan.origin,
        rank=plan.rank,
        author=step.actor,
        **words,
    )
    step.copy = start_draft(
        draft, actor=step.actor, action="create", now=step.now, source=plan.in_force
    )
    step.details |= {"amendment": draft.code}


def approve(step: Step) -> None:
    """Sign; with the last signature the plan says what the amendment says."""
    if approval.signed_by_all(step):
        put_in_force(step)


def put_in_force(step: Step) -> None:
    amendment = step.campaign
    plan = locks.one(Campaign, amendment.amends_id)
    if amendment.working is None:
        raise ValueError(f"{amendment.code} says nothing")
    hold_goods(step, plan)
    version = adopt_version(amendment.working, campaign=plan, amendment=amendment, now=step.now)
    for name in WORDS:
        setattr(plan, name, getattr(amendment, name))
    plan.working = plan.in_force = version
    machine = MACHINES[PLAN]
    moved = machine.begin(
        "amended",
        plan,
        actor=step.actor,
        target=None,
        now=step.now,
        reason=step.reason,
        acting_for=step.acting_for,
        details={"amendment": amendment.code, "revision": version.number},
    )
    registries.amended(moved)
    machine.record(moved)


def hold_goods(step: Step, plan: Campaign) -> None:
    """A plan that is still to start holds what it asks for now; one that runs gets what it asks for
    beyond what it was given, held under the amendment's code.
    """
    amendment = step.campaign
    asks = submission.asks_of(amendment, accepted=registries.back_orders(amendment))
    if plan.state == CampaignState.APPROVED:
        reservations.free(campaign=amendment.code, now=step.now)
        reservations.reserve_hard(campaign=plan.code, asks=asks, now=step.now)
        return
    more = beyond(asks, submission.asks_of(plan))
    reservations.reserve_hard(campaign=amendment.code, asks=more, now=step.now)
    reservations.use_at_launch(campaign=amendment.code, now=step.now)


def beyond(asks: list[Ask], present: list[Ask]) -> list[Ask]:
    """What is asked for in more than at present, by resource and unit."""
    given = Counter[tuple[int, int]]()
    for one in present:
        given[one.key] += one.quantity
    found = []
    for one in asks:
        taken = min(given[one.key], one.quantity)
        given[one.key] -= taken
        if one.quantity > taken:
            found.append(submission.of_quantity(one, one.quantity - taken))
    return found


def tell_in_force(step: Step) -> None:
    """Tell the plan's people and its branches once the last signature is there."""
    plan = step.campaign.amends
    if step.target != CampaignState.IN_FORCE or plan is None:
        return
    unit = plan.owner_unit
    people = dict.fromkeys([*planners_of(unit), *heads_of(unit), plan.author, *in_branches(plan)])
    notify_about(people, "amended", plan, now=step.now, but=step.actor)


def in_branches(plan: Campaign) -> list[User]:
    """Who reads the schedule of the branches that the plan runs in."""
    return [one for unit in branches_of(plan) for one in people_with({Role.BRANCH_VIEWER}, unit)]


def overtake(step: Step) -> None:
    """A plan that is over takes the amendment that was to change it along."""
    open_ones = Campaign.objects.filter(amends=step.campaign, state__in=OPEN_AMENDMENT)
    for key in open_ones.values_list("pk", flat=True):
        MACHINES[AMENDMENT].apply("overtaken", key, actor=None, now=step.now)


def tell_overtaken(step: Step) -> None:
    tell_owners(step, "overtaken")


def give_up(step: Step) -> None:
    """Free what the plan holds; an open amendment of it falls away."""
    submission.release_plan(step)
    overtake(step)
