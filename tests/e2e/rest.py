"""A REST client of nothing but the standard library, as a department's own program would be."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

TIMEOUT = 30
CHECK_SECONDS = 60


@dataclass(frozen=True, slots=True)
class Answer:
    """A reply: its status, its headers and what its body says."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def json(self) -> Any:
        return json.loads(self.text)

    @property
    def codes(self) -> set[str]:
        """The codes of a refusal."""
        return {error["code"] for error in self.json["errors"]}


def call(
    method: str,
    url: str,
    *,
    body: bytes | None = None,
    headers: Mapping[str, str] | None = None,
    timeout: float = TIMEOUT,
) -> Answer:
    """The answer of an address, whatever its status; no proxy is asked."""
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    request = urllib.request.Request(url, data=body, headers=dict(headers or {}), method=method)
    try:
        with opener.open(request, timeout=timeout) as reply:
            return Answer(reply.status, reply.headers, reply.read().decode())
    except urllib.error.HTTPError as refusal:
        with refusal:
            return Answer(refusal.code, refusal.headers, refusal.read().decode())


@dataclass(frozen=True, slots=True)
class Client:
    """One person with their token."""

    url: str
    token: str

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Answer:
        """The answer of ``/api/v1`` + path; ``If_Match="…"`` becomes the header."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        data = None if body is None else json.dumps(body).encode()
        given = {
            "Authorization": f"Token {self.token}",
            "Content-Type": "application/json",
            "Accept-Language": "en",
        } | named
        return call(method, f"{self.url}/api/v1{path}", body=data, headers=given)

    def get(self, path: str, **headers: str) -> Any:
        return self.expect(200, self.call("GET", path, **headers))

    def post(self, path: str, body: Any = None, *, status: int = 200, **headers: str) -> Any:
        return self.expect(status, self.call("POST", path, body or {}, **headers))

    @staticmethod
    def expect(status: int, answer: Answer) -> Any:
        assert answer.status == status, f"{answer.status}: {answer.text[:800]}"
        return answer.json

    def plan(self, plan: Mapping[str, Any]) -> str:
        """Post a whole plan; its code."""
        return str(self.post("/campaigns/", plan, status=201)["code"])

    def submit(self, code: str) -> Any:
        """Submit a plan and wait for its check run."""
        return self.checked(code, self.post(f"/campaigns/{code}/submit/", status=202)["check_run"])

    def checked(self, code: str, run: str) -> Any:
        """The check run when it is done."""
        deadline = time.monotonic() + CHECK_SECONDS
        while (found := self.get(f"/campaigns/{code}/check-runs/{run}/"))["state"] != "done":
            assert found["state"] != "failed", found
            assert time.monotonic() < deadline, found
            time.sleep(0.1)
        return found

    def findings(self, code: str) -> list[dict[str, Any]]:
        """What is open on a plan."""
        return [
            one
            for one in self.get(f"/campaigns/{code}/findings/")["results"]
            if one["state"] == "open"
        ]
