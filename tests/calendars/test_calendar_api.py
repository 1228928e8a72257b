import csv
import datetime as dt
import io

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calendars import cache
from campaigns.commands import change_plan, change_state, delete_draft
from campaigns.models import Campaign
from common import clock
from organization.enums import DayKind, Role, Scope
from organization.models import WorkDay
from organization.tokens import issue_token
from tests.factories.campaigns import day, make_approved, make_checking, make_draft, make_live
from tests.factories.organization import make_user

URL, CHANGES = "/api/v1/calendar/", "/api/v1/calendar/changes/"
SPAN = {"from": day(0).isoformat(), "to": day(60).isoformat()}


def entries(answer):
    assert answer.status_code == 200, answer.content
    return answer.json()["entries"]


def test_calendar_holds_the_entry_of_the_contract(world, api):
    campaign = make_approved(world.planner, world.head)

    body = api(world.rival).get(URL, SPAN).json()

    (entry,) = body["entries"]
    assert body["from"] == SPAN["from"]
    assert body["to"] == SPAN["to"]
    assert entry["campaign"] == campaign.code
    assert entry["owner_unit"] == "consumer"
    assert entry["branches"] == []
    assert entry["channels"] == ["social-outlet"]
    assert (entry["starts_on"], entry["ends_on"]) == (day(10).isoformat(), day(40).isoformat())
    assert (entry["state"], entry["revision"], entry["category"]) == ("approved", 1, "promotion")
    assert entry["url"] == f"http://testserver/campaigns/{campaign.code}/"
    assert entry["updated_at"][-6:] == "+08:00"


def test_a_plan_that_ended_early_stands_until_the_day_it_really_ended(world, api):
    live = make_live(world.planner, world.head)
    change_state(campaign_id=live.pk, name="end", actor=world.head, reason="送完即止")

    (entry,) = entries(api(world.rival).get(URL, SPAN))

    assert (entry["starts_on"], entry["ends_on"]) == (day(0).isoformat(), day(0).isoformat())


def test_days_count_launches_running_plans_and_contacts(world, api):
    make_draft(world.planner)
    make_checking(
        world.planner,
        placements=[
            {"channel": "sms", "waves": [{"on": day(12).isoformat(), "share": 1, "to": "all"}]}
        ],
    )
    WorkDay.objects.create(on=day(11), kind=DayKind.HOLIDAY, name="国庆", name_en="National Day")

    days = {
        row["on"]: row
        for row in (
            api(world.planner).get(URL, SPAN, headers={"Accept-Language": "en"}).json()["days"]
        )
    }

    assert len(days) == 61
    assert days[day(10).isoformat()]["launches"] == 1
    assert days[day(9).isoformat()]["live"] == 0
    assert days[day(10).isoformat()]["live"] == 1
    assert days[day(40).isoformat()]["live"] == 1
    assert days[day(41).isoformat()]["live"] == 0
    assert days[day(12).isoformat()]["push_contacts"] == 3
    assert days[day(11).isoformat()] | {"live": 1} == {
        "on": day(11).isoformat(),
        "holiday": "National Day",
        "working": False,
        "provisional": False,
        "launches": 0,
        "live": 1,
        "push_contacts": 0,
    }


def test_days_are_provisional_until_the_notice_of_their_year_is_entered(world, api):
    WorkDay.objects.create(
        on=dt.date(2026, 10, 1), kind=DayKind.HOLIDAY, name="国庆节", is_official=True
    )
    WorkDay.objects.create(
        on=dt.date(2027, 1, 1), kind=DayKind.HOLIDAY, name="元旦", is_official=False
    )
    span = {"from": "2026-12-30", "to": "2027-01-02"}

    days = api(world.planner).get(URL, span).json()["days"]

    assert [(row["on"], row["provisional"]) for row in days] == [
        ("2026-12-30", False),
        ("2026-12-31", False),
        ("2027-01-01", True),
        ("2027-01-02", True),
    ]


