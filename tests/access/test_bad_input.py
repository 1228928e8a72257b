"""No input is answered with 500: every address × what no column, no answer and no reader can hold.

The addresses come from the URLconf, the person who asks is the first whom the table of access lets
in, so that the input is read at all; and a stranger, who is known to nobody.
"""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from rest_framework.test import APIClient

from organization.models import User
from tests.access.matrix import KNOWN
from tests.access.stage import PEOPLE, Stage, variants_of
from tests.routes import PARAMETER, Route, routes

pytestmark = pytest.mark.sweep
CALLS = [route for route in routes() if route.is_api]
PAGES = [route for route in routes() if not route.is_api]
# As they stand in an address: NUL, half a character, no UTF-8 at all, a long name.
HOSTILE = ("%00", "a%00b", "%ED%A0%80", "%FF", "9" * 25, quote("汉" * 200))
CURSORS = (
    '["\\ud800", "1", false]',
    '["a\\u0000", "1", false]',
    '["x", "99999999999999999999999999", true]',
    "[null, null, null]",
    "[" * 2000,
    "1",
)
# A notice that is gone is read as well: the person goes on to the list.
GOES_ON = {"notices/{notice_id}/read/"}
BODIES = (
    b'{"\\ud800": 1}',
    b'{"name": "\\ud800", "reason": "\\ud800", "kind": "\\udfff"}',
    b'{"\\u0000": "\\u0000", "name": "\\u0000", "code": "\\u0000"}',
    b'{"name": 1e999, "quantity": 1e999}',
    b'{"name": NaN}',
    b'{"a": 1, "a": 2}',
    b"null",
    b"[]",
    b'"text"',
    b"\xff\xfe",
    b"[" * 3000,
    b'{"quantity": ' + b"9" * 5000 + b"}",
)


def person_for(route: Route, method: str, variant: str) -> str | None:
    """The first whom the table lets in."""
    cells = KNOWN.get((route.path, method, variant), ())
    return next((one for one, cell in zip(PEOPLE, cells, strict=False) if cell == "y"), None)


def client_for(stage: Stage, person: str | None, *, is_api: bool) -> Client:
    client = APIClient() if is_api else Client()
    user = stage.people.get(person or "")
    if user is not None:
        fresh = User.objects.get(pk=user.pk)
        client.force_authenticate(fresh) if is_api else client.force_login(fresh)
    client.raise_request_exception = False
    return client


def answered(answer: HttpResponse, *, is_api: bool, what: object) -> None:
    assert answer.status_code < 500, (what, answer.content[:300])
    if is_api and answer.status_code >= 400:
        body = json.loads(answer.content)
        assert set(body) == {"type", "errors"}, what
        assert all(error["code"] and error["detail"] for error in body["errors"]), what


def is_sign_in(answer: HttpResponse) -> bool:
    """Whether a stranger is led to sign in, where the table lets nobody in."""
    return answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")


@pytest.fixture(autouse=True)
def undone(stage: Stage) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.parametrize("route", CALLS, ids=lambda route: route.path)
def test_stranger_is_answered_everywhere(route: Route, stage: Stage):
    address = "/" + route.path.format(**stage.parameters(route.path, variants_of(route.path)[0]))
    client = client_for(stage, None, is_api=True)

    for method in ("GET", "POST", "PATCH", "PUT", "DELETE", "OPTIONS", "HEAD", "TRACE"):
        answer = client.generic(method, address, b"{}", content_type="application/json")
        assert answer.status_code == 401, method


@pytest.mark.parametrize(
    "route", [one for one in (*CALLS, *PAGES) if "{" in one.path], ids=lambda route: route.path
)
def test_hostile_name_in_the_path_is_answered(route: Route, stage: Stage):
    method = route.methods[0]
    variant = variants_of(route.path)[0]
    client = client_for(stage, person_for(route, method, variant), is_api=route.is_api)

    for text in HOSTILE:
        address = "/" + PARAMETER.sub(text, route.path)
        answer = client.generic(method, address)
        answered(answer, is_api=route.is_api, what=address)
        is_known = answer.status_code not in {401, 403, 404, 405}
        assert not is_known or is_sign_in(answer) or route.path in GOES_ON, address


@pytest.mark.parametrize(
    "route", [one for one in CALLS if "GET" in one.methods], ids=lambda route: route.path
)
def test_hostile_query_is_answered(route: Route, stage: Stage):
    variant = variants_of(route.path)[-1]
    client = client_for(stage, person_for(route, "GET", variant), is_api=True)
    address = "/" + route.path.format(**stage.parameters(route.path, variant))
    view = route.view
    orders = ["", *getattr(view, "ordering_fields", ())]

    for cursor in CURSORS:
        for order in orders:
            ordering = f"ordering={order}&" if order else ""
            place = urlsafe_b64encode(cursor.encode()).decode()
            answer = client.get(f"{address}?{ordering}cursor={place}")
            answered(answer, is_api=True, what=(address, cursor, order))
    names = [
        *getattr(getattr(view, "filterset_class", None), "base_filters", ()),
        "limit",
        "format",
    ]
    for name in names:
        for text in HOSTILE:
            answer = client.get(f"{address}?{name}={text}")
            answered(answer, is_api=True, what=(address, name, text))


@pytest.mark.parametrize(
    "route",
    [one for one in CALLS if {"POST", "PATCH"} & set(one.methods)],
    ids=lambda route: route.path,
)
def test_hostile_body_is_answered(route: Route, stage: Stage):
    for method in {"POST", "PATCH"} & set(route.methods):
        variant = variants_of(route.path)[0]
        client = client_for(stage, person_for(route, method, variant), is_api=True)
        address = "/" + route.path.format(**stage.parameters(route.path, variant))

        for body in BODIES:
            with transaction.atomic():
                answer = client.generic(method, address, body, content_type="application/json")
                transaction.set_rollback(True)
            answered(answer, is_api=True, what=(method, address, body[:40]))
