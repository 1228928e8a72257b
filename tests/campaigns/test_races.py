"""What happens at the same instant, each with a twin that does not lock and in which it goes
wrong.
"""

from __future__ import annotations

import threading
from collections import Counter
from uuid import uuid4

import pytest
from django.db import OperationalError, connection, transaction
from django.db.backends.postgresql.base import DatabaseWrapper

from campaigns import urgent
from campaigns.commands import change_state, participation, plans
from campaigns.models import Campaign
from campaigns.policies import URGENT_QUOTA
from campaigns.workflow import amending, submission
from common import changelog, clock, locks, write
from findings.commands import revising
from findings.models import CheckRun
from organization.models import Policy, User
from resources import reservations
from resources.models import Reservation, Stock
from resources.reservations import Ask
from tests.factories.campaigns import (
    day,
    found,
    make_approved,
    make_coordinating,
    make_draft,
    make_finalised,
    make_live,
    make_resource,
    make_stock,
    make_world,
    run_check,
)
from tests.factories.resources import reserved_by_rows
from tests.twins import PATIENCE

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.database]


@pytest.fixture
def world(transactional_db):
    return make_world()


def test_two_submissions_make_one_run(world, monkeypatch, race, is_locked):
    campaign = make_draft(world.planner)
    monkeypatch.setattr(submission, "freeze", race.before(submission.freeze))

    def submit():
        change_state(
            campaign_id=campaign.pk, name="submit", actor=User.objects.get(pk=world.planner.pk)
        )
        return "submitted"

    outcomes = race.together(*[submit] * 4)

    if is_locked:
        assert outcomes == {"submitted": 1, "wrong-state": 3}
        assert CheckRun.objects.count() == 1
    else:
        assert outcomes["wrong-state"] == 0


def test_two_urgent_plans_share_one_quota(world, monkeypatch, race, is_locked):
    Policy.objects.create(
        key=URGENT_QUOTA, value="1", valid_from=day(0), changed_at=world.leader.date_joined
    )
    plans = [make_draft(world.planner, name=name, urgent=True) for name in ("One", "Two")]
    monkeypatch.setattr(urgent, "used", race.after(urgent.used))

    def submit(plan):
        def call():
            actor = User.objects.get(pk=world.planner.pk)
            change_state(campaign_id=plan.pk, name="submit", actor=actor)
            return "submitted"

        return call

    outcomes = race.together(*[submit(plan) for plan in plans])

    if is_locked:
        assert outcomes == {"submitted": 1, "urgent-quota": 1}
    else:
        assert outcomes == {"submitted": 2}


def test_two_people_begin_one_amendment(world, monkeypatch, race, is_locked):
    plan = make_approved(world.planner, world.head)
    monkeypatch.setattr(amending, "start_draft", race.before(amending.start_draft))

    def amend():
        actor = User.objects.get(pk=world.planner.pk)
        change_state(campaign_id=plan.pk, name="amend", actor=actor)
        return "begun"

    outcomes = race.together(*[amend] * 3)

    if is_locked:
        assert outcomes == {"begun": 1, "amendment-open": 2}
    else:
        assert outcomes["IntegrityError"] > 0


def test_an_amendment_comes_into_force_or_falls_with_its_plan(world, monkeypatch, race, is_locked):
    plan = make_live(world.planner, world.head)
    draft = change_state(campaign_id=plan.pk, name="amend", actor=world.planner).copy
    run_check(change_state(campaign_id=draft.pk, name="submit", actor=world.planner).campaign)
    change_state(campaign_id=draft.pk, name="finalise", actor=world.planner)
    adopt, is_signing = amending.adopt_version, threading.Event()

    def adopt_late(*args, **kwargs):
        is_signing.set()
        race.meet()  # with the locks the other has not ended the plan by then
        return adopt(*args, **kwargs)

    monkeypatch.setattr(amending, "adopt_version", adopt_late)

    def take(key, name):
        actor = User.objects.get(pk=world.head.pk)
        change_state(campaign_id=key, name=name, actor=actor, reason="Sold out.")
        return name

    def end():
        is_signing.wait(PATIENCE)
        return take(plan.pk, "end")

    race.together(lambda: take(draft.pk, "approve"), end)

    states = {row.pk: row.state for row in Campaign.objects.all()}
    whole = {("ended", "in_force"), ("ended", "withdrawn")}
    assert ((states[plan.pk], states[draft.pk]) in whole) is is_locked


