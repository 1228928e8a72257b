"""What the API answers about the demo company is what its OpenAPI document says: every GET, as
several people, held against the schema of its answer.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from drf_spectacular.generators import SchemaGenerator
from jsonschema import Draft202012Validator
from rest_framework.test import APIClient

from common import clock
from organization.models import User

pytestmark = [pytest.mark.usefixtures("company"), pytest.mark.sweep]

WHO = ("planner.consumer", "head.enterprise", "leader", "service.manager", "resource.keeper")
# Whoever sees what those above do not.
ALSO = ("admin", "branch.east", "comms.editor")
MOST = 6
MONTH = dt.timedelta(days=28)
NAMES = {"code": "code", "number": "number", "run_id": "id", "finding_id": "id"}


@cache
def document() -> dict[str, Any]:
    found: dict[str, Any] = SchemaGenerator().get_schema(request=None, public=True)
    return found


def reads() -> list[str]:
    """What answers with JSON; files are handed out as they are."""
    return sorted(
        path
        for path, item in document()["paths"].items()
        if "get" in item and "application/json" in item["get"]["responses"]["200"]["content"]
    )


def schema_of(path: str) -> dict[str, Any]:
    answer = document()["paths"][path]["get"]["responses"]["200"]
    schema = answer["content"]["application/json"]["schema"]
    return {"components": document()["components"], **schema}


def client_for(username: str) -> APIClient:
    client = APIClient()
    client.force_authenticate(User.objects.get(username=username))
    return client


class Asked:
    """One person's answers; details are asked for by what the lists named."""

    def __init__(self, username: str) -> None:
        self.client = client_for(username)
        self.named: dict[str, list[str]] = defaultdict(list)

    def addresses(self, path: str) -> Iterator[str]:
        """The addresses of a path: one, or some of those that its list named."""
        if "{" not in path:
            yield path
            return
        before, _brace, rest = path.partition("{")
        name, _brace, after = rest.partition("}")
        is_revision = name == "number" and "revisions" in before
        values = ["1"] if is_revision else self.named[before]
        for value in values[:MOST]:
            yield from self.addresses(f"{before}{value}{after}")

    def answer(self, address: str) -> Any:
        today = clock.today()
        query = {
            "calendar/": f"?from={today.isoformat()}&to={(today + MONTH).isoformat()}",
            "diff/": "?from=1&to=1",
        }.get(address.rsplit("/", 2)[-2] + "/", "")
        response = self.client.get(f"{address}{query}")
        # The first revision of a draft is none that others may compare.
        refused = {403, 404, 400} if address.endswith("/diff/") else {403, 404}
        assert response.status_code in {200, *refused}, (address, response.content[:300])
        if response.status_code != 200:
            return None
        body = response.json()
        rows = body.get("results", []) if isinstance(body, dict) else []
        for name in ("code", "number", "id"):
            found = [str(row[name]) for row in rows if row.get(name)]
            if found:
                # Different ones: the first, the last, and some between.
                self.named[address] = found[:: max(len(found) // MOST, 1)]
                break
        return body


@pytest.mark.parametrize("username", [*WHO, *ALSO])
def test_answers_are_what_the_document_says(username):
    person, wrong, seen = Asked(username), [], set()

    for path in sorted(reads(), key=lambda one: (one.count("{"), one)):
        validator = Draft202012Validator(schema_of(path))
        for address in person.addresses(path):
            body = person.answer(address)
            if body is None:
                continue
            seen.add(path)
            wrong += [
                (address, error.json_path, error.message[:200])
                for error in list(validator.iter_errors(body))[:3]
            ]

    assert wrong == []
    if username in WHO:
        assert len(seen) > 20
