"""Giving the promises for which a plan's finalising waits."""

from __future__ import annotations

from collections.abc import Callable

from demo.play.case import PERFORMERS
from tests.e2e.browser import Visitor
from tests.e2e.rest import Client

PROMISE = "form[action$='/do/promise/'] button[type=submit]"


def promise_on_pages(visitor: Visitor, code: str) -> None:
    """Somebody opens the plan's board and promises all that they may."""
    visitor.go(f"/campaigns/{code}/commitments/")
    links = visitor.page.locator(".board .card").first.locator("a").all()
    for address in [link.get_attribute("href") for link in links]:
        visitor.go(str(address))
        if visitor.page.locator(PROMISE).count():
            visitor.page.locator(PROMISE).click()
            visitor.settle()


def promise_by_rest(clients: Callable[[str], Client], code: str) -> None:
    """Everybody whom the playbook asks promises what finalising waits for."""
    asked = clients("leader").get(f"/commitments/?campaign={code}&gate=finalise")["results"]
    assert asked
    for one in asked:
        client = clients(PERFORMERS[one["performer_role"]])
        assert client.post(f"/commitments/{one['code']}/promise/")["state"] == "promised"
