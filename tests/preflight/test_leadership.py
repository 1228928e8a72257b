"""Limits that send more than a tenth of the plans to leadership: told to those who own them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.utils.translation import override

from campaigns.models import PlanVersion
from preflight.leadership import GRADES, LARGE_BUDGET, owned_by, policies, sent_up, too_many
from preflight.policies import PREFIX, Policies
from preflight.rules import all_rules
from tests.factories.campaigns import make_coordinating, make_finding

pytestmark = pytest.mark.django_db
WEEK = f"{PREFIX}launch_company_limit"


@pytest.fixture
def ten(world):
    return [make_coordinating(world.planner) for _ in range(10)]


def crowded(campaign):
    make_finding(campaign, rule="launch-clustering", case="company", subject={"day": "2026-12-07"})


def test_a_tenth_is_not_many_and_more_is(world, ten):
    crowded(ten[0])
    assert {one.key: one.plans for one in sent_up()}[WEEK] == 1
    assert too_many() == []

    crowded(ten[1])
    (found,) = too_many()
    assert (found.key, found.plans, found.of) == (WEEK, 2, 10)


def test_budgets_and_grades_count_where_the_limit_and_not_harm_leads_up(world, ten):
    PlanVersion.objects.filter(campaign__in=ten[:2]).update(budget=Decimal("1000000.01"))
    for plan, lines in zip(ten[2:6], ([], [], [], [{"case": "harm"}]), strict=True):
        plan.check_runs.update(risk={"grade": "D", "lines": lines})

    found = {one.key: one.plans for one in too_many()}

    assert found == {LARGE_BUDGET: 2, GRADES: 3}


def test_only_its_owner_is_told_on_my_day_and_all_on_the_page(world, ten, client):
    for plan in ten[:2]:
        crowded(plan)
    assert [one.key for one in owned_by(world.leader)] == [WEEK]
    assert owned_by(world.service) == owned_by(world.planner) == []

    client.force_login(world.leader)
    with override("en"):
        (said,) = [str(one.text) for one in too_many()]
    for page in ("/", "/setup/policies/", f"/setup/policies/{WEEK}/"):
        assert said in client.get(page, headers={"accept-language": "en"}).content.decode(), page


def test_rules_name_policies_that_there_are():
    assert {one.removeprefix(PREFIX) for one in policies() if one.startswith(PREFIX)} <= set(
        Policies.__dataclass_fields__
    )
    assert all(
        set(rule.leadership_limits) <= set(rule.messages)
        for rule in all_rules()
        if rule.leadership_limits
    )