def test_contacts_of_an_exclusion_are_counted_exactly(world, api):
    placement = {
        "channel": "sms",
        "exclude": [{"list": ["N0001"]}],
        "waves": [{"on": day(12).isoformat(), "share": 1, "to": "all"}],
    }
    make_checking(world.planner, placements=[placement])

    days = {row["on"]: row for row in api(world.planner).get(URL, SPAN).json()["days"]}

    assert days[day(12).isoformat()]["push_contacts"] == 2


@pytest.mark.parametrize(
    ("query", "attr", "code"),
    [
        ({}, "from", "required"),
        ({"from": "2026-10-01"}, "to", "required"),
        ({"from": "2026-10-01", "to": "2026-09-01"}, "to", "dates_reversed"),
        ({"from": "2026-01-01", "to": "2027-02-05"}, "to", "too_long"),
        ({"from": "01.10.2026", "to": "2026-10-31"}, "from", "invalid"),
        ({"from": "1890-10-01", "to": "2026-10-31"}, "from", "out_of_range"),
        ({**SPAN, "state": "running"}, "state.0", "invalid_choice"),
        ({**SPAN, "category": "x"}, "category.0", "invalid_choice"),
        ({**SPAN, "unit": "nowhere"}, "unit.0", "does_not_exist"),
        ({**SPAN, "owner_unit": "nowhere"}, "owner_unit.0", "does_not_exist"),
        ({**SPAN, "channel": "pigeon"}, "channel.0", "does_not_exist"),
        ({**SPAN, "color": "red"}, "color", "unknown"),
    ],
)
def test_bad_queries_are_refused_at_the_field(world, api, query, attr, code):
    answer = api(world.planner).get(URL, query)

    assert answer.status_code == 400
    assert (attr, code) in [(error["attr"], error["code"]) for error in answer.json()["errors"]]


def test_exactly_400_days_are_allowed(world, api):
    answer = api(world.planner).get(URL, {"from": "2026-01-01", "to": "2027-02-04"})

    assert len(answer.json()["days"]) == 400


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"owner_unit": "consumer"}, {"全市", "东区"}),
        ({"owner_unit": "enterprise"}, {"政企"}),
        ({"unit": "branch-east"}, {"全市", "东区", "政企"}),
        ({"unit": "branch-west"}, {"全市", "政企"}),
        ({"channel": "own-hall"}, {"政企"}),
        ({"category": "tariff"}, {"东区"}),
        ({"state": "draft"}, set()),
        ({"state": ["checking", "draft"]}, {"全市", "东区", "政企"}),
    ],
)
def test_filters(world, api, query, names):
    make_checking(world.planner, name="全市")
    make_checking(world.planner, name="东区", branches=["branch-east"], category="tariff")
    hall = [{"channel": "own-hall", "product": "recharge", "expected_orders": 1}]
    make_checking(world.rival, name="政企", owner_unit="enterprise", placements=hall)

    assert {entry["name"] for entry in entries(api(world.leader).get(URL, SPAN | query))} == names


def test_drafts_are_their_units_own_until_announced(world, api):
    draft = make_draft(world.planner)
    assert entries(api(world.rival).get(URL, SPAN)) == []
    assert [entry["campaign"] for entry in entries(api(world.planner).get(URL, SPAN))] == [
        draft.code
    ]

    change_state(campaign_id=draft.pk, name="announce", actor=world.planner)

    (entry,) = entries(api(world.rival).get(URL, SPAN))
    assert (entry["state"], entry["announced"], entry["category"]) == ("draft", True, None)
    assert "/calendar/?panel=" in entry["url"]


def test_branch_sees_its_approved_plans(world, api):
    make_checking(world.planner, name="协调中")
    make_live(world.planner, world.head, name="东西", branches=["branch-east", "branch-west"])
    make_live(world.planner, world.head, name="西", branches=["branch-west"])

    assert [entry["name"] for entry in entries(api(world.viewer).get(URL, SPAN))] == ["东西"]


def test_given_up_plans_are_shown_on_request_only(world, api):
    campaign = make_checking(world.planner)
    change_state(campaign_id=campaign.pk, name="withdraw", actor=world.planner)

    assert entries(api(world.planner).get(URL, SPAN)) == []
    assert len(entries(api(world.planner).get(URL, SPAN | {"state": "withdrawn"}))) == 1


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.ADMINISTRATOR])
def test_roles_without_plans_are_refused(world, api, role):
    assert api(make_user(role)).get(URL, SPAN).status_code == 403


