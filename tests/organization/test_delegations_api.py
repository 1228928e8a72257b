"""Deputies by the API."""

from __future__ import annotations

import datetime as dt

import pytest
from rest_framework.test import APIClient

from common import clock
from organization.enums import Role
from organization.models import Delegation
from organization.tokens import issue_token
from tests.factories.organization import make_unit, make_user

pytestmark = pytest.mark.django_db

URL = "/api/v1/delegations/"
TODAY = clock.today()


def client_of(user, *scopes):
    client = APIClient()
    if not scopes:
        client.force_authenticate(user)
        return client
    _token, key = issue_token(user=user, name="t", scopes=list(scopes), actor=user)
    client.credentials(HTTP_AUTHORIZATION=f"Token {key}")
    return client


@pytest.fixture
def head():
    return make_user(Role.HEAD, make_unit("consumer"), username="head.consumer")


@pytest.fixture
def other():
    return make_user(Role.HEAD, make_unit("enterprise"), username="head.enterprise")


def body(**changes):
    last = TODAY + dt.timedelta(days=3)
    span = {"starts_on": TODAY.isoformat(), "ends_on": last.isoformat()}
    return {"deputy": "head.enterprise", **span, **changes}


def test_a_deputy_is_chosen_named_seen_by_both_and_ended(head, other):
    mine, theirs = client_of(head), client_of(other)

    could = mine.get(f"{URL}candidates/").json()["results"]
    made = mine.post(URL, body(reason="出差"), format="json")

    assert [one["username"] for one in could] == ["head.enterprise"]
    assert (made.status_code, made.json()["principal"]) == (201, "head.consumer")
    assert theirs.get(made["Location"]).json()["reason"] == "出差"
    assert theirs.get(f"{URL}?on={TODAY}").json()["count"] == 1
    assert theirs.delete(made["Location"]).status_code == 403

    assert mine.delete(made["Location"]).status_code == 204
    assert theirs.get(f"{URL}?on={TODAY}").json()["count"] == 0
    assert mine.get(made["Location"]).json()["revoked_at"] is not None


@pytest.mark.parametrize(
    ("changes", "attr"),
    [
        ({"deputy": "auditor"}, "deputy"),
        ({"deputy": "nobody"}, "deputy"),
        ({"ends_on": "2001-01-01"}, "ends_on"),
        ({"starts_on": (TODAY + dt.timedelta(days=9)).isoformat()}, "ends_on"),
        ({"revoked_at": None}, "revoked_at"),
    ],
)
def test_wrong_deputy_or_span_is_refused(head, other, changes, attr):
    make_user(Role.AUDITOR, username="auditor")

    answer = client_of(head).post(URL, body(**changes), format="json")

    assert (answer.status_code, answer.json()["errors"][0]["attr"]) == (400, attr)
    assert not Delegation.objects.exists()


def test_for_others_only_an_administrator_names_one(head, other):
    third = make_user(Role.HEAD, make_unit("product"))
    admin = make_user(Role.ADMINISTRATOR)
    named = body(principal="head.consumer")

    assert client_of(third).post(URL, named, format="json").status_code == 403
    made = client_of(admin).post(URL, named, format="json")

    assert made.status_code == 201
    assert client_of(third).get(made["Location"]).status_code == 404


def test_a_token_hands_on_decisions_only_if_it_may_decide(head, other):
    assert client_of(head, "read").post(URL, body(), format="json").status_code == 403
    assert client_of(head, "read").get(URL).status_code == 200
    assert client_of(head, "approve").post(URL, body(), format="json").status_code == 201
