from __future__ import annotations

from decimal import Decimal

import pytest

from campaigns.loading import whole
from campaigns.plan_data import offers_data
from campaigns.unsaved import changed_version
from findings.old_figures import figures_in, texts_left_behind
from organization.enums import Role
from tests.factories.campaigns import make_coordinating
from tests.factories.comms import make_draft
from tests.factories.organization import make_user


def test_numbers_are_found_however_they_are_written():
    text = "充１００送50，满1,200元减0.5元；2027年第3次，500M"

    assert figures_in(text) == {
        Decimal(n) for n in ("100", "50", "1200", "0.5", "2027", "3", "500")
    }


@pytest.mark.django_db
def test_texts_with_the_amount_that_is_gone_are_named(world):
    plan = make_coordinating(
        world.planner,
        name="岁末充100送50",
        offers=[
            {"product": "recharge", "pay": "100", "get": "50", "description": "充100送50，当月到账"}
        ],
        selling_points=["充100送50", "送500M流量", "当月到账"],
    )
    draft = make_draft(make_user(Role.COMMS_EDITOR), plan, body="即日起充１００送５０")
    before = whole([plan.working_id])[plan.working_id]
    (offer,) = offers_data(before)
    cheaper = changed_version(before, {"offers": [offer | {"get": 30, "get_value": 30}]})

    found = texts_left_behind(before, cheaper, plan, draft.author)
    same = texts_left_behind(
        before, changed_version(before, {"offers": [offer]}), plan, draft.author
    )

    assert [one.text for one in found[:3]] == ["岁末充100送50", "充100送50，当月到账", "充100送50"]
    assert [one.url for one in found[3:]] == [f"/comms/drafts/{draft.code}/"]
    assert same == []
