import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from comms.models import CommunicationPlan, Draft, Theme
from organization.enums import Role
from tests.factories.comms import approve, hand_in, make_draft, make_plan, make_theme, release
from tests.factories.organization import make_user

pytestmark = pytest.mark.django_db

BASE = "/api/v1"
LISTS = ["themes/", "communication-plans/", "drafts/"]
WINDOW = {"starts_on": "2027-10-01", "ends_on": "2027-10-31"}


def client_of(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_the_whole_course_through_the_api(stage):
    editor, reviewer, planner = (
        client_of(user) for user in (stage.editor, stage.reviewer, stage.world.planner)
    )

    theme = editor.post(f"{BASE}/themes/", {"name": "国庆", **WINDOW}, format="json").json()
    body = {
        "name": "双节",
        "theme": theme["code"],
        **WINDOW,
        "campaigns": [stage.ours.code],
        "channels": ["sms"],
    }
    plan = editor.post(f"{BASE}/communication-plans/", body, format="json").json()
    body = {
        "plan": plan["code"],
        "title": "折页",
        "kind": "leaflet",
        "body": "充100送50",
        "branches": ["branch-east"],
    }
    created = editor.post(f"{BASE}/drafts/", body, format="json")
    url = f"{BASE}/drafts/{created.json()['code']}/"
    editor.patch(url, {"body": "充100送50，到店办理"}, format="json")
    handed = editor.post(f"{url}hand_in/", {}, format="json").json()
    reviewer.post(f"{url}approve/", {}, format="json")
    early = reviewer.post(f"{url}release/", {}, format="json")
    planner.post(f"{url}remark/", {"text": "好", "passage": "到店"}, format="json")
    signed = planner.post(
        f"{url}sign/", {"campaign": stage.ours.code, "decision": "agree"}, format="json"
    ).json()
    released = reviewer.post(f"{url}release/", {}, format="json").json()

    assert created.status_code == 201
    assert (created.json()["campaigns"], created.json()["version"]) == ([stage.ours.code], 1)
    assert handed["state"] == "in_review"
    assert (early.status_code, early.json()["errors"][0]["code"]) == (409, "not-signed")
    assert signed["signatures"][0]["decision"] == "agree"
    assert (released["state"], released["reviewer"]) == ("released", stage.reviewer.username)
    branch = client_of(stage.world.viewer).get(url).json()
    assert branch["body"] == "充100送50，到店办理"
    assert not {"signatures", "transitions"} & set(branch)


def test_each_draft_carries_its_steps(stage):
    draft = make_draft(stage.editor, stage.ours)
    approve(draft, stage.reviewer)

    steps = {
        one["name"]: one
        for one in (
            client_of(stage.reviewer).get(f"{BASE}/drafts/{draft.code}/").json()["transitions"]
        )
    }

    assert steps["require_changes"] == {"name": "require_changes", "allowed": True, "reasons": []}
    assert [reason["code"] for reason in steps["release"]["reasons"]] == ["not-signed"]
    assert [reason["code"] for reason in steps["hand_in"]["reasons"]] == ["no-permission"]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    ("role", "status"), [(Role.PLANNER, 200), (Role.COMMS_EDITOR, 200), (Role.AUDITOR, 403)]
)
def test_lists_are_for_those_whose_business_they_are(path, role, status):
    assert client_of(make_user(role)).get(f"{BASE}/{path}").status_code == status


def test_branch_reads_released_drafts_alone(stage):
    make_draft(stage.editor, title="being written")
    release(make_draft(stage.editor, title="released"), stage.reviewer)
    client = client_of(stage.world.viewer)

    answer = client.get(f"{BASE}/drafts/").json()

    assert [row["title"] for row in answer["results"]] == ["released"]
    assert client.get(f"{BASE}/themes/").status_code == 403
    assert (
        client.get(f"{BASE}/drafts/{Draft.objects.get(title='being written').code}/").status_code
        == 404
    )


def test_what_one_may_not_see_is_not_there(stage):
    draft = make_draft(stage.editor, stage.ours)
    hand_in(draft)
    rival = client_of(stage.world.rival)
    url = f"{BASE}/drafts/{draft.code}/"

    answers = [
        rival.get(url),
        rival.patch(url, {"title": "x"}, format="json"),
        rival.post(f"{url}approve/", {}, format="json"),
        rival.post(
            f"{url}sign/", {"campaign": stage.ours.code, "decision": "agree"}, format="json"
        ),
        rival.post(f"{url}remark/", {"text": "x"}, format="json"),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert rival.get(f"{BASE}/drafts/?campaign={stage.ours.code}").json()["count"] == 0


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("post", "themes/", {"name": "x", **WINDOW}),
        ("post", "communication-plans/", {"name": "x", **WINDOW}),
        ("post", "drafts/", {"plan": "K", "title": "x"}),
        ("patch", "themes/{theme}/", {"name": "x"}),
        ("patch", "communication-plans/{plan}/", {"name": "x"}),
        ("patch", "drafts/{draft}/", {"title": "x"}),
        ("post", "drafts/{draft}/approve/", {}),
        ("post", "drafts/{draft}/hand_in/", {}),
    ],
)
def test_planner_changes_nothing_but_his_signature(stage, method, path, body):
    theme = make_theme(stage.editor)
    draft = make_draft(stage.editor, stage.ours)
    hand_in(draft)
    path = path.format(theme=theme.code, plan=draft.plan.code, draft=draft.code)

    assert (
        getattr(client_of(stage.world.planner), method)(
            f"{BASE}/{path}", body, format="json"
        ).status_code
        == 403
    )