def test_a_joint_plan_is_signed_once(world, monkeypatch, race, is_locked):
    joint = [{"unit": "enterprise", "product": "music-pack"}]
    plan = make_coordinating(world.planner, participants=joint)
    participation.answer_invitation(campaign_id=plan.pk, accepts=True, actor=world.rival)
    monkeypatch.setattr(participation, "_say", race.before(participation._say))

    def sign():
        actor = User.objects.get(pk=world.rival_head.pk)
        participation.sign_participation(campaign_id=plan.pk, actor=actor)
        return "signed"

    outcomes = race.together(*[sign] * 3)

    if is_locked:
        assert outcomes == {"signed": 1, "not-asked": 2}
    else:
        assert outcomes["signed"] > 1


def test_a_plan_is_revised_once_from_what_both_have_read(world, monkeypatch, race, is_locked):
    """Two people confirm a change of one submitted plan: the second one's is refused, for the first
    revision is being checked.
    """
    plan = make_coordinating(world.planner)
    before = plan.working.number
    monkeypatch.setattr(revising, "editable", race.before(revising.editable))

    def revise(days):
        def call():
            revising.revise_plan(
                campaign_id=plan.pk,
                change=lambda _version: {"flex_days": days},
                action="confirm_move",
                actor=User.objects.get(pk=world.planner.pk),
            )
            return "revised"

        return call

    outcomes = race.together(*(revise(days) for days in (3, 5, 9)))

    if is_locked:
        assert outcomes == {"revised": 1, "wrong-state": 2}
        assert list(plan.versions.values_list("number", flat=True)) == [before, before + 1]
        assert CheckRun.objects.filter(version__number=before + 1).count() == 1
    else:
        assert outcomes["wrong-state"] == 0


def test_of_two_conflicting_plans_one_is_approved(world, compare_with, race, is_locked):
    first, second = make_finalised(world.planner), make_finalised(world.planner)

    def recheck(plan):
        others = list(Campaign.objects.filter(state="approved").exclude(pk=plan.pk))
        race.meet()
        return [found(plan, other) for other in others]

    compare_with(recheck)

    def approve(campaign):
        def call():
            changed = change_state(
                campaign_id=campaign.pk, name="approve", actor=User.objects.get(pk=world.head.pk)
            )
            return changed.refusal[0].code if changed.refusal else "approved"

        return call

    outcomes = race.together(approve(first), approve(second))

    states = Counter(Campaign.objects.values_list("state", flat=True))
    if is_locked:
        assert outcomes == {"approved": 1, "conflict-found": 1}
        assert states == {"approved": 1, "coordinating": 1}
    else:
        assert (outcomes, states) == ({"approved": 2}, {"approved": 2})


def test_approval_is_of_what_was_read(world, compare_with, monkeypatch, race, is_locked):
    campaign = make_finalised(world.planner)
    read = campaign.etag
    compare_with(race.before(lambda plan: []))
    monkeypatch.setattr(plans, "touch", race.before(plans.touch))

    def approve():
        actor = User.objects.get(pk=world.head.pk)
        changed = change_state(campaign_id=campaign.pk, name="approve", actor=actor, etag=read)
        return changed.campaign.state

    def change():
        actor = User.objects.get(pk=world.planner.pk)
        plans.change_plan(campaign_id=campaign.pk, plan={"objective": "换了"}, actor=actor)
        return "changed"

    outcomes = race.together(approve, change)

    if is_locked:
        assert outcomes in ({"approved": 1, "submitted": 1}, {"changed": 1, "stale": 1})
    else:
        assert outcomes == {"approved": 1, "changed": 1}


def test_approval_and_withdrawal_exclude_each_other(world, race):
    campaign = make_finalised(world.planner)

    outcomes = race.together(
        lambda: (
            change_state(
                campaign_id=campaign.pk, name="approve", actor=User.objects.get(pk=world.head.pk)
            ).campaign.state
        ),
        lambda: (
            change_state(
                campaign_id=campaign.pk,
                name="withdraw",
                actor=User.objects.get(pk=world.planner.pk),
            ).campaign.state
        ),
    )

    assert outcomes in ({"approved": 1, "no-permission": 1}, {"withdrawn": 1, "wrong-state": 1})


