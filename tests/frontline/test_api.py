"""Reports and work notices by REST."""

from __future__ import annotations

import pytest
from rest_framework.test import APIClient

from common import clock
from frontline.models import Report, WorkNotice
from organization.enums import Role
from organization.models import User
from tests.factories.campaigns import make_approved
from tests.factories.frontline import issue, make_notice, make_report, picture
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db
REPORTS, NOTICES = "/api/v1/front-line-reports/", "/api/v1/work-notices/"


@pytest.fixture
def plan(world, silent_recheck, compare_with):
    return make_approved(world.planner, world.head)


def client_for(user: User) -> APIClient:
    client = APIClient()
    client.force_authenticate(User.objects.get(pk=user.pk))
    return client


def test_a_report_from_nothing_to_its_end(world, plan):
    clerk, planner = client_for(world.viewer), client_for(world.planner)
    body = {
        "kind": "words",
        "text": "海报还是旧档",
        "unit": "branch-east",
        "campaign": plan.code,
        "customers": 3,
    }
    made = clerk.post(REPORTS, body, format="json")
    assert made.status_code == 201, made.data
    assert made.data["owner"] == "planner.consumer"
    assert made.data["seen_on"] == clock.today().isoformat()
    one = f"{REPORTS}{made.data['code']}/"
    assert made["Location"].endswith(one)

    photo = clerk.post(f"{one}photos/", {"file": picture()}, format="multipart")
    assert photo.status_code == 201
    (row,) = photo.data["photos"]
    shot = planner.get(f"{one}photos/{row['key']}/")
    assert shot["Content-Type"] == "image/jpeg"
    assert b"".join(shot.streaming_content).startswith(b"\xff\xd8")

    held = planner.get(one)
    assert planner.get(one, HTTP_IF_NONE_MATCH=held["ETag"]).status_code == 304
    step = {"reason": "按新口径", "decision": "notice"}
    stale = planner.post(f"{one}decide/", step, format="json", HTTP_IF_MATCH='"x.1.y"')
    assert stale.status_code == 412
    done = planner.post(f"{one}decide/", step, format="json", HTTP_IF_MATCH=held["ETag"])
    assert (done.status_code, done.data["state"]) == (200, "decided")
    allowed = {one["name"] for one in clerk.get(one).data["transitions"] if one["allowed"]}
    assert allowed == {"confirm", "reopen"}
    assert clerk.post(f"{one}confirm/", {}, format="json").data["state"] == "closed"
    assert clerk.post(f"{one}confirm/", {}, format="json").status_code == 409


@pytest.mark.parametrize(
    ("body", "attr"),
    [
        ({}, "kind"),
        ({"kind": "words", "text": "x"}, "unit"),
        ({"kind": "words", "text": "x", "unit": "branch-west"}, "unit"),
        ({"kind": "?", "text": "x", "unit": "branch-east"}, "kind"),
        ({"kind": "words", "text": "a\u202eb", "unit": "branch-east"}, "text"),
        ({"kind": "words", "text": "x", "unit": "branch-east", "campaign": "C1"}, "campaign"),
        ({"kind": "words", "text": "x", "unit": "branch-east", "customers": 0}, "customers"),
        ({"kind": "words", "text": "x", "unit": "branch-east", "seen_on": "1999-01-01"}, "seen_on"),
        ({"kind": "words", "text": "x", "unit": "branch-east", "owner": "me"}, "owner"),
    ],
)
def test_what_is_wrong_is_named(world, body, attr):
    answer = client_for(world.viewer).post(REPORTS, body, format="json")

    assert answer.status_code == 400
    assert attr in [one["attr"] for one in answer.data["errors"]]
    assert not Report.objects.exists()


def test_a_retry_reports_once(world):
    body = {"kind": "other", "text": "x", "unit": "branch-east"}
    client = client_for(world.viewer)
    first, second = (
        client.post(REPORTS, body, format="json", HTTP_IDEMPOTENCY_KEY="one") for _ in range(2)
    )

    assert first.data["code"] == second.data["code"]
    assert Report.objects.count() == 1


