import pytest
from rest_framework.test import APIClient

from channels.models import PlacementResult
from organization.enums import Role
from tests.factories.campaigns import day
from tests.factories.channels import make_group
from tests.factories.organization import make_user
from tests.factories.results import make_result

pytestmark = pytest.mark.django_db

ADDRESS = "/api/v1/placement-results/"


def client_for(user):
    client = APIClient()
    client.force_authenticate(user)
    return client


@pytest.fixture
def client(world):
    make_group("consumer")
    return client_for(make_user(Role.CHANNEL_MANAGER))


def said(**values):
    return {
        "channel": "sms",
        "product": "recharge",
        "customer_group": "consumer",
        "happened_on": day(-5).isoformat(),
        "contacted": 500,
        "taken": 10,
        **values,
    }


def post(client, *results, source="sms-platform"):
    return client.post(ADDRESS, {"source": source, "results": list(results)}, format="json")


def test_telling_twice_is_telling_once(client):
    answers = [post(client, said(key="a"), said(key="b", cost="12.50")) for _again in range(2)]
    assert [answer.status_code for answer in answers] == [201, 201]
    assert [answer.json() for answer in answers] == [
        {"created": 2, "corrected": 0, "known": 0},
        {"created": 0, "corrected": 0, "known": 2},
    ]


def test_the_list_shows_every_revision_and_which_is_current(client):
    post(client, said(key="a"))
    post(client, said(key="a", taken=12, reason="late orders"))
    rows = client.get(ADDRESS).json()["results"]
    assert [(row["revision"], row["taken"], row["is_current"]) for row in rows] == [
        (2, 12, True),
        (1, 10, False),
    ]
    current = client.get(ADDRESS, {"is_current": "true"}).json()["results"]
    assert [row["revision"] for row in current] == [2]
    assert (rows[0]["reason"], rows[0]["reached"], rows[0]["cost"]) == ("late orders", None, None)


def test_wrong_results_are_named_at_their_place(client):
    answer = post(client, said(), said(taken=501), said(channel="fax"))
    assert answer.status_code == 400
    assert {error["attr"]: error["code"] for error in answer.json()["errors"]} == {
        "results.1.taken": "exceeds",
        "results.2.channel": "unknown",
    }
    assert not PlacementResult.objects.exists()


def test_what_is_known_only_after_the_contact_is_refused_with_the_reason(client):
    answer = post(client, said(call_duration=261))
    assert answer.status_code == 400
    (error,) = answer.json()["errors"]
    assert (error["attr"], error["code"]) == ("results.0.call_duration", "known_after")
    assert "接触之后才知道" in error["detail"]


@pytest.mark.parametrize(
    "change",
    [
        {"contacted": "many"},
        {"contacted": -1},
        {"contacted": True},
        {"taken": 10**12},
        {"cost": "-1"},
        {"happened_on": "05.03.2026"},
        {"colour": "red"},
    ],
)
def test_values_that_are_none_are_refused(client, change):
    assert post(client, said(**change)).status_code == 400


def test_the_products_own_source_is_nobody_elses(client):
    assert post(client, said(), source="jiepai").status_code == 400


def test_who_may_not_tell_may_read_what_is_theirs(world, client):
    make_result(world.planner, unit="consumer")
    make_result(world.rival, unit="enterprise", key="2")
    head = client_for(world.head)
    assert [row["unit"] for row in head.get(ADDRESS).json()["results"]] == ["consumer"]
    assert post(head, said()).status_code == 403
    assert client_for(world.viewer).get(ADDRESS).status_code == 403
    assert len(client.get(ADDRESS).json()["results"]) == 2


def test_an_unknown_filter_is_an_error(client):
    assert client.get(ADDRESS, {"colour": "red"}).status_code == 400
