"""Policies at their field: what people type, what stays in the history, what is taken back."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from common import clock
from common.models import AuditEvent
from organization.enums import Role
from organization.models import Policy
from organization.policies import values_on
from tests.factories.channels import make_channel
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db

GRADES, BUDGET = "preflight.risk_grades", "campaigns.large_budget"
CHANNELS, NEAR = "preflight.fit_group_channels", "preflight.clash_near_days"


def address(key: str) -> str:
    return reverse("organization:policy", args=[key])


def typed(value: object, *, on: dt.date | None = None, reason: str = "season") -> dict[str, object]:
    return {"value": value, "valid_from": (on or clock.today()).isoformat(), "reason": reason}


@pytest.mark.parametrize(
    ("key", "role", "text", "stored"),
    [
        (GRADES, Role.SERVICE_MANAGER, "4，9，15", "4,9,15"),
        (GRADES, Role.SERVICE_MANAGER, "４、９、１５", "4,9,15"),
        (BUDGET, Role.LEADERSHIP, "1,500,000", "1500000"),
        (BUDGET, Role.LEADERSHIP, "１，５００，０００．５０", "1500000.50"),
        (NEAR, Role.LEADERSHIP, " 20 ", "20"),
    ],
)
def test_value_is_understood_as_people_type_it(client, key, role, text, stored):
    client.force_login(make_user(role))

    answer = client.post(address(key), typed(text))

    assert answer.status_code == 302, answer.context["form"].errors
    assert Policy.objects.get().value == stored


@pytest.mark.parametrize(
    ("key", "role", "text"),
    [
        (GRADES, Role.SERVICE_MANAGER, "4"),
        (GRADES, Role.SERVICE_MANAGER, "15，9，4"),
        (GRADES, Role.SERVICE_MANAGER, "four, nine, fifteen"),
        (BUDGET, Role.LEADERSHIP, "NaN"),
        (BUDGET, Role.LEADERSHIP, "-1"),
        (BUDGET, Role.LEADERSHIP, "99999999999999999999"),
        (BUDGET, Role.LEADERSHIP, "1，50"),
    ],
)
def test_value_without_sense_is_refused_at_its_field_with_the_form_as_it_was(
    client, key, role, text
):
    client.force_login(make_user(role))

    answer = client.post(address(key), typed(text, reason="why"))

    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"value"}
    assert answer.context["form"]["reason"].value() == "why"
    assert not Policy.objects.exists()


def test_codes_are_ticked_by_their_words(client):
    make_channel("own-hall", name="自有营业厅")
    make_channel("hotline", name="客服热线")
    client.force_login(make_user(Role.CHANNEL_MANAGER, language="zh-hans"))

    page = client.get(address(CHANNELS)).content.decode()
    wrong = client.post(address(CHANNELS), typed(["own-hall", "no-such"]))
    right = client.post(address(CHANNELS), typed(["own-hall", "hotline"]))

    assert "自有营业厅" in page
    assert wrong.context["form"].errors.keys() == {"value"}
    assert right.status_code == 302
    assert Policy.objects.get().value == "own-hall,hotline"


def test_every_value_stays_in_the_history_and_both_in_the_audit(client):
    client.force_login(make_user(Role.LEADERSHIP))

    for value in ("20", "25", "25"):
        client.post(address(NEAR), typed(value))

    assert values_on(clock.today())[NEAR] == 25
    assert [row.value for row in Policy.objects.order_by("id")] == ["20", "25"]
    changes = [
        event.details["changes"]["value"]
        for event in AuditEvent.objects.filter(action="change_policy").order_by("id")
    ]
    assert changes == [["15", "20"], ["20", "25"]]
    page = client.get(address(NEAR)).content.decode()
    assert page.count("season") == 2
    client.force_login(make_user(Role.AUDITOR))
    assert "20 → 25" in client.get(reverse("organization:audit")).content.decode()


def test_coming_value_is_withdrawn_and_a_present_one_is_not(client):
    owner = make_user(Role.LEADERSHIP)
    client.force_login(owner)
    client.post(address(NEAR), typed("20"))
    client.post(address(NEAR), typed("30", on=clock.today() + dt.timedelta(days=9)))
    present, coming = Policy.objects.order_by("valid_from")

    for row in (present, coming):
        client.post(reverse("organization:policy-withdraw", args=[NEAR, row.pk]))

    assert list(Policy.objects.all()) == [present]
    event = AuditEvent.objects.get(action="withdraw_policy")
    assert event.details["was"]["value"] == "30"


def test_coming_value_is_not_withdrawn_by_somebody_else(client):
    client.force_login(make_user(Role.LEADERSHIP))
    client.post(address(NEAR), typed("30", on=clock.today() + dt.timedelta(days=9)))
    client.force_login(make_user(Role.SERVICE_MANAGER))

    client.post(reverse("organization:policy-withdraw", args=[NEAR, Policy.objects.get().pk]))

    assert Policy.objects.exists()
