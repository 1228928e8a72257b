"""Questions about identity for clients."""

from __future__ import annotations

import pytest

from organization.enums import Role
from tests.factories.customers import make_customer, make_match

pytestmark = pytest.mark.django_db
URL = "/api/v1/matches/"


@pytest.fixture
def match():
    return make_match(make_customer("A-1", name="王小明").party, make_customer("A-2").party)


def test_a_client_answers_and_takes_back(client_of, match):
    client = client_of(Role.PLANNER)
    (row,) = client.get(URL, {"state": "asked"}).json()["results"]
    assert (row["left"]["name"], row["evidence"]) == ("王**", {"phone": "equal"})

    said = client.post(f"{URL}{match.pk}/answer/", {"answer": "same", "reason": "called"})
    again = client.post(f"{URL}{match.pk}/answer/", {"answer": "different"})
    back = client.post(f"{URL}{match.pk}/undo/", {})

    assert (said.status_code, said.json()["state"]) == (200, "same")
    assert again.status_code == 409
    assert [step["to_state"] for step in back.json()["steps"]] == ["same", "asked"]
    assert client.get(f"{URL}{match.pk}/").json()["state"] == "asked"


@pytest.mark.parametrize("body", [{}, {"answer": "asked"}, {"answer": "same", "more": 1}])
def test_a_wrong_answer_is_refused_at_its_field(client_of, match, body):
    assert client_of(Role.PLANNER).post(f"{URL}{match.pk}/answer/", body).status_code == 400


def test_others_may_not(client_of, match):
    assert client_of(Role.LEADERSHIP).get(URL).status_code == 403
    assert client_of(Role.PLANNER).get(f"{URL}99999/").status_code == 404
