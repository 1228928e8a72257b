"""Previews and the date finder, as clients outside call them."""

from __future__ import annotations

import datetime as dt

import pytest

from campaigns.commands import change_state
from campaigns.models import Campaign
from common.models import Change
from customers.models import DoNotContact
from findings.models import CheckRun, Finding
from organization.enums import ClosedKind, DayKind
from organization.models import ClosedDay, WorkDay
from preflight import preview as looking
from tests.factories.campaigns import day, make_draft, plan_json
from tests.factories.customers import make_customers
from tests.preflight.companies import SERVICE, list_of, offers, submitted

pytestmark = pytest.mark.django_db

PREVIEW = "/api/v1/campaigns/preview/"


def body(customers, **changes):
    """A whole plan of the consumer department for these customers."""
    return plan_json(
        **{"audience": list_of(customers), "offers": offers(), "service_plan": SERVICE, **changes}
    )


def test_preview_answers_size_findings_and_grade_and_stores_nothing(world, client_of, exact_counts):
    customers = make_customers(8, prefix="P")
    theirs = submitted(world.rival, customers[:5], owner_unit="enterprise", offers=offers("30.00"))
    before = (
        Campaign.objects.count(),
        CheckRun.objects.count(),
        Finding.objects.count(),
        Change.objects.count(),
    )

    answer = client_of(world.planner).post(PREVIEW, body(customers), format="json")

    assert answer.status_code == 200, answer.content
    data = answer.json()
    assert (
        data["audience_size"],
        data["organisations"],
        data["risk_grade"],
        data["is_complete"],
    ) == (8, 0, "B", True)
    clash = next(one for one in data["findings"] if one["case"] == "shared")
    assert (clash["rule"], clash["severity"], clash["class"]) == (
        "offer-clash",
        "blocking",
        "process",
    )
    assert (clash["facts"]["shared_persons"], clash["facts"]["gap_points"], clash["campaigns"]) == (
        5,
        20,
        [theirs.code],
    )
    assert theirs.name in clash["message"]
    assert {"id", "kind", "label"} <= set(clash["ways_out"][0])
    assert data["findings"][0]["severity"] == "blocking"
    assert (
        Campaign.objects.count(),
        CheckRun.objects.count(),
        Finding.objects.count(),
        Change.objects.count(),
    ) == before


def test_preview_tells_no_small_audience(world, client_of):
    for count in (1, 2):
        customers = make_customers(count, prefix=f"F{count}")
        answer = client_of(world.planner).post(PREVIEW, body(customers), format="json").json()
        assert (answer["audience_size"], answer["fewer_than"]) == (None, 20)


def test_preview_takes_what_a_draft_takes(world, client_of):
    bare = {
        "name": "想法",
        "category": "service",
        "owner_unit": "consumer",
        "starts_on": day(5).isoformat(),
        "ends_on": day(9).isoformat(),
    }

    answer = client_of(world.planner).post(PREVIEW, bare, format="json")

    assert answer.status_code == 200
    assert answer.json()["audience_size"] == 0
    assert [one["rule"] for one in answer.json()["findings"]] == ["service-readiness"]


def test_preview_reads_the_waves_and_exclusions_of_placements(world, client_of):
    customers = make_customers(30, prefix="P")
    for one in customers[:21]:
        DoNotContact.objects.create(party=one.party, contact_class="sms", since=day(-1))
    sms = {
        "channel": "sms",
        "product": "recharge",
        "exclude": [{"list": [customers[0].number]}],
        "waves": [
            {"on": day(12).isoformat(), "share": 0.5},
            {"on": day(14).isoformat(), "share": 0.5},
        ],
    }

    data = (
        client_of(world.planner)
        .post(PREVIEW, body(customers, placements=[sms]), format="json")
        .json()
    )

    consent = next(one for one in data["findings"] if one["rule"] == "consent")
    assert (consent["facts"]["persons"], consent["facts"]["by_placement"][0]["persons"]) == (20, 20)


