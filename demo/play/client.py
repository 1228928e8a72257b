"""REST clients with nothing but the standard library, as a department's own program would be."""

from __future__ import annotations

import http.cookiejar
import json
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from demo.play.product import NotPlayed, Product

CHECK_SECONDS = 60
QUEUE_SECONDS = 180
TIMEOUT = 30
FEED = re.compile(r"/feeds/[^/\"'\s<]+/calendar\.ics")
HIDDEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


def _direct(*handlers: urllib.request.BaseHandler) -> urllib.request.OpenerDirector:
    """An opener that asks no proxy: the product is on this machine."""
    return urllib.request.build_opener(urllib.request.ProxyHandler({}), *handlers)


@dataclass(frozen=True, slots=True)
class Answer:
    """Status and body of a reply."""

    status: int
    body: Any

    @property
    def sentences(self) -> str:
        """What a refusal says."""
        return "; ".join(error["detail"] for error in self.body.get("errors", []))


@dataclass(frozen=True, slots=True)
class Client:
    """One user with their token."""

    url: str
    token: str
    opener: urllib.request.OpenerDirector = field(default_factory=_direct)

    def call(self, method: str, path: str, body: Any = None) -> Answer:
        """The answer of ``/api/v1`` + path, whatever its status."""
        data = None if body is None else json.dumps(body).encode()
        headers = {
            "Authorization": f"Token {self.token}",
            "Content-Type": "application/json",
            "Accept-Language": "zh-hans",
        }
        request = urllib.request.Request(  # noqa: S310 - our own address
            f"{self.url}/api/v1{path}", data=data, headers=headers, method=method
        )
        try:
            with self.opener.open(request, timeout=TIMEOUT) as reply:
                return Answer(reply.status, json.load(reply))
        except urllib.error.HTTPError as refusal:
            return Answer(refusal.code, json.load(refusal))

    def get(self, path: str, *, expect: int = 200) -> Any:
        return self._expect("GET", path, None, expect)

    def post(self, path: str, body: Any = None, *, expect: int = 200) -> Any:
        return self._expect("POST", path, body or {}, expect)

    def _expect(self, method: str, path: str, body: Any, expect: int) -> Any:
        answer = self.call(method, path, body)
        if answer.status != expect:
            raise NotPlayed(
                f"{method} {path} answered {answer.status} instead of {expect}:"
                f" {json.dumps(answer.body, ensure_ascii=False)[:600]}"
            )
        return answer.body

    def checked(self, code: str, run: str) -> Any:
        """The check run when it is done."""
        deadline = time.monotonic() + CHECK_SECONDS
        while True:
            found = self.get(f"/campaigns/{code}/check-runs/{run}/")
            if found["state"] == "done":
                return found
            if found["state"] == "failed" or time.monotonic() > deadline:
                raise NotPlayed(f"The check of {code} is {found['state']} after {CHECK_SECONDS} s.")
            time.sleep(0.05)


def wait_for_quiet(url: str) -> None:
    """Until no job waits any more: the demo company's own plans are checked first."""
    deadline = time.monotonic() + QUEUE_SECONDS
    while True:
        with _direct().open(f"{url}/health/ready", timeout=TIMEOUT) as reply:
            if json.load(reply)["oldest_waiting_seconds"] == 0:
                return
        if time.monotonic() > deadline:
            raise NotPlayed(
                f"The demo company's own plans are not checked after {QUEUE_SECONDS} s."
            )
        time.sleep(0.2)


def calendar_feed(product: Product, username: str) -> str:
    """The .ics that a calendar program of this user gets: they sign in, make a subscription, and
    give its address away.
    """
    browser = _direct(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
    sign_in = f"{product.url}/accounts/login/"
    _submit(browser, sign_in, {"login": username, "password": product.password})
    page = _submit(browser, f"{product.url}/calendar/feeds/", {"name": "Jiepai"})
    found = FEED.search(page)
    if found is None:
        raise NotPlayed(f"{username} found no address on the page of subscriptions.")
    with _direct().open(product.url + found.group(), timeout=TIMEOUT) as reply:
        text: str = reply.read().decode()
    return text


def _submit(browser: urllib.request.OpenerDirector, address: str, values: dict[str, str]) -> str:
    """Open a page, send its form back with these values, and return the page that follows."""
    with browser.open(address, timeout=TIMEOUT) as reply:
        hidden = HIDDEN.search(reply.read().decode())
    if hidden is None:
        raise NotPlayed(f"There is no form at {address}.")
    data = urllib.parse.urlencode(values | {"csrfmiddlewaretoken": hidden.group(1)}).encode()
    request = urllib.request.Request(address, data=data, headers={"Referer": address})  # noqa: S310 - our own address
    with browser.open(request, timeout=TIMEOUT) as reply:
        page: str = reply.read().decode()
    return page
