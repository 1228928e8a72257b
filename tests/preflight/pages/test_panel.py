from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.utils.html import escape

from campaigns.models import Campaign
from channels.models import Channel
from common import jobs
from common.models import AuditEvent
from findings.models import CheckRun, Finding
from preflight.preview import preview_draft
from tests.factories.campaigns import day, make_checking, make_draft, make_resource

pytestmark = pytest.mark.django_db

RIVAL = [{"product": "recharge", "pay": "100.00", "get": "30.00"}]


def session(user, language="en"):
    user.language = language
    user.save(update_fields=["language"])
    client = Client(headers={"HX-Request": "true"})
    client.force_login(user)
    return client


def address(plan, tail):
    return f"/campaigns/{plan.code}/edit/{tail}/panel/"


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_panel_shows_the_clash_of_a_draft(world, language):
    make_checking(world.rival, owner_unit="enterprise", offers=RIVAL)
    jobs.drain()
    plan = make_draft(world.planner)
    audits = AuditEvent.objects.count()

    response = session(world.planner, language).get(address(plan, "findings"))

    blocking = next(
        group for group in response.context["severity_groups"] if group.severity == "blocking"
    )
    assert any(one.rule.code == "offer-clash" for one in blocking.first)
    assert response.context["seen"].grade
    assert AuditEvent.objects.count() == audits
    assert not Finding.objects.filter(campaigns=plan).exists()


def test_panel_names_the_plans_and_opens_to_every_finding(world, monkeypatch):
    monkeypatch.setattr("preflight.views.panel.SHOWN", 0)
    make_checking(world.rival, owner_unit="enterprise", offers=RIVAL)
    jobs.drain()
    plan = make_draft(world.planner)

    response = session(world.planner).get(address(plan, "findings"))

    text = response.content.decode()
    groups = response.context["severity_groups"]
    assert groups
    for group in groups:
        assert (len(group.first), group.count) == (0, group.more)
        for one in group.rest:
            assert escape(one.message) in text
            for other in one.named:
                assert f">{escape(other.name)}</a>" in text
                assert f">{other.code}</a>" not in text


def test_panel_asks_about_numbers_that_do_not_fit(world):
    gift = make_resource("gift", kind="gift", unit_cost=100)
    late = {"quantity": 6, "needed_by": day(11).isoformat()}
    plan = make_draft(
        world.planner,
        budget="500.00",
        targets=[{"indicator": "orders", "value": "4.00"}],
        service_plan={"training_on": day(10).isoformat()},
        resource_requests=[{"resource": gift.code, "unit": "branch-east", **late}],
    )
    fitting = make_draft(world.planner, placements=[{"channel": "social-outlet"}])

    hints = session(world.planner).get(address(plan, "findings")).context["hints"]

    assert len(hints) == 5  # orders, target, budget, day of the gifts, training
    assert session(world.planner).get(address(fitting, "findings")).context["hints"] == []


@pytest.mark.parametrize("tail", ["findings", "dates"])
def test_panels_are_the_planners_own(world, tail):
    plan, seen = make_draft(world.planner), make_checking(world.planner)

    assert session(world.rival).get(address(plan, tail)).status_code == 404
    assert session(world.rival).get(address(seen, tail)).status_code == 403
    assert session(world.viewer).get(address(plan, tail)).status_code == 404


def test_dates_offer_better_days_and_draw_each(world):
    make_checking(
        world.rival,
        owner_unit="enterprise",
        offers=RIVAL,
        starts_on=day(2).isoformat(),
        ends_on=day(12).isoformat(),
    )
    jobs.drain()
    window = {"starts_on": day(10).isoformat(), "ends_on": day(14).isoformat()}
    plan = make_draft(world.planner, flex_days=30, **window)

    response = session(world.planner).get(address(plan, "dates"))

    assert response.status_code == 200
    assert response.context["current"].starts_on == day(10)
    days = response.context["days"]
    assert [one.on for one in days] == [day(offset) for offset in range(39)]
    assert {one.css for one in days} >= {"best", "curr"}
    assert all(one.reasons for one in days)
    asked = {"from": day(5).isoformat(), "to": day(7).isoformat()}
    narrow = session(world.planner).get(address(plan, "dates"), asked)
    assert [one.on for one in narrow.context["days"]] == [day(5), day(6), day(7)]
    for strange in ("x", "9999-12-31", "0001-01-01"):
        for tail in ("dates", "slots"):
            asked = {"from": strange, "to": strange}
            assert session(world.planner).get(address(plan, tail), asked).status_code == 200