@pytest.mark.parametrize(("persons", "is_told"), [(19, False), (20, True)])
def test_preview_tells_no_number_of_few_persons(world, client_of, persons, is_told):
    customers = make_customers(30, prefix="P")
    for one in customers[:persons]:
        DoNotContact.objects.create(party=one.party, contact_class="sms", since=day(-1))
    sms = {"channel": "sms", "waves": [{"on": day(12).isoformat(), "share": 1}]}
    sent = body(customers, placements=[sms])

    answer = client_of(world.planner).post(PREVIEW, sent, format="json").json()

    (found,) = [one for one in answer["findings"] if one["rule"] == "consent"]
    assert found["persons"] == (persons if is_told else None)
    assert bool(found["facts"]) == is_told
    assert (str(persons) in found["message"]) == is_told
    assert all(bool(way["effect"]) == is_told for way in found["ways_out"])
    assert found["severity"] == "blocking"


def test_preview_hints_at_announced_intentions_of_others(world, client_of):
    customers = make_customers(3, prefix="P")
    draft = make_draft(
        world.rival, owner_unit="enterprise", name="还没交的主意", audience=list_of(customers)
    )
    client = client_of(world.planner)

    silent = client.post(PREVIEW, body(customers), format="json").json()
    change_state(campaign_id=draft.pk, name="announce", actor=world.rival)
    warned = client.post(PREVIEW, body(customers), format="json").json()

    assert "offer-clash" not in {one["rule"] for one in silent["findings"]}
    hint = next(one for one in warned["findings"] if one["rule"] == "offer-clash")
    assert (hint["case"], hint["severity"], hint["campaigns"]) == (
        "intention",
        "warning",
        [draft.code],
    )
    assert "还没交的主意" in hint["message"]


def test_preview_answers_what_is_known_at_its_deadline(world, client_of, monkeypatch):
    monkeypatch.setattr(looking, "SECONDS", -1.0)
    monkeypatch.setattr(looking.preview, "__kwdefaults__", {"seconds": -1.0})

    answer = client_of(world.planner).post(
        PREVIEW, body(make_customers(2, prefix="P")), format="json"
    )

    seen = answer.json()
    assert answer.status_code == 200
    assert (seen["is_complete"], seen["findings"]) == (False, [])
    assert (seen["risk_grade"], seen["risk"]) == (None, None)


@pytest.mark.parametrize(
    ("changes", "attr"),
    [
        pytest.param({"ends_on": "2001-01-01"}, "ends_on", id="dates reversed"),
        pytest.param({"owner_unit": "nowhere"}, "owner_unit", id="unknown unit"),
        pytest.param(
            {"offers": [{"product": "recharge", "pay": "-1.00"}]},
            "offers.0.pay",
            id="negative money",
        ),
        pytest.param(
            {"audience": {"include": [{"segment": "nobody-knows"}]}},
            "audience.include.0.segment",
            id="unknown segment",
        ),
        pytest.param({"colour": "red"}, "colour", id="unknown field"),
    ],
)
def test_preview_refuses_what_a_draft_refuses(world, client_of, changes, attr):
    answer = client_of(world.planner).post(PREVIEW, plan_json(**changes), format="json")

    assert answer.status_code == 400
    assert attr in {error["attr"] for error in answer.json()["errors"]}


def test_preview_is_for_planners_of_the_unit(world, client_of):
    plan = body(make_customers(2, prefix="P"))

    assert client_of(world.rival).post(PREVIEW, plan, format="json").status_code == 403
    assert client_of(world.viewer).post(PREVIEW, plan, format="json").status_code == 403


def finding(campaign: Campaign) -> str:
    return f"/api/v1/campaigns/{campaign.code}/find-dates/"


def test_find_dates_ranks_starts_by_what_they_would_bring(world, client_of):
    customers = make_customers(4, prefix="P")
    ClosedDay.objects.bulk_create([ClosedDay(on=day(n), kind=ClosedKind.FREEZE) for n in (10, 12)])
    ClosedDay.objects.create(on=day(11), kind=ClosedKind.BILL_RUN)
    draft = make_draft(
        world.planner, audience=list_of(customers), offers=offers(), service_plan=SERVICE
    )

    answer = client_of(world.planner).post(
        finding(draft), {"from": day(10).isoformat(), "to": day(14).isoformat()}, format="json"
    )

    assert answer.status_code == 200, answer.content
    starts = answer.json()["starts"]
    assert [one["starts_on"] for one in starts] == [
        day(n).isoformat() for n in (13, 14, 11, 10, 12)
    ]
    assert starts[0] == {
        "starts_on": day(13).isoformat(),
        "ends_on": day(43).isoformat(),
        "days_moved": 3,
        "counts": {"blocking": 0, "warning": 0, "notice": 0},
        "rules": [],
        "solves": ["system-freeze"],
        "adds": [],
        "persons": 0,
        "points": 16,
        "limit": 100,
        "hindrances": ["beyond_flex"],
    }
    assert (
        starts[2]["counts"]["warning"],
        starts[3]["counts"]["blocking"],
        starts[3]["rules"],
    ) == (1, 1, ["system-freeze"])