def test_strangers_are_refused(world, client):
    assert client.get(URL, SPAN).status_code == 401


def test_token_without_the_scope_is_refused(world, client):
    _token, key = issue_token(
        user=world.planner, name="touches", scopes=[Scope.TOUCHES], actor=world.planner
    )

    assert client.get(URL, SPAN, headers={"Authorization": f"Token {key}"}).status_code == 403


def test_etag_answers_304_until_something_changes(world, api):
    make_draft(world.planner)
    client = api(world.planner)
    etag = client.get(URL, SPAN)["ETag"]

    assert client.get(URL, SPAN, headers={"If-None-Match": etag}).status_code == 304
    assert client.get(URL, SPAN, headers={"If-None-Match": f'W/{etag}, "x"'}).status_code == 304

    change_plan(campaign_id=Campaign.objects.get().pk, plan={"name": "新名字"}, actor=world.planner)

    answer = client.get(URL, SPAN, headers={"If-None-Match": etag})
    assert answer.status_code == 200
    assert answer["ETag"] != etag


def test_body_comes_from_memory_while_nothing_changes(world, api):
    make_draft(world.planner)
    client = api(world.planner)
    client.get(URL, SPAN)

    with CaptureQueriesContext(connection) as queries:
        client.get(URL, SPAN)

    read = {
        table
        for table in ("campaigns_", "organization_unit", "channels_", "desk_")
        for one in queries
        if f'FROM "{table}' in one["sql"]
    }
    assert read == set()


def test_memory_tells_readers_apart(world, api):
    make_draft(world.planner)

    assert len(entries(api(world.planner).get(URL, SPAN))) == 1
    assert entries(api(world.rival).get(URL, SPAN)) == []


def test_queries_do_not_grow_with_the_plans(world, api):
    client = api(world.planner)
    waves = [{"channel": "sms", "waves": [{"on": day(12).isoformat(), "share": 1, "to": "all"}]}]
    make_checking(world.planner, placements=waves)
    client.get(URL, SPAN)  # counts some calls ahead
    cache.forget()
    with CaptureQueriesContext(connection) as one:
        client.get(URL, SPAN)
    for _ in range(3):
        make_checking(world.planner, placements=waves, branches=["branch-east"])

    with CaptureQueriesContext(connection) as many:
        client.get(URL, SPAN)

    assert len(many) == len(one)


