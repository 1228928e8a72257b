"""What a finding calls the plans it speaks of."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from campaigns.models import PlanResult
from findings.facts import Noun
from findings.names import NameResolver
from tests.factories.campaigns import day, make_draft

pytestmark = pytest.mark.django_db


def test_a_plan_known_by_its_results_is_called_by_its_code_or_its_own_name(world):
    ours = make_draft(world.planner, name="充值有礼", external_code="BOSS-77")
    theirs = make_draft(world.rival, name="机密", owner_unit="enterprise", external_code="BOSS-88")
    codes = ("BOSS-77", "BOSS-88", "OLD-1", theirs.code)
    for code in codes:
        PlanResult.objects.create(campaign=code, category="data", ended_on=day(-9), reached=1)

    with override("en"):
        names = NameResolver(world.planner, [(Noun.PLAN, code) for code in (*codes, ours.code)])
        said = [names.plan(code) for code in (*codes, ours.code)]

    assert said == ["充值有礼", "BOSS-88", "OLD-1", "a plan of another department", "充值有礼"]
    assert not any(map(names.knows_plan, codes))
