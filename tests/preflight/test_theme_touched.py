"""A plan is checked again when its theme, a binding theme or its communication plan changes."""

from __future__ import annotations

import pytest

from campaigns.models import Campaign
from common import jobs
from comms.commands import change_plan, save_theme
from comms.models import Theme
from findings.models import Finding
from organization.enums import Role
from tests.factories import comms as texts
from tests.factories.campaigns import day
from tests.factories.customers import make_customers
from tests.factories.organization import make_user
from tests.preflight.companies import submitted

pytestmark = [pytest.mark.django_db, pytest.mark.database]

SMS = [{"channel": "sms", "product": "recharge", "waves": [{"on": day(12).isoformat()}]}]


def cases(plan: Campaign) -> list[str]:
    rows = Finding.objects.filter(campaigns=plan, rule="comms-theme", state="open")
    return sorted(rows.values_list("case", flat=True))


@pytest.fixture
def editor():
    return make_user(Role.COMMS_EDITOR, None)


@pytest.fixture
def plan(world):
    people = make_customers(3, prefix="P")
    return submitted(world.planner, people, placements=SMS, selling_points=["便宜"])


def moved(theme: Theme, first: int, last: int, editor) -> None:
    theme.starts_on, theme.ends_on = day(first), day(last)
    save_theme(theme=theme, actor=editor)
    jobs.drain()


def test_a_theme_that_moves_away_and_back(plan, editor):
    theme = texts.make_theme(editor, starts_on=day(10), ends_on=day(20))
    texts.make_plan(editor, plan, theme=theme)
    jobs.drain()
    assert cases(plan) == []

    moved(theme, 14, 20, editor)
    assert cases(plan) == ["outside"]

    moved(theme, 1, 20, editor)
    assert cases(plan) == []


def test_a_binding_theme_is_told_until_the_plan_belongs_to_it(plan, editor):
    theme = texts.make_theme(
        editor, starts_on=day(10), ends_on=day(20), origin="province", is_binding=True
    )
    jobs.drain()
    assert cases(plan) == ["untold"]

    spoken = texts.make_plan(editor, plan, no_theme_reason="另有安排")
    jobs.drain()
    assert cases(plan) == ["binding"]

    change_plan(plan_id=spoken.pk, values={"theme": theme, "no_theme_reason": ""}, actor=editor)
    jobs.drain()
    assert cases(plan) == []

    change_plan(plan_id=spoken.pk, values={"campaigns": []}, actor=editor)
    jobs.drain()
    assert cases(plan) == ["untold"]


def test_a_plan_without_theme_and_points_is_told_both(world, editor):
    bare = submitted(world.planner, make_customers(3, prefix="P"), selling_points=[])
    texts.make_plan(editor, bare)
    jobs.drain()

    assert cases(bare) == ["no_points", "no_theme"]