@pytest.mark.parametrize(
    ("kind", "content_type"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ics", "text/calendar; charset=utf-8"),
        ("json", "application/json"),
    ],
)
def test_formats(world, api, kind, content_type):
    make_checking(world.planner)

    answer = api(world.planner).get(URL, SPAN | {"format": kind})

    assert answer.status_code == 200
    assert answer["Content-Type"] == content_type


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ics"])
def test_files_are_sent_again_only_when_something_changed(world, api, kind):
    make_approved(world.planner, world.head)
    client = api(world.planner)
    first = client.get(URL, SPAN | {"format": kind})

    with time_machine.travel(clock.now() + dt.timedelta(minutes=1)):
        again = client.get(URL, SPAN | {"format": kind}, headers={"If-None-Match": first["ETag"]})
    make_approved(world.planner, world.head)
    later = client.get(URL, SPAN | {"format": kind}, headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert later.status_code == 200
    assert later["ETag"] != first["ETag"]


@pytest.mark.parametrize("kind", ["csv", "xlsx", "ics"])
def test_files_are_made_once_while_nothing_changes(world, api, kind):
    make_approved(world.planner, world.head)
    client = api(world.planner)
    first = client.get(URL, SPAN | {"format": kind})

    with CaptureQueriesContext(connection) as asked:
        again = client.get(URL, SPAN | {"format": kind})

    assert again.content == first.content
    assert not any("calendars_calendarevent" in one["sql"] for one in asked)
    assert not any("campaigns_campaign" in one["sql"] for one in asked)


def test_csv_of_others_drafts_is_empty(world, api):
    make_draft(world.planner)

    rows = list(
        csv.reader(
            io.StringIO(
                api(world.rival).get(URL, SPAN | {"format": "csv"}).content.decode("utf-8-sig")
            )
        )
    )

    assert len(rows) == 1


def test_error_of_another_format_is_told_in_json(world, api):
    answer = api(world.planner).get(URL, {"format": "csv", "from": "x", "to": "2026-01-01"})

    assert answer.status_code == 400
    assert answer.json()["type"] == "validation_error"


def test_changes_start_with_a_token_and_go_on(world, api):
    client = api(world.planner)
    start = client.get(CHANGES).json()
    assert start == {"changed": [], "vanished": [], "next": start["next"], "more": False}

    draft = make_draft(world.planner)
    seen = client.get(CHANGES, {"since": start["next"]}).json()

    assert [entry["campaign"] for entry in seen["changed"]] == [draft.code]
    assert client.get(CHANGES, {"since": seen["next"]}).json()["changed"] == []


def test_changes_go_on_from_the_calendar(world, api):
    client = api(world.planner)
    token = client.get(URL, SPAN).json()["changes_token"]

    draft = make_draft(world.planner)

    assert client.get(CHANGES, {"since": token}).json()["changed"][0]["campaign"] == draft.code


def test_withdrawn_plan_is_a_change_and_a_recalled_one_vanishes_for_others(world, api):
    given_up, recalled = make_checking(world.planner), make_checking(world.planner)
    token = api(world.rival).get(CHANGES).json()["next"]

    change_state(campaign_id=given_up.pk, name="withdraw", actor=world.planner)
    change_state(campaign_id=recalled.pk, name="recall", actor=world.planner)

    theirs = api(world.rival).get(CHANGES, {"since": token}).json()
    ours = api(world.planner).get(CHANGES, {"since": token}).json()
    assert [(entry["campaign"], entry["state"]) for entry in theirs["changed"]] == [
        (given_up.code, "withdrawn")
    ]
    assert theirs["vanished"] == [recalled.code]
    assert {entry["campaign"] for entry in ours["changed"]} == {given_up.code, recalled.code}


def test_deleted_draft_vanishes_for_its_unit_and_was_never_told_to_others(world, api):
    token = api(world.planner).get(CHANGES).json()["next"]
    draft = make_draft(world.planner)
    delete_draft(campaign_id=draft.pk, actor=world.planner)

    assert api(world.planner).get(CHANGES, {"since": token}).json()["vanished"] == [draft.code]
    assert api(world.rival).get(CHANGES, {"since": token}).json()["vanished"] == []
    assert api(world.viewer).get(CHANGES, {"since": token}).json()["vanished"] == []


def test_branch_hears_of_its_own_withdrawn_plan_only(world, api):
    make_checking(world.planner)
    east = make_approved(world.planner, world.head, branches=["branch-east"])
    west = make_approved(world.planner, world.head, branches=["branch-west"])
    token = api(world.viewer).get(CHANGES).json()["next"]

    for campaign in (east, west):
        change_state(campaign_id=campaign.pk, name="withdraw", actor=world.head, reason="取消")

    assert api(world.viewer).get(CHANGES, {"since": token}).json()["vanished"] == [east.code]


def test_changes_come_in_portions(world, api, monkeypatch):
    monkeypatch.setattr("calendars.changes.AT_ONCE", 2)
    client = api(world.planner)
    token = client.get(CHANGES).json()["next"]
    codes = [make_draft(world.planner).code for _ in range(3)]

    first = client.get(CHANGES, {"since": token}).json()
    second = client.get(CHANGES, {"since": first["next"]}).json()

    assert (first["more"], second["more"]) == (True, False)
    assert [entry["campaign"] for entry in first["changed"] + second["changed"]] == codes


@pytest.mark.parametrize("token", ["1", "99999999999999999999", "x.y", "1.AAAA", "\u0000"])
def test_foreign_tokens_are_refused(world, api, token):
    answer = api(world.planner).get(CHANGES, {"since": token})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["attr"] == "since"
