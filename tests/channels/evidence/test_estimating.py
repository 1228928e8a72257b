import datetime as dt
from decimal import Decimal

import pytest
from django.utils.translation import override

from channels.enums import Trend
from channels.evidence.cards import evidence_of
from channels.evidence.estimating import JOB, estimate, first_day, run
from channels.models import CellEstimate, Channel, CustomerGroup, Product
from channels.policies import EVIDENCE_LEAST
from common import clock, following, jobs
from common.models import Change, Job
from organization.enums import Role
from organization.models import Policy
from tests.factories.campaigns import day
from tests.factories.channels import make_group
from tests.factories.organization import make_user
from tests.factories.results import tell

pytestmark = [pytest.mark.django_db, pytest.mark.database]


@pytest.fixture
def manager(world):
    make_group("consumer")
    return make_user(Role.CHANNEL_MANAGER)


def told(manager, *results):
    tell(manager, *({"customer_group": "consumer", **one} for one in results))
    return estimate(now=clock.now())


def card():
    return evidence_of(
        product=Product.objects.get(code="recharge"),
        group=CustomerGroup.objects.get(code="consumer"),
        channel=Channel.objects.get(code="sms"),
    )


def test_a_cell_adds_up_its_months(manager):
    told(
        manager,
        {"key": "1", "happened_on": dt.date(2026, 9, 3), "contacted": 500, "taken": 10},
        {"key": "2", "happened_on": dt.date(2026, 9, 28), "contacted": 500, "taken": 20},
        {"key": "3", "happened_on": dt.date(2026, 10, 1), "contacted": 1000, "taken": 25},
    )
    row = CellEstimate.objects.get()
    assert (row.contacted, row.taken) == (2000, 55)
    assert row.rounds == [["2026-09", 1000, 30], ["2026-10", 1000, 25]]
    assert row.low < row.mean < row.high
    assert row.trend == Trend.UNKNOWN


def test_a_correction_counts_in_the_place_of_what_it_corrects(manager):
    told(manager, {"key": "1", "taken": 20})
    told(manager, {"key": "1", "taken": 30})
    assert CellEstimate.objects.get().taken == 30


def test_a_result_moved_to_another_cell_leaves_none_behind(manager):
    told(manager, {"key": "1"})
    told(manager, {"key": "1", "channel": "own-hall"})
    assert CellEstimate.objects.get().channel.code == "own-hall"


def test_results_without_a_group_or_too_old_are_no_evidence(manager):
    since = first_day(clock.today())
    assert told(manager, {"key": "1", "customer_group": None}) == 0
    assert told(manager, {"key": "2", "happened_on": since - dt.timedelta(days=1)}) == 0
    assert told(manager, {"key": "3", "happened_on": since}) == 1


def test_the_months_reach_back_over_the_turn_of_the_year():
    assert first_day(dt.date(2026, 1, 15)) == dt.date(2024, 1, 1)
    assert first_day(dt.date(2026, 12, 31)) == dt.date(2024, 12, 1)


def test_new_results_ask_for_estimates_once(manager):
    tell(manager, {"customer_group": "consumer"})
    following.ask(clock.now())
    following.ask(clock.now())
    job = Job.objects.get(kind=JOB)
    run(jobs.claim(job.pk))
    assert CellEstimate.objects.count() == 1
    assert not following.unread(JOB).exists()
    assert Change.objects.filter(kind="evidence", operation="estimate").exists()


def test_a_card_says_the_rate_with_its_interval(manager):
    rounds = [{"key": str(n), "happened_on": day(-31 * n), "contacted": 9000} for n in range(1, 7)]
    told(manager, *({**one, "taken": 90} for one in rounds))
    evidence, others = card()
    with override("en"):
        low, high = (f"{one:.1%}" for one in (evidence.estimate.low, evidence.estimate.high))
        assert evidence.sentence == f"1.0% [{low}, {high}], 6 rounds, 54,000 contacts"
        assert evidence.effect == "without control group"
    # Deviation by hand: √(0.005 ÷ 6 · (2.015 ÷ 1.645)² · 7 ÷ 6 · 0.01 · 0.99) = 0.0038, and askew.
    assert evidence.estimate.low == pytest.approx(0.0047, abs=3e-4)
    assert evidence.estimate.high == pytest.approx(0.0171, abs=5e-4)
    assert others == []


def test_one_month_says_little_of_the_next(manager):
    told(manager, {"contacted": 40_000, "taken": 400})
    evidence, _others = card()
    assert evidence.estimate.high > 0.03


@pytest.mark.parametrize(("contacted", "enough"), [(199, False), (200, True)])
def test_below_the_least_contacts_it_is_too_little_to_say(manager, contacted, enough):
    told(manager, {"contacted": contacted, "taken": 5})
    evidence, _others = card()
    assert evidence.is_enough is enough
    with override("en"):
        assert evidence.sentence.startswith("Too little to say") is not enough


def test_the_least_contacts_are_a_policy(manager):
    told(manager, {"contacted": 300, "taken": 5})
    Policy.objects.create(
        key=EVIDENCE_LEAST, value="301", valid_from=day(-1), changed_at=clock.now()
    )
    evidence, _others = card()
    assert not evidence.is_enough


def test_cost_per_taken_is_of_results_that_told_their_cost(manager):
    told(
        manager,
        {"key": "1", "taken": 20, "cost": Decimal("100.00")},
        {"key": "2", "taken": 900},
    )
    assert card()[0].cost_per_taken == Decimal("5.00")


def test_without_cost_or_taken_there_is_no_cost_per_taken(manager):
    told(manager, {"key": "1", "taken": 20})
    assert card()[0].cost_per_taken is None
    told(manager, {"key": "2", "channel": "own-hall", "taken": 0, "cost": Decimal("1.00")})
    assert CellEstimate.objects.get(channel__code="own-hall").cost == Decimal("1.00")
    assert card()[1][0][1].cost_per_taken is None


def test_the_effect_counts_only_results_with_a_control_group(manager):
    told(
        manager,
        {"key": "1", "taken": 40, "held_out": 1000, "held_out_taken": 10},
        {"key": "2", "taken": 900},
    )
    row = CellEstimate.objects.get()
    assert (row.compared, row.compared_taken, row.held_out, row.held_out_taken) == (
        1000,
        40,
        1000,
        10,
    )
    with override("en"):
        assert card()[0].effect.startswith("3 points") or card()[0].effect.startswith("3.0 points")


def test_the_same_on_other_channels_comes_best_first(manager):
    told(
        manager,
        {"key": "1", "contacted": 5000, "taken": 50},
        {"key": "2", "channel": "own-hall", "contacted": 5000, "taken": 300},
        {"key": "3", "channel": "social-outlet", "contacted": 5000, "taken": 100},
        {"key": "4", "channel": "outbound-call", "contacted": 50, "taken": 20},
    )
    _evidence, others = card()
    assert [on.code for on, _one in others] == ["own-hall", "social-outlet"]