def test_find_dates_knows_where_a_clash_ends(world, client_of):
    customers = make_customers(4, prefix="P")
    submitted(
        world.rival,
        customers,
        owner_unit="enterprise",
        offers=offers("30.00"),
        ends_on=day(20).isoformat(),
    )
    own = submitted(world.planner, customers)

    answer = client_of(world.planner).post(
        finding(own), {"from": day(30).isoformat(), "to": day(40).isoformat()}, format="json"
    )

    starts = {one["starts_on"]: one for one in answer.json()["starts"]}
    assert starts[day(35).isoformat()]["counts"]["blocking"] == 1
    assert starts[day(36).isoformat()]["counts"] == {"blocking": 0, "warning": 0, "notice": 0}
    assert answer.json()["starts"][0]["starts_on"] == day(36).isoformat()


def test_find_dates_knows_holidays_closed_days_and_how_far_a_plan_may_move(world, client_of):
    """Every day is free of findings; what speaks against a day puts it last and is said."""
    WorkDay.objects.create(on=day(11), kind=DayKind.HOLIDAY, name="节日")
    ClosedDay.objects.create(on=day(12), kind=ClosedKind.BILL_RUN)
    draft = make_draft(
        world.planner,
        audience=list_of(make_customers(4, prefix="P")),
        offers=offers(),
        service_plan=SERVICE,
        flex_days=3,
    )

    answer = client_of(world.planner).post(
        finding(draft), {"from": day(10).isoformat(), "to": day(14).isoformat()}, format="json"
    )

    starts = {one["starts_on"]: one["hindrances"] for one in answer.json()["starts"]}
    assert list(starts) == [day(n).isoformat() for n in (10, 13, 11, 14, 12)]
    assert [starts[day(n).isoformat()] for n in range(10, 15)] == [
        [],
        ["holiday"],
        ["closed_day"],
        [],
        ["beyond_flex"],
    ]


def test_find_dates_never_offers_the_past(world, client_of):
    draft = make_draft(world.planner, audience=list_of(make_customers(2, prefix="P")))

    answer = client_of(world.planner).post(
        finding(draft), {"from": day(-5).isoformat(), "to": day(1).isoformat()}, format="json"
    )

    assert {one["starts_on"] for one in answer.json()["starts"]} == {
        day(0).isoformat(),
        day(1).isoformat(),
    }


@pytest.mark.parametrize(
    ("span", "attr"),
    [
        pytest.param({"from": day(5), "to": day(4)}, "to", id="reversed"),
        pytest.param({"from": day(-9), "to": day(-8)}, "to", id="over"),
        pytest.param({"from": day(0), "to": day(0) + dt.timedelta(days=120)}, "to", id="too long"),
        pytest.param({"from": day(5)}, "to", id="no end"),
        pytest.param({"from": "soon", "to": day(5)}, "from", id="no date"),
        pytest.param({"from": day(1), "to": day(5), "step": 1}, "step", id="unknown field"),
    ],
)
def test_find_dates_refuses_a_bad_span(world, client_of, span, attr):
    draft = make_draft(world.planner)

    answer = client_of(world.planner).post(
        finding(draft), {key: str(value) for key, value in span.items()}, format="json"
    )

    assert answer.status_code == 400
    assert [error["attr"] for error in answer.json()["errors"]] == [attr]


def test_find_dates_of_a_plan_one_may_not_see_is_not_found(world, client_of):
    draft = make_draft(world.planner)

    assert (
        client_of(world.rival)
        .post(finding(draft), {"from": str(day(1)), "to": str(day(2))}, format="json")
        .status_code
        == 404
    )