def test_outlook_foresees_the_findings_and_changes_nothing(world):
    make_checking(world.rival, owner_unit="enterprise", offers=RIVAL)
    jobs.drain()
    plan = make_checking(world.planner)
    jobs.drain()
    finding = Finding.objects.get(campaigns=plan, rule="offer-clash", severity="blocking")
    way = next(
        way
        for way in finding.ways_out
        if way["kind"] == "align_terms" and way["campaign"] == plan.code
    )
    runs = CheckRun.objects.count()

    response = session(world.planner).get(
        f"/campaigns/{plan.code}/findings/{finding.pk}/ways/{way['id']}/outlook/"
    )

    assert response.status_code == 200
    assert response.context["is_gone"]
    assert CheckRun.objects.count() == runs
    assert Campaign.objects.get(pk=plan.pk).state == "coordinating"


def test_outlook_says_when_a_finding_is_only_eased(world):
    make_checking(world.rival, owner_unit="enterprise", offers=RIVAL)
    jobs.drain()
    plan = make_checking(world.planner)
    jobs.drain()
    finding = Finding.objects.get(campaigns=plan, rule="offer-clash", severity="warning")
    way = next(
        way
        for way in finding.ways_out
        if way["kind"] == "shift_dates" and way["campaign"] == plan.code
    )
    version = plan.working
    for name in ("starts_on", "ends_on"):
        way["params"][name] = (getattr(version, name) + dt.timedelta(days=1)).isoformat()
    Finding.objects.filter(pk=finding.pk).update(
        severity="blocking", ways_out=[way]
    )  # worse before, and the step is too short

    response = session(world.planner).get(
        f"/campaigns/{plan.code}/findings/{finding.pk}/ways/{way['id']}/outlook/"
    )

    assert (response.context["is_gone"], response.context["eased_to"]) == (False, "warning")
    assert b"This finding would stand as:" in response.content


def test_outlook_is_closed_to_others(world):
    other = make_checking(world.rival, owner_unit="enterprise", offers=RIVAL)
    jobs.drain()
    plan = make_checking(world.planner)
    jobs.drain()
    finding = Finding.objects.get(campaigns=plan, rule="offer-clash", severity="blocking")
    way = next(
        way
        for way in finding.ways_out
        if way["kind"] == "align_terms" and way["campaign"] == plan.code
    )
    tail = f"findings/{finding.pk}/ways/{way['id']}/outlook/"

    assert session(world.rival).get(f"/campaigns/{other.code}/{tail}").status_code == 403
    assert session(world.viewer).get(f"/campaigns/{plan.code}/{tail}").status_code == 404


@pytest.mark.parametrize(("tried", "again"), [("", 1), ("1", 2), ("2", 3), ("3", 0), ("x", 1)])
def test_panel_asks_again_a_few_times_when_the_deadline_came_first(
    world, monkeypatch, tried, again
):
    monkeypatch.setattr(
        "preflight.views.panel.preview_draft",
        lambda campaign, version: preview_draft(campaign, version, seconds=-1),
    )
    plan = make_draft(world.planner)

    response = session(world.planner).get(address(plan, "findings") + f"?again={tried}")

    assert response.context["again"] == (
        f"{address(plan, 'findings')}?again={again}" if again else ""
    )
    assert (b"hx-trigger" in response.content) is bool(again)
    assert "—" in response.content.decode()


def test_slots_name_the_days_on_which_a_wave_still_fits(world, client_of):
    """Three persons, of whom the channel carries four a day: none fits beside another plan's
    three.
    """
    Channel.objects.filter(code="sms").update(capacity_per_day=4)

    def sms(on: int) -> list[dict[str, object]]:
        return [{"channel": "sms", "waves": [{"on": day(on).isoformat(), "share": 1}]}]

    window = {"starts_on": day(10).isoformat(), "ends_on": day(13).isoformat()}
    make_checking(world.rival, owner_unit="enterprise", placements=sms(11), **window)
    plan = make_draft(world.planner, placements=sms(11), **window)

    page = session(world.planner).get(address(plan, "slots"))
    (row,) = page.context["rows"]
    assert [one.fits for _column, one, _reasons in row[2]] == [True, False, True, True]
    asked = {"from": day(10).isoformat(), "to": day(11).isoformat()}
    told = client_of(world.planner).post(
        f"/api/v1/campaigns/{plan.code}/find-slots/", asked, format="json"
    )
    (channel,) = told.json()["channels"]
    assert (channel["channel"], channel["persons"]) == ("sms", 3)
    assert [(one["room"], one["fits"]) for one in channel["days"]] == [(4, True), (1, False)]
