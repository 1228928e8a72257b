"""Plans that others are compared with: read in one statement, kept while nothing that they say has
changed, and never longer.
"""

from __future__ import annotations

import datetime as dt
import gc
import threading

import pytest
from celery.signals import worker_process_init
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.enums import CampaignState as S
from campaigns.models import Campaign, ExplanationScript, PlanVersion
from channels.models import Product
from common import clock, jobs
from customers.models import Party
from findings.models import Finding
from organization.models import Policy
from preflight import engine, loading, warming
from preflight.kept_plans import PLAN_ROW, compared_plans
from preflight.plans import PlanRow
from preflight.stored_plans import DRAFT_PARTS, lazy_planes
from preflight.version_parts import parts_of
from preflight.version_rows import parts_by_version
from tests.factories.campaigns import day, make_resource, make_stock
from tests.factories.crowd import Copies, copy_plans
from tests.factories.customers import make_customers
from tests.preflight.companies import list_of, offers, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.database]

WAVES = [
    {"on": day(12).isoformat(), "share": 0.5, "from": "09:30", "until": "11:00"},
    {"on": day(15).isoformat(), "share": 0.25, "to": "rest"},
]


def looked_at(campaign: Campaign):
    """The plan as others are compared with it."""
    row = Campaign.objects.values_list(*PLAN_ROW).get(pk=campaign.pk)
    key = campaign.working_id
    return compared_plans({key: PlanRow(*row)}, lazy_planes())[key].snapshot


def test_one_statement_reads_what_the_rows_say(world):
    customers = make_customers(4, prefix="P")
    other = submitted(world.rival, customers[:2], owner_unit="enterprise", check=False)
    make_stock(make_resource("leaflet", lead_days=9), world.branch, 10)
    Product.objects.filter(code="music-pack").update(exclusive_group="music", billing_kind="group")
    plan = submitted(
        world.planner,
        customers,
        check=False,
        flex_days=3,
        branches=["branch-east", "branch-west"],
        selling_points=["充100送50", "全省可办"],
        targets=[{"indicator": "orders", "value": "1000.25"}, {"indicator": "x", "value": "0.75"}],
        offers=[
            *offers(exclusive_group="gift"),
            *offers("20.05", product="music-pack", get_kind="gift", get_value="12.34"),
        ],
        participants=[{"unit": "enterprise", "product": "music-pack"}],
        resource_requests=[
            {
                "resource": "leaflet",
                "unit": "branch-east",
                "quantity": 5,
                "needed_by": day(10).isoformat(),
            }
        ],
        audience={**list_of(customers), "exclude": [{"campaign": other.code}]},
        eligibility={"include": [{"segment": "everybody"}], "exclude": []},
        placements=[
            {
                "channel": "sms",
                "product": "recharge",
                "waves": WAVES,
                "exclude": [{"list": ["P0001"]}],
            },
            {"channel": "social-outlet", "expected_orders": 7},
        ],
    )
    ExplanationScript.objects.create(version=plan.working, against=other, text="各有所长")
    rows = PlanVersion.objects.prefetch_related(*DRAFT_PARTS).get(pk=plan.working_id)

    with CaptureQueriesContext(connection) as captured:
        read = parts_by_version([plan.working_id])[plan.working_id]

    assert len(captured) == 1
    assert read == parts_of(rows)
    assert (len(read.offers), len(read.placements), len(read.participants)) == (2, 2, 1)
    assert all([read.requests, read.explanations, read.excludes, read.group_billed])