@pytest.mark.parametrize(
    ("path", "body", "attr"),
    [
        ("themes/", {"ends_on": "2027-09-30"}, "ends_on"),
        ("themes/", {"starts_on": "1.10.2027"}, "starts_on"),
        ("themes/", {"name": ""}, "name"),
        ("themes/", {"origin": "moon"}, "origin"),
        ("themes/", {"code": "T1"}, "code"),
        ("communication-plans/", {"ends_on": "2027-09-30"}, "ends_on"),
        ("communication-plans/", {"theme": "T1999-0001"}, "theme"),
        ("communication-plans/", {"campaigns": ["C1999-0001"]}, "campaigns.0"),
        ("communication-plans/", {"channels": ["pigeon"]}, "channels.0"),
        ("communication-plans/", {"name": "a\u202eb"}, "name"),
        ("communication-plans/", {"campaigns": "C1"}, "campaigns"),
        ("communication-plans/", {"colour": "red"}, "colour"),
    ],
)
def test_bad_input_is_named_and_changes_nothing(stage, path, body, attr):
    response = client_of(stage.editor).post(
        f"{BASE}/{path}", {"name": "x", **WINDOW, **body}, format="json"
    )

    assert (response.status_code, response.json()["errors"][0]["attr"]) == (400, attr)
    assert not Theme.objects.exists()
    assert not CommunicationPlan.objects.exists()


@pytest.mark.parametrize(
    ("body", "attr"),
    [
        ({"title": None}, "title"),
        ({"kind": "hologram"}, "kind"),
        ({"body": "x" * 20_001}, "body"),
        ({"branches": ["consumer"]}, "branches.0"),
        ({"plan": "nope"}, "plan"),
        ({"campaigns": ["THEIRS"]}, "campaigns"),
    ],
)
def test_bad_drafts_are_refused(stage, body, attr):
    plan = make_plan(stage.editor, stage.ours)
    if body.get("campaigns"):
        body = {"campaigns": [stage.theirs.code]}

    response = client_of(stage.editor).post(
        f"{BASE}/drafts/", {"plan": plan.code, "title": "x", **body}, format="json"
    )

    assert (response.status_code, response.json()["errors"][0]["attr"]) == (400, attr)
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("require_changes/", {}, 400),
        ("require_changes/", {"reason": "x", "colour": "red"}, 400),
        ("release/", {}, 409),
        ("burn/", {}, 404),
        ("sign/", {"campaign": "nope", "decision": "agree"}, 404),
        ("sign/", {"campaign": "nope", "decision": "perhaps"}, 400),
        ("remark/", {"text": ""}, 400),
    ],
)
def test_steps_that_cannot_be_taken(stage, path, body, status):
    draft = make_draft(stage.editor, stage.ours)
    hand_in(draft)

    response = client_of(stage.reviewer).post(
        f"{BASE}/drafts/{draft.code}/{path}", body, format="json"
    )

    draft.refresh_from_db()
    assert (response.status_code, draft.state) == (status, "in_review")


def test_a_plan_that_the_caller_does_not_see_cannot_be_named(stage):
    from tests.factories.campaigns import make_draft as make_secret

    secret = make_secret(stage.world.planner)
    body = {"name": "x", **WINDOW, "campaigns": [secret.code]}

    assert (
        client_of(stage.editor)
        .post(f"{BASE}/communication-plans/", body, format="json")
        .status_code
        == 400
    )


@pytest.mark.parametrize("path", ["drafts/{draft}/", "communication-plans/{plan}/"])
def test_entity_tags(stage, path):
    draft = make_draft(stage.editor, stage.ours)
    client = client_of(stage.editor)
    url = f"{BASE}/{path.format(draft=draft.code, plan=draft.plan.code)}"
    etag = client.get(url)["ETag"]
    change = {"title": "new"} if "drafts" in path else {"name": "new"}

    same = client.get(url, headers={"If-None-Match": etag})
    done = client.patch(url, change, format="json", headers={"If-Match": etag})
    stale = client.patch(url, change, format="json", headers={"If-Match": etag})

    assert (same.status_code, done.status_code, stale.status_code) == (304, 200, 412)


@pytest.mark.parametrize(
    "query",
    [
        "themes/?on=x",
        "communication-plans/?colour=red",
        "drafts/?state=gone",
        "drafts/?ordering=author",
        "drafts/?limit=0",
    ],
)
def test_unknown_filters_are_refused(stage, query):
    assert client_of(stage.editor).get(f"{BASE}/{query}").status_code == 400


def test_filters(stage):
    theme = make_theme(stage.editor)
    draft = make_draft(stage.editor, plan=make_plan(stage.editor, stage.ours, theme=theme))
    client = client_of(stage.editor)
    hits = [
        f"themes/?on={theme.starts_on}",
        f"communication-plans/?theme={theme.code}&campaign={stage.ours.code}",
        f"drafts/?plan={draft.plan.code}&state=writing&kind=leaflet",
    ]
    misses = [
        "themes/?on=2001-01-01",
        f"communication-plans/?campaign={stage.theirs.code}",
        "drafts/?state=released",
    ]

    assert [client.get(f"{BASE}/{query}").json()["count"] for query in hits] == [1, 1, 1]
    assert [client.get(f"{BASE}/{query}").json()["count"] for query in misses] == [0, 0, 0]


@pytest.mark.parametrize("path", LISTS)
def test_lists_cost_the_same_for_one_and_many(stage, path):
    client = client_of(stage.editor)

    def cost():
        with CaptureQueriesContext(connection) as caught:
            client.get(f"{BASE}/{path}")
        return len(caught)

    def more():
        make_draft(
            stage.editor,
            stage.ours,
            plan=make_plan(stage.editor, stage.ours, theme=make_theme(stage.editor)),
        )

    more()
    cost()
    few = cost()
    more()
    more()

    assert cost() == few
