from __future__ import annotations

from decimal import Decimal

import pytest
from django.test import Client

from campaigns.loading import whole
from campaigns.models import Campaign
from campaigns.plan_data import offers_data
from campaigns.unsaved import changed_version
from common import jobs
from common.errors import Refused
from common.models import AuditEvent
from findings.commands import apply_way_out
from findings.models import Finding
from findings.old_figures import figures_in, suggested, texts_left_behind
from organization.enums import Role
from tests.factories.campaigns import make_checking, make_coordinating
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

    assert [(one.own.key, one.suggestion) for one in found.own] == [
        ("name", "岁末充100送30"),
        ("offers.1", "充100送30，当月到账"),
        ("selling_points.1", "充100送30"),
    ]
    assert [one.url for one in found.elsewhere] == [f"/comms/drafts/{draft.code}/"]
    assert (same.own, same.elsewhere) == ([], [])


def test_only_what_is_one_other_amount_now_is_suggested():
    instead = {Decimal(80): Decimal("30.00")}

    assert suggested("充１００送８０，最高1,080元", instead) == "充１００送30，最高1,080元"
    assert suggested("满80.0减8", {}) == "满80.0减8"


TEXTS = {
    "name": "集团充100送30",
    "offers.1": "充100送30",
    "selling_points.1": "充值送30",
    "script": "充100送30。",
}


@pytest.fixture
def way(world):
    """A checked plan, its clash, and the way out that aligns its terms."""
    rival = [{"product": "recharge", "pay": "100.00", "get": "30.00"}]
    make_checking(world.rival, owner_unit="enterprise", offers=rival)
    offer = {"product": "recharge", "pay": "100.00", "get": "50.00", "description": "充100送50"}
    plan = make_checking(
        world.planner,
        name="集团充100送50",
        offers=[offer],
        selling_points=["充值送50", "当月到账"],
        service_plan={"script": "充100送50。"},
    )
    jobs.drain()
    finding = Finding.objects.get(campaigns=plan, rule="offer-clash", severity="blocking")
    one = next(
        one
        for one in finding.ways_out
        if (one["kind"], one["campaign"]) == ("align_terms", plan.code)
    )
    return plan, finding, one["id"]


@pytest.mark.django_db
def test_name_and_terms_are_asked_for_and_change_with_the_figures(world, way):
    plan, finding, way_id = way
    client = Client()
    client.force_login(world.planner)
    address = f"/campaigns/{plan.code}/findings/{finding.pk}/ways/{way_id}/"

    page = client.get(address).content.decode()
    for key, text in TEXTS.items():
        assert f'name="texts.{key}"' in page
        assert text in page
    assert "当月到账" not in page

    answer = client.post(address, {f"texts.{key}": text for key, text in TEXTS.items()})

    assert answer.status_code == 302
    plan.refresh_from_db()
    version = whole([plan.working_id])[plan.working_id]
    assert plan.name == "集团充100送30"
    assert [one.description for one in version.offers.all()] == ["充100送30"]
    assert [one.text for one in version.selling_points.all()] == ["充值送30", "当月到账"]
    assert version.script == "充100送30。"
    event = AuditEvent.objects.get(action="apply_way_out")
    assert event.details["changes"] == {"name": ["集团充100送50", "集团充100送30"]}


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ({"name": " "}, "required"),
        ({"name": "长" * 81}, "too_long"),
        ({"offers.2": "x"}, "unknown"),
        ({"budget": "x"}, "unknown"),
    ],
)
def test_text_that_does_not_fit_is_refused_at_its_key_and_nothing_is_changed(
    world, way, texts, code
):
    plan, finding, way_id = way

    with pytest.raises(Refused) as refusal:
        apply_way_out(
            finding_id=finding.pk, way_out_id=way_id, actor=world.planner, extra={"texts": texts}
        )

    (reason,) = refusal.value.reasons
    assert (reason.code, reason.status, reason.attr) == (code, 400, f"texts.{next(iter(texts))}")
    assert Campaign.objects.get(pk=plan.pk).name == "集团充100送50"