def test_what_is_kept_is_built_once_and_anew_when_anything_in_it_changes(world):
    customers = make_customers(4, prefix="P")
    plan = submitted(world.planner, customers, check=False)
    kept = looked_at(plan)
    assert looked_at(plan) is kept

    def after(model, pk, **values):
        model.objects.filter(pk=pk).update(**values)
        return looked_at(plan)

    assert after(Campaign, plan.pk, name="改了名").name == "改了名"
    assert after(Campaign, plan.pk, state=S.FINALISED).state == S.FINALISED
    ended = after(Campaign, plan.pk, state=S.ENDED, ended_on=day(20))
    assert (ended.ends_on, ended.planned_until) == (day(20), day(40))
    assert after(Campaign, plan.pk, owner_unit=world.enterprise).owner_unit == "enterprise"
    product = Product.objects.get(code="recharge")
    grouped = after(Product, product.pk, exclusive_group="top-up")
    assert grouped.offers[0].exclusive_groups == {"top-up"}
    twin, person = customers[1].party, customers[0].party
    alone = after(Party, twin.pk, counted_as=person.ordinal)
    assert set(alone.audience) == {one.party.ordinal for one in customers} - {twin.ordinal}
    assert set(after(Party, twin.pk, counted_as=None).audience) == set(kept.audience)


def test_a_draft_is_not_kept(world):
    customers = make_customers(2, prefix="P")
    plan = submitted(world.planner, customers, check=False)
    PlanVersion.objects.filter(pk=plan.working_id).update(submitted_at=None, submitted_by=None)
    assert looked_at(plan).flex_days == 0
    PlanVersion.objects.filter(pk=plan.working_id).update(flex_days=5)

    assert looked_at(plan).flex_days == 5


def test_a_check_takes_as_many_queries_among_sixty_plans_as_among_ten(world):
    """Those that it finds anew, finds again, and finds no more are written in bulk."""
    customers = make_customers(6, prefix="P")
    own = submitted(world.planner, customers)
    template = submitted(
        world.rival, customers[:4], owner_unit="enterprise", offers=offers("30.00"), check=False
    )
    others = Campaign.objects.exclude(pk=own.pk)
    clashes = Finding.objects.filter(state="open", rule="offer-clash", case="shared")

    def queries() -> int:
        job = jobs.enqueue(engine.RECHECK_JOB, own.code, payload={"campaign": own.code})
        claim = jobs.claim(job.pk, now=clock.now() + dt.timedelta(minutes=1))
        with CaptureQueriesContext(connection) as captured:
            engine.recheck_job(claim)
        return len(captured)

    def costs(number: int, plans: int) -> list[int]:
        copies = Copies(template, S.COORDINATING, plans, 10, 5)
        copy_plans(copies, number, (world.enterprise, world.enterprise))
        new, again = queries(), queries()
        assert clashes.count() == plans + 1
        others.exclude(pk=template.pk).update(state=S.WITHDRAWN)
        gone = queries()
        assert clashes.count() == 1
        return [new, again, gone]

    costs(0, 10)  # whatever is remembered is remembered now, and what was closed can open again
    ten, sixty = costs(10, 10), costs(20, 60)

    # Here a test's transaction forgets what a worker remembers, and has savepoints: fifteen more.
    assert sixty == ten
    assert max(ten) <= 55


def test_a_policy_is_read_by_the_next_check(world):
    own = submitted(world.planner, make_customers(2, prefix="P"), check=False)
    before = loading.load(own.working, clock.today()).context.policies_now
    Policy.objects.create(
        key="preflight.overlap_persons", value="7", valid_from=day(-1), changed_at=clock.now()
    )

    after = loading.load(own.working, clock.today()).context.policies_now

    assert (before.overlap_persons, after.overlap_persons) == (500, 7)


def test_a_fresh_worker_knows_the_plans_in_play_before_its_first_check(world):
    plan = submitted(world.planner, make_customers(3, prefix="W"), check=False)
    row = PlanRow(*Campaign.objects.values_list(*PLAN_ROW).get(pk=plan.pk))
    try:
        warming.warm()
    finally:
        gc.unfreeze()

    with CaptureQueriesContext(connection) as asked:
        compared_plans({plan.working_id: row}, lazy_planes())

    assert not [one for one in asked if "campaigns_planversion" in one["sql"]]


def test_a_child_of_the_pool_reads_ahead_by_itself(monkeypatch):
    read = threading.Event()
    monkeypatch.setattr(warming, "warm", read.set)

    worker_process_init.send(sender=None)

    assert read.wait(10)