def test_forty_reservations_of_twenty(world, monkeypatch, race, is_locked):
    resource = make_resource()
    make_stock(resource, world.branch, 20)
    monkeypatch.setattr(reservations, "available", race.after(reservations.available))

    def reserve():
        ask = Ask(resource=resource, unit=world.branch, quantity=1, needed_by=day(5))
        reservations.reserve_hard(campaign=uuid4().hex[:20], asks=[ask], now=clock.now())
        return "reserved"

    outcomes: Counter = Counter()
    for _ in range(5):
        outcomes += race.together(*[reserve] * 8)

    stock = Stock.objects.get()
    rows = sum(row.quantity for row in Reservation.objects.filter(state="active"))
    if is_locked:
        assert outcomes == {"reserved": 20, "short": 20}
        assert stock.reserved == rows == 20
        assert reserved_by_rows([stock]) == {(resource.pk, world.branch.pk): stock.reserved}
    else:
        assert rows > 20 or stock.reserved != rows


class BeforeForeignKeys(locks.Locks):
    """Rows are locked against everybody, foreign keys checked when all is over."""

    def rows(self, queryset):
        return list(queryset.order_by("pk").select_for_update(of=("self",)))

    def last(self, name):
        self.advisory(name)


@pytest.mark.parametrize("is_settled", [True, False], ids=["settled", "twin"])
def test_a_draft_that_names_a_plan_does_not_deadlock_with_its_check(
    world, monkeypatch, race, is_settled
):
    """The check holds the plan's row and comes to the change log; the draft is in the change log
    and comes to the plan's row, by the foreign key of its audience.
    """
    named = make_coordinating(world.planner)
    if not is_settled:
        monkeypatch.setattr(locks, "LOCKS", BeforeForeignKeys())
    held, drafted = threading.Event(), threading.Event()
    logged = changelog.record_change

    def log_and_tell(*args, **kwargs):
        version = logged(*args, **kwargs)
        drafted.set()
        return version

    monkeypatch.setattr(write, "record_change", log_and_tell)

    def check():
        with transaction.atomic():
            locks.one(Campaign, named.pk)
            held.set()
            drafted.wait(PATIENCE)
            logged("campaign", named.code, "recheck")
        return "checked"

    def draft():
        held.wait(PATIENCE)
        audience = {"include": [{"segment": "everybody"}], "exclude": [{"campaign": named.code}]}
        make_draft(User.objects.get(pk=world.planner.pk), audience=audience)
        return "drafted"

    outcomes = race.together(check, draft)

    if is_settled:
        assert outcomes == {"checked": 1, "drafted": 1}
    else:
        assert outcomes["busy"] or outcomes["OperationalError"]


@pytest.mark.parametrize("code", [locks.DEADLOCK, locks.LOCK_NOT_AVAILABLE])
def test_a_lock_that_is_refused_when_a_transaction_ends_is_busy(
    world, client, client_of, monkeypatch, code
):
    """Nothing is raised by the lock itself: the database says it at the commit."""

    class Cause(Exception):
        pgcode = code

    def commit(self):
        raise OperationalError("deadlock detected") from Cause()

    client.force_login(world.planner)
    campaign = make_draft(world.planner)
    monkeypatch.setattr(DatabaseWrapper, "_commit", commit)

    page = client.post(f"/campaigns/{campaign.code}/do/announce/")
    answer = client_of(world.planner).post(f"/api/v1/campaigns/{campaign.code}/announce/", {})

    for response in (page, answer):
        assert (response.status_code, response["Retry-After"]) == (409, "1")
    assert answer.json()["errors"][0]["code"] == "busy"


def test_baskets_in_any_order_do_not_lock_each_other_out(world, race):
    stocks = [make_stock(make_resource(f"item-{n}"), world.branch, 100) for n in range(3)]
    orders = [
        stocks,
        stocks[::-1],
        [stocks[1], stocks[0], stocks[2]],
        [stocks[2], stocks[0], stocks[1]],
    ]

    def reserve(order):
        def call():
            asks = [
                Ask(resource=stock.resource, unit=stock.unit, quantity=1, needed_by=day(5))
                for stock in order
            ]
            reservations.reserve_hard(campaign=uuid4().hex[:20], asks=asks, now=clock.now())
            return "reserved"

        return call

    outcomes = race.together(*[reserve(order) for order in orders * 2])

    assert outcomes == {"reserved": 8}
    assert set(Stock.objects.values_list("reserved", flat=True)) == {8}
    assert connection.in_atomic_block is False
