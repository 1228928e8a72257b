"""Chromium against one running product; everybody signs in once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.e2e.browser import DESK, Doors, Visitor, launch
from tests.e2e.rest import Client
from tests.live import Product

Visit = Callable[..., Visitor]


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def settled_product(product: Product) -> Product:
    """The product when its demo company's own plans are checked."""
    product.wait_for_quiet()
    return product


@pytest.fixture(scope="package")
def doors(settled_product: Product, browser: Browser) -> Doors:
    return Doors(settled_product, browser)


@pytest.fixture
def visit(doors: Doors) -> Iterator[Visit]:
    """``visit("planner.consumer", language="en", width=390)``: a window that fails the test on any
    trouble in it.
    """
    with ExitStack() as windows:

        def visit(who: str | None, *, language: str = "zh-hans", width: int = DESK) -> Visitor:
            return windows.enter_context(doors.visit(who, language, width))

        yield visit


@pytest.fixture(scope="package")
def clients(settled_product: Product) -> Callable[[str], Client]:
    """``clients("planner.consumer")``: a REST client with a token of that person, made once."""
    made: dict[str, Client] = {}

    def client(who: str) -> Client:
        if who not in made:
            output = settled_product.manage(
                "issue_token", who, "--name", "e2e", "--scope", "all", "--days", "1"
            )
            made[who] = Client(settled_product.url, output.strip().splitlines()[-1])
        return made[who]

    return client


@pytest.fixture
def give_up(clients: Callable[[str], Client]) -> Iterator[Callable[[str, str], None]]:
    """``give_up("planner.consumer", code)``: that plan is withdrawn when the test is over, so that
    no later one meets it.
    """
    made: list[tuple[str, str]] = []
    yield lambda who, code: made.append((who, code))
    for who, code in made:
        for one in (who, who.replace("planner", "head")):
            if (
                clients(one).call("POST", f"/campaigns/{code}/withdraw/", {"reason": "e2e"}).status
                == 200
            ):
                break
