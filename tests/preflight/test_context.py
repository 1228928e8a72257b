"""Loading: the number of queries does not depend on the plans, and what is loaded is what the
database holds.
"""

from __future__ import annotations

import datetime as dt
import random

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.enums import SCHEDULED, CampaignState
from campaigns.models import Campaign, PlanVersion
from common import clock, jobs
from customers.models import Party, Touch
from findings.models import Finding
from preflight import loading, stored_plans
from preflight.pressure.contacts import split
from preflight.queries import run_of
from tests.factories.campaigns import day, make_draft
from tests.factories.customers import link, make_customers, make_organisation
from tests.preflight.companies import list_of, offers, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.database]

WAVES = [{"on": day(12).isoformat(), "share": 0.5}, {"on": day(15).isoformat(), "share": 0.5}]
SMS = [
    {"channel": "sms", "product": "recharge", "waves": WAVES},
    {"channel": "social-outlet", "product": "recharge"},
]


def queries_of(campaign: Campaign) -> tuple[int, int]:
    """How many queries loading takes, and how many plans it finds."""
    run = run_of(campaign.check_runs.latest("created_at").pk)
    version = run.version
    version.campaign = run.campaign
    with CaptureQueriesContext(
        connection,
    ) as captured:
        loaded = loading.load(version, clock.today())
    return len(captured), len(loaded.context.plans)


def test_thirty_plans_take_as_many_queries_as_one(world):
    customers = make_customers(12, prefix="P")
    own = submitted(world.planner, customers, placements=SMS, check=False)

    def others(count: int) -> None:
        for n in range(count):
            picked = customers[n % 5 : n % 5 + 6]
            submitted(
                world.rival,
                picked,
                owner_unit="enterprise",
                placements=SMS,
                offers=offers("30.00"),
                check=False,
            )

    counts = []
    for more in (1, 2, 27):
        others(more)
        queries_of(own)  # whatever is remembered is remembered now
        counts.append(queries_of(own))

    assert [plans for _, plans in counts] == [1, 3, 30]
    assert {queries for queries, _ in counts} == {counts[0][0]}
    assert counts[0][0] <= 51


def test_a_draft_takes_as_many_queries_with_three_placements_as_with_one(world):
    def queries(*channels: str) -> int:
        placements = [
            {"channel": code, "waves": WAVES, "exclude": [{"list": ["N0001"]}]} for code in channels
        ]
        draft = make_draft(world.planner, placements=placements)
        stored_plans.stored_plan(draft, draft.working)  # whatever is remembered is remembered now
        with CaptureQueriesContext(connection) as captured:
            stored_plans.stored_plan(draft, draft.working)
        return len(captured)

    assert queries("sms") == queries("sms", "outbound-call")


def test_only_plans_whose_window_meets_this_one_are_loaded(world):
    customers = make_customers(3, prefix="P")
    own = submitted(world.planner, customers, check=False)  # days 10 to 40

    def window(first: int, last: int) -> str:
        theirs = submitted(
            world.rival,
            customers,
            owner_unit="enterprise",
            starts_on=day(first).isoformat(),
            ends_on=day(last).isoformat(),
            check=False,
        )
        return theirs.code

    near, far = window(70, 80), window(71, 80)
    codes = {one.code for one in loading.load(own.working, clock.today()).context.plans}

    assert near in codes
    assert far not in codes


STATES_LOADED = {
    "draft": False,
    "checking": True,
    "coordinating": True,
    "finalised": True,
    "approved": True,
    "live": True,
    "suspended": True,
    "ended": True,  # its persons got their contacts, and may be bound still
    "evaluated": True,
    "withdrawn": False,
    "rejected": False,
    "lapsed": False,
    "in_force": False,  # the plan says what its amendment said
}


def test_plans_in_play_and_ended_ones_are_loaded(world):
    customers = make_customers(3, prefix="P")
    own = submitted(world.planner, customers, check=False)
    theirs = submitted(world.rival, customers, owner_unit="enterprise", check=False)
    found = {}

    for state in CampaignState.values:
        in_force = theirs.working if state in SCHEDULED else None
        Campaign.objects.filter(pk=theirs.pk).update(state=state, in_force=in_force)
        plans = loading.load(own.working, clock.today()).context.plans
        found[state] = [one.code for one in plans] == [theirs.code]
        assert all(len(one.persons) == 3 for one in plans)

    assert found == STATES_LOADED


@pytest.mark.parametrize(
    ("state", "in_force", "working", "loaded"),
    [
        pytest.param("live", (10, 40), (71, 80), (10, 40), id="in force near, working far"),
        pytest.param("live", (71, 80), (10, 40), None, id="in force far, working near"),
        pytest.param("ended", (10, 40), (12, 30), (10, 40), id="ended, both near"),
        pytest.param("coordinating", None, (12, 30), (12, 30), id="nothing in force yet"),
    ],
)
def test_another_plan_is_compared_by_its_version_in_force(world, state, in_force, working, loaded):
    customers = make_customers(3, prefix="P")
    own = submitted(world.planner, customers, check=False)  # days 10 to 40
    theirs = submitted(world.rival, customers, owner_unit="enterprise", check=False)
    newest = PlanVersion.objects.get(pk=theirs.working_id)
    first = theirs.working if in_force else None
    if first and in_force:
        newest.pk, newest.number = None, first.number + 1
        first.starts_on, first.ends_on = day(in_force[0]), day(in_force[1])
        first.save()
    newest.starts_on, newest.ends_on = day(working[0]), day(working[1])
    newest.save()
    Campaign.objects.filter(pk=theirs.pk).update(state=state, working=newest, in_force=first)

    plans = loading.load(own.working, clock.today()).context.plans

    assert [(one.starts_on, one.ends_on) for one in plans] == (
        [(day(loaded[0]), day(loaded[1]))] if loaded else []
    )


