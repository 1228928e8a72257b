"""What is true of every call alike: who is let in and how often, bodies, keys, addresses, and what
the OpenAPI document says of it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import pytest
import time_machine
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from rest_framework.test import APIClient

from campaigns.models import Campaign
from common.api.document import operations
from common.models import IdempotencyKey
from common.paths import path_to_log
from organization.tokens import issue_token
from tests.factories.campaigns import plan_json

CAMPAIGNS = "/api/v1/campaigns/"


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return found


def token_client(user, *scopes: str) -> APIClient:
    _token, key = issue_token(user=user, name="t", scopes=scopes, actor=user)
    client = APIClient()
    client.credentials(HTTP_AUTHORIZATION=f"Token {key}")
    return client


# Who is let in


@pytest.mark.django_db
@pytest.mark.parametrize("token", [None, "Token jp_wrong"])
def test_strangers_and_wrong_tokens_are_slowed_down(token):
    client = APIClient()
    if token:
        client.credentials(HTTP_AUTHORIZATION=token)

    answers = [client.get(CAMPAIGNS) for _ in range(31)]

    assert [answer.status_code for answer in answers] == [401] * 30 + [429]
    told = answers[-1].json()["errors"][0]["detail"]
    assert re.fullmatch(r"请求过于频繁，请 \d+ 秒后再试。|Too many requests. Try again in .*", told)
    assert int(answers[-1]["Retry-After"]) > 0


@pytest.mark.django_db
def test_docs_lead_a_stranger_to_the_sign_in():
    answer = Client().get("/api/docs/")

    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/api/docs/"


# Addresses


@pytest.mark.parametrize("method", ["post", "patch", "put", "delete"])
def test_write_without_the_final_slash_is_not_led_elsewhere(world, client_of, method):
    answer = getattr(client_of(world.planner), method)(CAMPAIGNS.rstrip("/"), plan_json())

    assert answer.status_code == 404
    assert answer.json()["errors"][0]["code"] == "not_found"
    assert not Campaign.objects.exists()


def test_read_without_the_final_slash_is_led_to_it(world, client_of):
    assert client_of(world.planner).get(CAMPAIGNS.rstrip("/"))["Location"] == CAMPAIGNS


@pytest.mark.parametrize(
    "path", ["/api/", "/api/v1/", "/api/v2/nothing/", "/api/v1/nothing/at/all"]
)
def test_address_that_is_not_there_is_said_in_json(world, client_of, path):
    answer = client_of(world.planner).get(path)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/json")


def test_options_describes_no_fields(world, client_of):
    answer = client_of(world.planner).options(CAMPAIGNS).json()

    assert set(answer) == {"name", "description", "methods", "renders", "parses"}


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/feeds/1-1.xYzQ/calendar.ics", "/feeds/…/calendar.ics"),
        ("/customers/13911110001/", "/customers/…/"),
        ("/api/v1/customers/13911110001/trajectory/", "/api/v1/customers/…/trajectory/"),
        ("/customers/?search=13911110001", "/customers/"),
        ("/customers/13911110001", "/customers/…"),
        ("/13911110001", "/…"),
        ("/accounts/password/reset/key/3-abc-def/", "/accounts/password/reset/key/…-…/"),
        ("/campaigns/C2026-0001/findings/", "/campaigns/C2026-0001/findings/"),
    ],
)
def test_log_names_neither_secrets_nor_people(path, shown):
    assert path_to_log(path) == shown


# Bodies


@pytest.mark.parametrize(
    ("body", "chinese", "english"),
    [
        (b'{"name": ', "JSON", "not JSON: line 1"),
        (b"\xff", "UTF-8", "not text in UTF-8"),
        (b"null", "对象", "send a JSON object"),
        (b'{"a": 1, "a": 2}', "两次", "twice"),
        (b'{"a": NaN}', "NaN", "NaN is no number"),
        (b'{"\\ud800": 1}', "代理", "half a character"),
        (b"[" * 5000, "嵌套", "nested too deeply"),
    ],
)
def test_unreadable_body_is_said_in_both_languages(world, client_of, body, chinese, english):
    for language, words in {"zh-hans": chinese, "en": english}.items():
        answer = client_of(world.planner).post(
            CAMPAIGNS, body, content_type="application/json", headers={"Accept-Language": language}
        )

        assert answer.status_code == 400
        assert words in answer.json()["errors"][0]["detail"]


# Idempotency keys


def test_key_gives_no_other_token_the_answer(world):
    wide, narrow = (
        token_client(world.planner, "read", "plans"),
        token_client(world.planner, "touches"),
    )
    send = {"data": plan_json(), "format": "json", "headers": {"Idempotency-Key": "k"}}

    assert wide.post(CAMPAIGNS, **send).status_code == 201
    assert narrow.post(CAMPAIGNS, **send).status_code == 403
    assert wide.post(CAMPAIGNS, **send)["Idempotent-Replayed"] == "true"


def test_key_is_forgotten_after_a_day(world, client_of):
    client = client_of(world.planner)
    send = {"data": plan_json(), "format": "json", "headers": {"Idempotency-Key": "k"}}

    with time_machine.travel(dt.datetime.now(dt.UTC), tick=False) as traveller:
        first = client.post(CAMPAIGNS, **send).json()["code"]
        traveller.shift(dt.timedelta(hours=23, minutes=59))
        assert client.post(CAMPAIGNS, **send).json()["code"] == first
        traveller.shift(dt.timedelta(minutes=2))
        assert client.post(CAMPAIGNS, **send).json()["code"] != first
    assert IdempotencyKey.objects.count() == 1


# The document


def test_document_says_how_every_call_is_refused(document):
    for path, method, operation in operations(document):
        name = f"{method} {path}"
        assert {"400", "401", "403", "404", "429", "503"} <= set(operation["responses"]), name
        assert operation["summary"], name
        refused = [text for status, text in operation["responses"].items() if status >= "400"]
        assert all("$ref" in answer for answer in refused), name
        keys = [one for one in operation.get("parameters", []) if "$ref" in one]
        assert len(keys) == (method != "get"), name


def test_document_names_its_server_and_licence(document):
    assert document["servers"]
    assert document["info"]["license"]["name"]


def test_document_talks_to_clients(document):
    """No words of programmers of the product in what clients read."""
    words = json.dumps(document, ensure_ascii=False)

    assert "``" not in words
    assert "validated_data" not in words
    assert "context" not in words


def test_document_gives_changes_no_defaults(document):
    """A generated client sends a default that it is given: what one does not name stays as it
    is.
    """
    patched = [
        operation["requestBody"]["content"]["application/json"]["schema"]["$ref"].rpartition("/")[2]
        for _path, method, operation in operations(document)
        if method == "patch"
    ]

    assert len(patched) >= 5
    for name in patched:
        properties = document["components"]["schemas"][name]["properties"]
        assert [field for field, schema in properties.items() if "default" in schema] == []


def test_defaults_of_the_document_fit_what_it_says_of_them(document):
    from jsonschema import Draft202012Validator

    def walk(node: Any) -> None:
        if isinstance(node, dict):
            if "default" in node and ("type" in node or "pattern" in node):
                assert Draft202012Validator(node).is_valid(node["default"]), node
            for value in node.values():
                walk(value)
        elif isinstance(node, list):
            for value in node:
                walk(value)

    walk(document["components"]["schemas"])


# What a value must be


@pytest.mark.parametrize(
    ("change", "attr"),
    [
        ({"budget": ""}, "budget"),
        ({"budget": "  "}, "budget"),
        ({"starts_on": "2027-5-1"}, "starts_on"),
        ({"starts_on": "２０２７-05-01"}, "starts_on"),
        ({"urgent": 0}, "urgent"),
        ({"urgent": "yes"}, "urgent"),
        ({"urgent": ""}, "urgent"),
        ({"flex_days": "１"}, "flex_days"),
        ({"name": "two\nlines"}, "name"),
        ({"name": "two\u2028lines"}, "name"),
        ({"contacts": "a\tb"}, "contacts"),
        ({"selling_points": ["a\nb"]}, "selling_points.0"),
    ],
)
def test_value_is_not_taken_for_another_one(world, client_of, change, attr):
    answer = client_of(world.planner).post(CAMPAIGNS, plan_json(**change))

    assert answer.status_code == 400
    assert [error["attr"] for error in answer.json()["errors"]] == [attr]


def test_first_password_is_changed_before_the_api_is_used(world):
    world.planner.must_change_password = True
    world.planner.save()
    browser = Client()
    browser.force_login(world.planner)

    answer = browser.get(CAMPAIGNS)

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (403, "password-change")
    assert token_client(world.planner, "read").get(CAMPAIGNS).status_code == 200


@pytest.mark.parametrize(
    ("path", "kept"),
    [("/api/v1/customers/", "no-store"), ("/customers/", "no-store"), (CAMPAIGNS, "no-cache")],
)
def test_customers_stay_in_no_cache(world, path, kept):
    browser = Client()
    browser.force_login(world.planner)

    assert browser.get(path)["Cache-Control"] == f"private, {kept}"


def test_document_says_of_a_field_that_may_be_empty_one_thing(document):
    """Of two that an empty text fits, generated clients refuse both."""
    for name, schema in document["components"]["schemas"].items():
        for field, one in schema.get("properties", {}).items():
            assert {"type": "string", "maxLength": 0} not in one.get("oneOf", ()), (name, field)


def test_the_document_says_that_a_new_entry_answers_201():
    document = SchemaGenerator().get_schema(public=True)

    answers = {
        path: set(methods["post"]["responses"])
        for path, methods in document["paths"].items()
        if path in {"/api/v1/advertising-terms/", "/api/v1/units/", "/api/v1/closed-days/"}
    }

    assert len(answers) == 3
    assert all("201" in codes and "200" not in codes for codes in answers.values())
