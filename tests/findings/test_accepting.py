"""Accepting and discussing what was found, and who it concerns."""

from __future__ import annotations

import datetime as dt

import pytest

from campaigns.daily import turn_day
from common import clock
from common.errors import Refused
from common.models import AuditEvent
from findings import rule_info
from findings.commands import accept_alike, accept_finding
from findings.enums import Acceptor, Severity
from findings.loading import loaded
from findings.models import Finding
from findings.rule_info import RuleInfo
from findings.views.cards import acceptors
from organization.enums import Role
from organization.models import Delegation, Notice
from tests.factories.campaigns import day, make_clash, make_coordinating
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db


ACCEPTED_BY = {
    Acceptor.PLANNER: [{"planner"}],
    Acceptor.HEAD: [{"head"}, {"leadership"}],
    Acceptor.CHANNEL_MANAGER: [{"channel_manager"}],
    Acceptor.SERVICE_MANAGER: [{"service_manager"}],
    Acceptor.RESOURCE_KEEPER: [{"resource_keeper"}],
    Acceptor.LEADERSHIP: [{"leadership"}],
    Acceptor.SUPPORT_AND_HEAD: [{"support", "head"}],
    Acceptor.SERVICE_AND_LEADERSHIP: [{"service_manager", "leadership"}],
    Acceptor.NOBODY: [],
}


@pytest.mark.parametrize("acceptor", sorted(ACCEPTED_BY))
def test_who_accepts(world, monkeypatch, acceptor):
    monkeypatch.setitem(
        rule_info._rules,
        "test-rule",
        RuleInfo(code="test-rule", title="Test", accepted_by=acceptor),
    )
    campaign = make_coordinating(world.planner)
    people = {role.value: make_user(role, world.consumer) for role in Role}

    def outcome(roles):
        finding = Finding.objects.create(
            fingerprint="".join(sorted(roles)),
            rule="test-rule",
            case="case",
            severity=Severity.WARNING,
            first_seen_at=campaign.created_at,
            last_seen_at=campaign.created_at,
        )
        finding.sides.create(campaign=campaign)
        for role in sorted(roles):
            accept_finding(finding_id=finding.pk, actor=people[role], reason="Because.")
        finding.refresh_from_db()
        return finding.state

    for roles in ACCEPTED_BY[acceptor]:
        assert outcome(roles) == "accepted"
    involved = set().union(*ACCEPTED_BY[acceptor])
    for role in set(people) - involved:
        with pytest.raises(Refused) as refusal:
            outcome({role})
        assert refusal.value.status == 403


def test_both_heads_have_to_agree(world, client_of):
    campaign, _other, finding = make_clash(world)
    url = f"/api/v1/campaigns/{campaign.code}/findings/{finding.pk}/accept/"
    body = {"reason": "Both offers stay.", "until": day(20).isoformat()}

    first = client_of(world.head).post(url, body)
    assert (first.status_code, first.json()["state"]) == (200, "open")
    assert first.json()["waiting_for"]
    twice = client_of(world.head).post(url, body)
    assert (twice.status_code, twice.json()["errors"][0]["code"]) == (409, "already-signed")

    second = client_of(world.rival_head).post(url, body)
    assert second.json()["state"] == "accepted"
    assert [one["role"] for one in second.json()["acceptances"]] == [
        "head:consumer",
        "head:enterprise",
    ]


@pytest.mark.parametrize(
    ("body", "attr"),
    [
        ({}, "reason"),
        ({"reason": " "}, "reason"),
        ({"reason": "x", "until": day(-1).isoformat()}, "until"),
        ({"reason": "x", "until": day(400).isoformat()}, "until"),
        ({"reason": "x" * 2001}, "reason"),
        ({"reason": "x", "why": 1}, "why"),
    ],
)
def test_bad_acceptance(world, client_of, body, attr):
    campaign, _other, finding = make_clash(world)

    response = client_of(world.head).post(
        f"/api/v1/campaigns/{campaign.code}/findings/{finding.pk}/accept/", body
    )

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == attr
    assert not finding.acceptances.exists()


@pytest.mark.parametrize(
    ("until", "status"), [(-1, 400), (0, 200), (1, 200), (366, 200), (367, 400)]
)
def test_accepted_until_today_at_the_earliest_and_a_year_ahead_at_most(
    world, client_of, until, status
):
    campaign, _other, finding = make_clash(world)

    response = client_of(world.head).post(
        f"/api/v1/campaigns/{campaign.code}/findings/{finding.pk}/accept/",
        {"reason": "Both offers stay.", "until": day(until).isoformat()},
    )

    assert response.status_code == status
    kept = [one.valid_until for one in finding.acceptances.all()]
    assert kept == ([day(until)] if status == 200 else [])