def test_lists_filter_and_refuse_what_they_do_not_know(world, plan):
    mine = make_report(world.viewer, campaign=plan)
    make_report(world.viewer, kind="complaint")
    client = client_for(world.planner)

    def codes(**query) -> list[str]:
        return [one["code"] for one in client.get(REPORTS, query).data["results"]]

    assert len(codes()) == 2
    for query in ({"campaign": plan.code}, {"side": "decide"}, {"kind": "words"}):
        assert codes(**query) == [mine.code], query
    assert client.get(REPORTS, {"side": "x"}).status_code == 400
    assert client.get(REPORTS, {"nonsense": "1"}).status_code == 400
    assert client_for(world.admin).get(REPORTS).status_code == 403
    elsewhere = make_user(Role.BRANCH_VIEWER, world.enterprise)
    assert client_for(elsewhere).get(f"{REPORTS}{mine.code}/").status_code == 404


def test_a_notice_from_nothing_to_its_successor(world, plan):
    planner, head = client_for(world.planner), client_for(world.head)
    body = {
        "title": "统一口径",
        "words": "以系统为准",
        "unit": "consumer",
        "seats": ["branch"],
        "units": ["branch-east"],
        "campaign": plan.code,
    }
    made = planner.post(NOTICES, body, format="json")
    assert made.status_code == 201, made.data
    one = f"{NOTICES}{made.data['code']}/"
    changed = planner.patch(one, {"todo": "撤海报"}, format="json")
    assert (changed.data["todo"], changed.data["units"]) == ("撤海报", ["branch-east"])
    assert planner.post(f"{one}issue/", {}, format="json").status_code == 403
    assert head.post(f"{one}issue/", {}, format="json").data["told"] == 1
    assert planner.patch(one, {"todo": "晚了"}, format="json").status_code == 409

    clerk = client_for(world.viewer)
    assert clerk.get(one).data["words"] == "以系统为准"
    assert clerk.post(f"{one}read/").data["read_at"] is not None
    assert planner.post(f"{one}read/").status_code == 404
    (reader,) = head.get(f"{one}readers/").data["results"]
    assert (reader["user"], reader["seat"], reader["reminders"]) == ("branch.east", "branch", 0)

    following = body | {"title": "新口径", "replaces": made.data["code"]}
    new = head.post(NOTICES, following, format="json").data["code"]
    head.post(f"{NOTICES}{new}/issue/", {}, format="json")
    assert clerk.get(one).data | {"state": "replaced", "successor": new} == clerk.get(one).data
    assert head.post(f"{NOTICES}{new}/withdraw/", {}, format="json").status_code == 400
    gone = head.post(f"{NOTICES}{new}/withdraw/", {"reason": "写错"}, format="json")
    assert (gone.data["state"], gone.data["reason"]) == ("withdrawn", "写错")
    assert clerk.get(f"{NOTICES}{new}/").status_code == 200


@pytest.mark.parametrize(
    ("change", "attr"),
    [
        ({"seats": []}, "seats"),
        ({"seats": ["moon"]}, "seats.0"),
        ({"units": ["consumer"]}, "units.0"),
        ({"unit": "enterprise"}, "unit"),
        ({"words": "a" * 1001}, "words"),
        ({"until": "2001-01-01"}, "until"),
        ({"replaces": "W1"}, "replaces"),
    ],
)
def test_a_notice_that_does_not_fit_is_refused_at_its_field(world, change, attr):
    body = {"title": "t", "words": "w", "unit": "consumer", "seats": ["branch"]}
    answer = client_for(world.planner).post(NOTICES, body | change, format="json")

    assert answer.status_code == 400
    assert [one["attr"] for one in answer.data["errors"]] == [attr]
    assert not WorkNotice.objects.exists()


def test_notices_filter(world, plan):
    about = issue(make_notice(world.head, is_issued=False, campaign=plan), world.head)
    make_notice(world.head, is_issued=False, seats=["hotline"])
    client = client_for(world.head)

    def codes(**query) -> list[str]:
        return [one["code"] for one in client.get(NOTICES, query).data["results"]]

    assert len(codes()) == 2
    for query in ({"state": "in_force"}, {"campaign": plan.code}, {"seat": "branch"}):
        assert codes(**query) == [about.code], query
    assert client.get(NOTICES, {"seat": "moon"}).status_code == 400