def test_a_plan_that_ended_early_is_over_on_the_day_it_really_ended(world):
    customers = make_customers(3, prefix="P")
    own = submitted(world.planner, customers, check=False)
    waves = [{"on": day(by).isoformat(), "share": 0.5} for by in (12, 20)]
    placements = [{"channel": "sms", "waves": waves}]
    theirs = submitted(
        world.rival, customers, owner_unit="enterprise", placements=placements, check=False
    )
    Campaign.objects.filter(pk=theirs.pk).update(
        state="ended", in_force=theirs.working, ended_on=day(15)
    )

    (ended,) = loading.load(own.working, clock.today()).context.plans

    assert (ended.starts_on, ended.ends_on) == (day(10), day(15))
    assert ended.days == 31  # its orders were spread over the days that it had planned
    assert [wave.on for _placement, wave in ended.waves()] == [day(12)]


def test_a_touch_names_its_plan_by_code_or_by_the_code_of_the_billing_system(world):
    customers = make_customers(4, prefix="P")
    waves = [{"on": day(12).isoformat()}]
    theirs = submitted(
        world.rival,
        customers,
        owner_unit="enterprise",
        external_code="BOSS-77",
        placements=[{"channel": "sms", "waves": waves}],
        check=False,
    )
    Campaign.objects.filter(pk=theirs.pk).update(state="live", in_force=theirs.working)
    with time_machine.travel(clock.now() + dt.timedelta(days=12)):
        own = submitted(world.planner, customers, check=False)
        for key, name in enumerate(("BOSS-77", theirs.code, "C1999-0001")):
            Touch.objects.create(
                source="sms-platform",
                key=str(key),
                happened_on=clock.today(),
                contact_class="sms",
                campaign=name,
                party=customers[key].party,
            )
        context = loading.load(own.working, clock.today()).context
        counted = [
            (one.campaign, len(one.persons))
            for one in (*split(stored_plans.stored_plan(own, own.working), context)[1],)
        ]

    # Two were told of, so two of the wave's four are still to come.
    assert sorted(counted) == sorted(
        [(theirs.code, 2), (theirs.code, 1), (theirs.code, 1), ("C1999-0001", 1)]
    )


def test_a_draft_is_nobodys_business_but_its_owner_may_look_ahead(world):
    customers = make_customers(3, prefix="P")
    own = submitted(world.planner, customers, check=False)
    draft = make_draft(world.rival, owner_unit="enterprise", audience=list_of(customers))

    assert draft.code not in {
        one.code for one in loading.load(own.working, clock.today()).context.plans
    }
    assert len(loading.load(draft.working, clock.today()).plan.persons) == 3


@pytest.mark.parametrize("seed", range(4))
def test_shared_and_over_contacted_equal_a_count_in_the_database(world, seed):
    """Random small companies through submission, freezing, partition, check and record, against
    rows and sets.
    """
    dice = random.Random(seed)
    customers = make_customers(dice.randint(15, 30), prefix="P")
    firm = make_organisation("FIRM")
    inside = dice.sample(customers, 4)
    for customer in inside:
        link(firm, customer.party)
    audiences: dict[str, set[int]] = {}

    def random_plan(author, **plan):
        picked = dice.sample(customers, dice.randint(3, len(customers)))
        with_firm = dice.random() < 0.4
        numbers = [customer.number for customer in picked] + (["FIRM"] if with_firm else [])
        on = day(10 + dice.randint(0, 25))
        campaign = submitted(
            author,
            [],
            audience={"include": [{"list": numbers}], "exclude": []},
            placements=[
                {"channel": "sms", "product": "recharge", "waves": [{"on": on.isoformat()}]}
            ],
            offers=offers(dice.choice(["30.00", "50.00"])),
            check=False,
            **plan,
        )
        audiences[campaign.code] = {
            one.party.ordinal for one in [*picked, *(inside if with_firm else [])]
        }
        return campaign, on

    plans = [random_plan(world.rival, owner_unit="enterprise") for _ in range(6)]
    own, own_day = random_plan(world.planner)
    jobs.drain()

    everyone = [*plans, (own, own_day)]
    expected_over = set()
    for ordinal in Party.objects.values_list("ordinal", flat=True):
        dated = [on for campaign, on in everyone if ordinal in audiences[campaign.code]]
        for first in dated if ordinal in audiences[own.code] else ():
            last = first + dt.timedelta(days=29)
            if first <= own_day <= last and sum(first <= on <= last for on in dated) > 4:
                expected_over.add(ordinal)
    pressure = Finding.objects.filter(
        campaigns=own, rule="contact-pressure", subject={"contact_class": "sms"}
    ).first()
    assert (pressure.facts["persons_over"] if pressure else 0) == len(expected_over)
    for campaign, _on in plans:
        theirs = Campaign.objects.get(pk=campaign.pk).working.offers.get().get
        shared = audiences[own.code] & audiences[campaign.code]
        found = (
            Finding.objects.filter(campaigns=own, rule="offer-clash", case="shared")
            .filter(campaigns=campaign)
            .first()
        )
        differs = own.working.offers.get().get != theirs
        assert (found.facts["shared_persons"] if found else 0) == (len(shared) if differs else 0)