def test_deputy_signs_but_never_for_his_own_unit(world):
    campaign, _other, finding = make_clash(world)
    deputy = make_user(Role.HEAD, make_unit("channel-section"))
    insider = make_user(Role.PLANNER, world.consumer)
    today = day(0)
    for person in (deputy, insider):
        Delegation.objects.create(
            principal=world.head,
            deputy=person,
            starts_on=today,
            ends_on=today + dt.timedelta(days=5),
        )

    with pytest.raises(Refused):
        accept_finding(finding_id=finding.pk, actor=insider, reason="For my head.")
    accept_finding(finding_id=finding.pk, actor=deputy, reason="For the head.")

    assert finding.acceptances.get().role == "head:consumer"
    assert AuditEvent.objects.get(action="accept_finding").acting_for == "head.consumer"
    assert campaign.state == "coordinating"


def test_comments_reach_both_sides(world, client_of):
    campaign, other, finding = make_clash(world)

    response = client_of(world.rival).post(
        f"/api/v1/campaigns/{other.code}/findings/{finding.pk}/comment/", {"text": "你们先改？"}
    )

    assert response.status_code == 201
    shown = (
        client_of(world.planner)
        .get(f"/api/v1/campaigns/{campaign.code}/findings/")
        .json()["results"][0]
    )
    assert [comment["text"] for comment in shown["comments"]] == ["你们先改？"]
    assert Notice.objects.filter(user=world.planner, case="commented").count() == 1


def test_concerned_customers_are_masked_and_paged(world, client_of):
    campaign, _other, finding = make_clash(world)
    url = f"/api/v1/campaigns/{campaign.code}/findings/{finding.pk}/customers/"
    client = client_of(world.planner)

    page = client.get(f"{url}?limit=1").json()
    assert (page["count"], [row["number"] for row in page["results"]]) == (2, ["N0001"])
    rest = client.get(page["next"]).json()
    assert ([row["number"] for row in rest["results"]], rest["next"]) == (["N0002"], None)

    exported = client.get(f"{url}?format=csv")
    assert exported["Content-Type"].startswith("text/csv")
    assert (
        b"".join(exported.streaming_content).decode("utf-8-sig").splitlines()[0]
        == "number,kind,name,phone,group,tier,unit"
    )
    assert AuditEvent.objects.filter(action="export_concerned").count() == 1
    assert client_of(world.leader).get(url).status_code == 403
    assert client_of(world.viewer).get(url).status_code == 404


def test_one_answer_accepts_the_same_cause_on_every_plan(world, monkeypatch):
    """A crowded week is one decision, however many plans start in it."""
    info = RuleInfo(code="test-rule", title="Test", accepted_by=Acceptor.LEADERSHIP)
    monkeypatch.setitem(rule_info._rules, "test-rule", info)

    def finding(campaign, week):
        row = Finding.objects.create(
            fingerprint=f"{campaign.pk}-{week}",
            rule="test-rule",
            case="case",
            severity=Severity.BLOCKING,
            subject={"day": week},
            first_seen_at=campaign.created_at,
            last_seen_at=campaign.created_at,
        )
        row.sides.create(campaign=campaign)
        return row

    plans = [make_coordinating(world.planner) for _ in range(3)]
    same = [finding(plan, "2026-12-07") for plan in plans]
    another = finding(plans[0], "2026-12-14")

    answered = accept_alike(finding_id=same[1].pk, actor=world.leader, reason="Agreed.")

    assert {one.pk for one in answered} == {one.pk for one in same}
    for one in (*same, another):
        one.refresh_from_db()
    assert [one.state for one in (*same, another)] == ["accepted"] * 3 + ["open"]


def test_a_card_names_only_the_signatures_that_are_missing(world):
    _own, _other, finding = make_clash(world)
    accept_finding(finding_id=finding.pk, actor=world.head, reason="Agreed.")

    told = acceptors(loaded(Finding.objects.filter(pk=finding.pk))[0])

    assert world.enterprise.label in told
    assert world.consumer.label not in told


def test_what_is_accepted_for_a_time_opens_again_and_all_are_told(world):
    """The day named is the last on which it holds: the daily pass of the next one ends it."""
    campaign, other, finding = make_clash(world)
    accept_finding(finding_id=finding.pk, actor=world.leader, reason="For now.", until=day(3))
    Notice.objects.all().delete()

    turn_day(now=clock.now() + dt.timedelta(days=3))
    finding.refresh_from_db()
    assert finding.state == "accepted"

    turn_day(now=clock.now() + dt.timedelta(days=4))
    finding.refresh_from_db()
    assert (finding.state, finding.acceptances.get().withdrawn_at is not None) == ("open", True)
    told = {
        (one.user.username, one.params["campaign"])
        for one in Notice.objects.filter(case="acceptance_expired")
    }
    sides = {(world.planner.username, campaign.code), (world.rival.username, other.code)}
    assert told == sides | {("leader", campaign.code), ("leader", other.code)}
    turn_day(now=clock.now() + dt.timedelta(days=5))
    assert Notice.objects.filter(case="acceptance_expired").count() == len(told)
