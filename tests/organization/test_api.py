import pytest
from rest_framework.test import APIClient

from organization.enums import Role
from organization.tokens import issue_token
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db


def client_of(role, scopes=("all",)):
    user = make_user(role)
    _token, key = issue_token(user=user, name="t", scopes=scopes, actor=user)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {key}")
    return client


def test_units_are_listed_with_count_and_links():
    make_unit(code="consumer")

    answer = client_of(Role.PLANNER).get("/api/v1/units/").json()

    assert set(answer) == {"count", "next", "previous", "results"}
    assert "consumer" in {row["code"] for row in answer["results"]}


@pytest.mark.parametrize(
    "query",
    [
        "limit=0",
        "limit=-1",
        "limit=501",
        "limit=x",
        "colour=red",
        "kind=planet",
        "ordering=path__x",
    ],
)
def test_units_refuse_what_they_do_not_know(query):
    response = client_of(Role.PLANNER).get(f"/api/v1/units/?{query}")

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == query.split("=")[0]


@pytest.mark.parametrize(
    ("role", "scopes", "status"),
    [
        (Role.AUDITOR, ["all"], 200),
        (Role.AUDITOR, ["read"], 403),
        (Role.PLANNER, ["all"], 403),
        (Role.LEADERSHIP, ["all"], 403),
    ],
)
def test_audit_is_for_the_auditor_with_the_scope(role, scopes, status):
    assert client_of(role, scopes).get("/api/v1/audit/").status_code == status


def test_api_without_token_is_401_in_the_house_shape():
    response = APIClient().get("/api/v1/units/")

    assert response.status_code == 401
    assert set(response.json()) == {"type", "errors"}
    assert set(response.json()["errors"][0]) == {"code", "detail", "attr"}


def test_policies_show_values_as_text():
    answer = client_of(Role.PLANNER).get("/api/v1/policies/").json()

    assert all(isinstance(row["value"], str) for row in answer["results"])


def test_policies_are_paged_as_every_list():
    client = client_of(Role.PLANNER)
    first = client.get("/api/v1/policies/?limit=2").json()
    second = client.get(first["next"]).json()
    back = client.get(second["previous"]).json()

    assert (len(first["results"]), first["previous"]) == (2, None)
    assert not {row["key"] for row in first["results"]} & {row["key"] for row in second["results"]}
    assert back["results"] == first["results"]


@pytest.mark.parametrize(
    "query", ["limit=0", f"limit={'9' * 5000}", "cursor=x", "cursor=-1", "colour=red", "format=xml"]
)
@pytest.mark.parametrize("address", ["policies", "units"])
def test_lists_refuse_what_they_do_not_know(address, query):
    response = client_of(Role.PLANNER).get(f"/api/v1/{address}/?{query}")

    assert response.status_code == 400
    assert response.json()["errors"][0]["attr"] == query.split("=")[0]


def test_base_of_the_api_answers_as_the_api():
    response = client_of(Role.PLANNER).get("/api/v1/")

    assert response.status_code == 404
    assert response.json()["errors"][0]["code"] == "not_found"
