"""Who is checked again when something changes: everybody whom it touches, nobody for ever."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from campaigns.commands import change_plan, change_state
from campaigns.models import Campaign
from channels.commands import save_product, set_fit
from channels.enums import Fit
from channels.models import Channel, Product
from common import changelog, clock, jobs
from common.models import Change, Job, JobState
from comms.commands import write_draft
from comms.models import AdvertisingTerm
from customers.models import Customer
from customers.touches import record_touches
from findings.enums import FindingState
from findings.models import CheckRun, Finding
from organization.commands import change_policy
from organization.enums import Role
from organization.models import Policy
from preflight import engine, touched
from resources.commands.benefit_steps import change_benefits
from resources.commands.benefits import Gift, reserve_benefits
from resources.commands.stock import receive
from resources.models import Resource
from tests.factories import comms as texts
from tests.factories.campaigns import day, make_resource, make_stock
from tests.factories.channels import make_group
from tests.factories.customers import hold, make_customers
from tests.factories.organization import make_user
from tests.preflight.companies import offers, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SMS = [{"channel": "sms", "product": "recharge", "waves": [{"on": day(12).isoformat()}]}]


def open_rules(campaign: Campaign) -> set[str]:
    rows = Finding.objects.filter(campaigns=campaign, state=FindingState.OPEN)
    return set(rows.values_list("rule", flat=True))


def runs_of(campaign: Campaign) -> int:
    return CheckRun.objects.filter(campaign=campaign, job__state=JobState.DONE).count()


@pytest.fixture
def one_sms(world) -> None:
    """One text message within thirty days is the limit."""
    Policy.objects.create(
        key="preflight.pressure_sms_limit",
        value="1",
        valid_from=day(-1),
        changed_by=world.service,
        changed_at=clock.now(),
        reason="test",
    )


@pytest.fixture
def pressing(world, one_sms) -> tuple[Campaign, Campaign]:
    """Two plans of two departments that send a text message to the same persons, the second one
    submitted and checked later.
    """
    customers = make_customers(20, prefix="P")
    first = submitted(world.planner, customers, placements=SMS)
    second = submitted(world.rival, customers, owner_unit="enterprise", placements=SMS)
    return first, second


def test_a_finding_of_one_side_comes_to_the_plan_that_was_submitted_first_too(pressing):
    for campaign in pressing:
        assert "contact-pressure" in open_rules(campaign)


@pytest.mark.parametrize("step", ["recall", "withdraw"])
def test_it_goes_with_the_plan_that_caused_it(world, pressing, step):
    first, second = pressing

    change_state(campaign_id=second.pk, name=step, actor=world.rival)
    jobs.drain()

    assert "contact-pressure" not in open_rules(first)


def test_what_concerns_nobody_any_more_is_closed_with_its_plan(world, pressing):
    for campaign, actor in zip(pressing, (world.planner, world.rival), strict=True):
        change_state(campaign_id=campaign.pk, name="withdraw", actor=actor)
        jobs.drain()

    assert not Finding.objects.filter(state=FindingState.OPEN).exists()


def test_a_plan_that_was_moved_away_is_gone_for_those_where_it_stood(world, pressing):
    first, second = pressing
    change_state(campaign_id=second.pk, name="recall", actor=world.rival)
    second.refresh_from_db()
    far = {"starts_on": day(200), "ends_on": day(220)}
    type(second.working).objects.filter(pk=second.working_id).update(**far)
    second.working.placements.get().waves.update(on=day(210))

    change_state(campaign_id=second.pk, name="submit", actor=world.rival)
    jobs.drain()

    assert "contact-pressure" not in open_rules(first)


def test_rechecks_come_to_an_end_and_cause_none(pressing):
    assert not Job.objects.exclude(state=JobState.DONE).exists()
    before = CheckRun.objects.count()

    jobs.enqueue("preflight.recheck", pressing[0].code, payload={"campaign": pressing[0].code})
    jobs.drain()

    assert CheckRun.objects.count() == before + 1


def test_plans_that_share_nothing_leave_each_other_alone(world):
    near = submitted(world.planner, make_customers(5, prefix="P"))
    runs = runs_of(near)

    submitted(
        world.rival,
        make_customers(5, prefix="Q"),
        owner_unit="enterprise",
        starts_on=day(100).isoformat(),
        ends_on=day(120).isoformat(),
    )

    assert runs_of(near) == runs


def test_plans_that_come_at_once_are_checked_once(world):
    """Whoever is checked after everybody came has read them all."""
    customers = make_customers(5, prefix="P")
    plans = [submitted(world.planner, customers, check=False) for _ in range(3)]

    jobs.drain()

    assert [runs_of(plan) for plan in plans] == [1, 1, 1]


def test_a_request_during_a_running_check_is_done_after_it(world, monkeypatch):
    """The first check of a plan has read the world; then another plan comes."""
    customers = make_customers(5, prefix="P")
    own = submitted(world.planner, customers, check=False)
    load, pending = engine.loading.load, []

    def load_then_another_comes(*args, **kwargs):
        loaded = load(*args, **kwargs)
        if not pending:
            pending.append(True)
            submitted(
                world.rival,
                customers,
                owner_unit="enterprise",
                offers=offers("30.00"),
                check=False,
            )
            touched.follow(jobs.claim(follow_job().pk))
            jobs.run(recheck_of(own).pk)
        return loaded

    monkeypatch.setattr(engine.loading, "load", load_then_another_comes)
    jobs.drain()
    jobs.drain(now=clock.now() + dt.timedelta(seconds=5))

    assert "offer-clash" in open_rules(own)
    assert own.check_runs.filter(trigger="recheck", job__state=JobState.DONE).count() == 1


def follow_job() -> Job:
    return jobs.enqueue(touched.FOLLOW_JOB, "change-log")


def recheck_of(campaign: Campaign) -> Job:
    return Job.objects.get(kind="preflight.recheck", key=campaign.code)


# Other things that checks stand on


def needing(world, quantity: int) -> Campaign:
    request = {
        "resource": "leaflet-a4",
        "unit": "branch-east",
        "quantity": quantity,
        "needed_by": day(5).isoformat(),
    }
    return submitted(world.planner, make_customers(5, prefix="P"), resource_requests=[request])


def test_stock_that_arrives_settles_the_shortage(world):
    resource = make_resource()
    make_stock(resource, world.branch, 3)
    campaign = needing(world, 10)
    assert "resource-shortage" in open_rules(campaign)

    keeper = make_user(Role.RESOURCE_KEEPER, None)
    receive(resource=resource, unit=world.branch, quantity=20, reason="New.", actor=keeper)
    jobs.drain()

    assert "resource-shortage" not in open_rules(campaign)


def test_a_policy_that_changes_is_judged_by(world):
    customers = make_customers(20, prefix="P")
    campaign = submitted(world.planner, customers, placements=SMS)
    assert "contact-pressure" not in open_rules(campaign)

    change_policy(
        key="preflight.pressure_sms_limit",
        value="0",
        valid_from=day(0),
        reason="Quiet month.",
        actor=world.service,
    )
    jobs.drain()

    assert "contact-pressure" in open_rules(campaign)


def test_a_loading_rule_that_changes_is_followed(world):
    group = make_group("young")
    customers = make_customers(20, prefix="P")
    type(customers[0]).objects.filter(pk__in=[one.pk for one in customers]).update(group=group)
    campaign = submitted(world.planner, customers, placements=SMS)
    assert "channel-fit" not in open_rules(campaign)

    set_fit(
        product=Product.objects.get(code="recharge"),
        customer_group=group,
        channel=Channel.objects.get(code="sms"),
        fit=Fit.FORBIDDEN,
        reason="Complaints.",
        actor=make_user(Role.CHANNEL_MANAGER, None),
    )
    jobs.drain()

    assert "channel-fit" in open_rules(campaign)


def test_a_name_that_changes_after_submission_is_read_again_and_notes_are_not(world):
    AdvertisingTerm.objects.create(word="最低价", article="第九条")
    campaign = submitted(world.planner, make_customers(3, prefix="P"))
    before = runs_of(campaign)

    change_plan(campaign_id=campaign.pk, plan={"notes": "最低价"}, actor=world.planner)
    jobs.drain()
    assert runs_of(campaign) == before

    change_plan(campaign_id=campaign.pk, plan={"name": "全市最低价"}, actor=world.planner)
    jobs.drain()

    assert "advertising-law" in open_rules(campaign)


def test_a_held_product_that_comes_into_the_group_of_an_offer_binds_its_holders(world):
    customers = make_customers(3, prefix="P")
    held = Product.objects.get(code="music-pack")
    hold(customers[0], held, ends_on=day(400))
    campaign = submitted(world.planner, customers, offers=offers(exclusive_group="main-plan"))
    assert "exclusive-products" not in open_rules(campaign)

    held.exclusive_group = "main-plan"
    save_product(product=held, actor=make_user(Role.CHANNEL_MANAGER, None))
    jobs.drain()

    assert "exclusive-products" in open_rules(campaign)


def test_contacts_on_record_are_counted(world, one_sms):
    customers = make_customers(20, prefix="P")
    campaign = submitted(world.planner, customers, placements=SMS)
    assert "contact-pressure" not in open_rules(campaign)

    told = {
        "source": "crm",
        "key": "1",
        "happened_on": day(0),
        "contact_class": "sms",
        "numbers": [one.number for one in customers],
    }
    record_touches(touches=[told], actor=make_user(Role.CHANNEL_MANAGER, None))
    jobs.drain()

    assert "contact-pressure" in open_rules(campaign)


def test_a_day_that_begins_is_looked_at_once(world):
    campaign = submitted(world.planner, make_customers(5, prefix="P"))
    runs = runs_of(campaign)
    touched.note_day(clock.now())
    jobs.drain()
    assert runs_of(campaign) == runs  # checked on that day

    tomorrow = clock.now() + dt.timedelta(days=1)
    with time_machine.travel(tomorrow):
        for _twice in range(2):
            touched.note_day(clock.now())
            jobs.drain()

    assert runs_of(campaign) == runs + 1


def test_what_nobody_knows_of_touches_everybody_and_texts_nobody(world):
    campaign = submitted(world.planner, make_customers(5, prefix="P"))
    changed = [
        Change(kind=kind, code="x", operation="change", version=n, happened_at=clock.now())
        for n, kind in enumerate(
            ("comms", "segments", "tides"), start=changelog.current_version() + 1
        )
    ]

    assert touched.touched_by(changed[:2], today=clock.today()) == {}
    assert touched.touched_by(changed, today=clock.today()) == {campaign.code: changed[2].version}


# What the pages and the API say of it


def check_run(client_of, person, campaign: Campaign) -> dict:
    return (
        client_of(person).get(f"/api/v1/campaigns/{campaign.code}/check-runs/").json()["results"][0]
    )


def test_a_check_on_an_older_world_says_so_until_it_is_renewed(world, client_of, client):
    customers = make_customers(5, prefix="P")
    campaign = submitted(world.planner, customers)
    client.force_login(world.planner)
    page = f"/campaigns/{campaign.code}/findings/"
    assert check_run(client_of, world.planner, campaign)["freshness"] == "current"

    submitted(world.rival, customers, owner_unit="enterprise", check=False)

    assert check_run(client_of, world.planner, campaign)["freshness"] == "renewing"
    assert client.get(page).context["freshness"] == "renewing"
    jobs.drain()
    assert check_run(client_of, world.planner, campaign)["freshness"] == "current"
    assert client.get(page).context["freshness"] == "current"


def test_a_renewal_that_was_given_up_leaves_the_check_outdated_and_can_be_asked_for(
    world, client_of, client
):
    campaign = submitted(world.planner, make_customers(5, prefix="P"))
    again = f"/api/v1/campaigns/{campaign.code}/retry_check/"
    client.force_login(world.planner)
    page = f"/campaigns/{campaign.code}/findings/"
    job = jobs.enqueue("preflight.recheck", campaign.code, payload={"campaign": campaign.code})
    Job.objects.filter(pk=job.pk).update(state=JobState.FAILED, finished_at=clock.now())
    runs = runs_of(campaign)

    assert check_run(client_of, world.planner, campaign)["freshness"] == "outdated"
    assert "do/retry_check/" in client.get(page).content.decode()
    assert client_of(world.rival).post(again, {}).status_code == 403
    assert client_of(world.planner).post(again, {}).status_code in {200, 202}
    assert client_of(world.planner).post(again, {}).status_code == 409
    jobs.drain()

    assert runs_of(campaign) == runs + 1
    assert check_run(client_of, world.planner, campaign)["freshness"] == "current"


def test_an_evaluation_is_owed_until_it_is_made(world):
    over = submitted(world.planner, make_customers(3, prefix="P"))
    Campaign.objects.filter(pk=over.pk).update(
        state="ended", in_force=over.working_id, ended_on=day(-31)
    )
    owing = submitted(world.planner, make_customers(3, prefix="Q"))
    elsewhere = submitted(world.rival, make_customers(3, prefix="R"), owner_unit="enterprise")
    assert "results-owed" in open_rules(owing)
    assert "results-owed" not in open_rules(elsewhere)
    before = runs_of(elsewhere)

    change_state(campaign_id=over.pk, name="evaluate", actor=world.service)
    jobs.drain()

    assert "results-owed" not in open_rules(owing)
    assert runs_of(elsewhere) == before


def test_a_text_is_read_again_when_it_changes_and_nobody_elses_plan(world):
    AdvertisingTerm.objects.create(word="最佳", article="第九条")
    spoken_of, other = (
        submitted(author, make_customers(3, prefix=prefix), **plan)
        for author, prefix, plan in (
            (world.planner, "P", {}),
            (world.rival, "Q", {"owner_unit": "enterprise"}),
        )
    )
    draft = texts.make_draft(make_user(Role.COMMS_EDITOR), spoken_of, body="好用")
    jobs.drain()
    assert "advertising-law" not in open_rules(spoken_of)
    before = runs_of(other)

    write_draft(draft_id=draft.pk, values={"body": "最佳"}, actor=draft.author)
    jobs.drain()

    assert "advertising-law" in open_rules(spoken_of)
    assert runs_of(other) == before


# Gifts


@pytest.fixture
def giving(world) -> tuple[Campaign, Campaign]:
    """A plan that gives each of its customers a phone, and one for the same people that does
    not.
    """
    make_resource("phone", kind="gift", benefit_kind="terminal", unit_cost=1299)
    customers = make_customers(5, prefix="P")
    return submitted(world.planner, customers, resource_requests=[asked(5)]), submitted(
        world.planner, customers, starts_on=day(100).isoformat(), ends_on=day(120).isoformat()
    )


def asked(quantity: int) -> dict[str, object]:
    needed_by = day(5).isoformat()
    return {
        "resource": "phone",
        "unit": "branch-east",
        "quantity": quantity,
        "needed_by": needed_by,
    }


def test_a_benefit_that_is_promised_or_taken_back_is_found_in_the_plans_that_it_touches(
    world, giving
):
    plan, without = giving
    runs = runs_of(without)
    gift = Gift(
        unit=world.enterprise,
        occasion="renewal",
        resource=Resource.objects.get(code="phone"),
        day=clock.today(),
    )

    (judged,) = reserve_benefits(gift=gift, numbers=["P0002"], actor=world.rival).judged
    jobs.drain()
    assert "duplicate-benefit" in open_rules(plan)

    change_benefits(
        keys={judged.benefit.key}, step="release", reason="Not wanted.", actor=world.rival
    )
    jobs.drain()
    assert "duplicate-benefit" not in open_rules(plan)
    assert runs_of(without) == runs


def test_a_benefit_of_somebody_else_touches_no_plan(world, giving):
    make_customers(1, prefix="Q")
    runs = runs_of(giving[0])
    gift = Gift(
        unit=world.enterprise,
        occasion="renewal",
        resource=Resource.objects.get(code="phone"),
        day=clock.today(),
    )

    reserve_benefits(gift=gift, numbers=["Q0001"], actor=world.rival)
    jobs.drain()

    assert runs_of(giving[0]) == runs


def test_what_a_plan_promises_counts_for_another_one_far_from_it_and_goes_with_it(world, giving):
    customers = list(Customer.objects.filter(number__in=["P0001", "P0009"]))
    far = {"starts_on": day(300).isoformat(), "ends_on": day(320).isoformat()}
    other = submitted(
        world.rival,
        customers,
        owner_unit="enterprise",
        resource_requests=[asked(1) | {"needed_by": day(290).isoformat()}],
        **far,
    )
    for one in (giving[0], other):
        assert "duplicate-benefit" in open_rules(one)

    change_state(campaign_id=other.pk, name="withdraw", actor=world.rival)
    jobs.drain()

    assert "duplicate-benefit" not in open_rules(giving[0])


def test_what_another_system_tells_and_how_long_it_counts_is_followed(world, giving):
    plan, _without = giving
    touch = {
        "source": "crm",
        "key": "1",
        "happened_on": day(-400),
        "kind": "benefit_given",
        "benefit_kind": "terminal",
        "number": "P0001",
    }
    record_touches(touches=[touch], actor=world.planner)
    jobs.drain()
    assert "duplicate-benefit" in open_rules(plan)

    change_policy(
        key="benefits.window_terminal",
        value="365",
        valid_from=day(0),
        reason="One year.",
        actor=world.service,
    )
    jobs.drain()
    assert "duplicate-benefit" not in open_rules(plan)
