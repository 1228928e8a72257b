"""The door: who may come in, who is kept out for a while, and where a link leads after it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import accessibility_troubles, sign_in
from tests.e2e.conftest import Visit
from tests.live import Product

TOO_MANY = 429
WRONG = "not the password"


@pytest.mark.parametrize(
    ("language", "who"), [("zh-hans", "front.office"), ("en", "support.system")]
)
def test_account_is_closed_for_a_while_after_five_wrong_passwords(
    visit: Visit, settled_product: Product, language: str, who: str
) -> None:
    visitor = visit(None, language=language)
    visitor.refusals.add(TOO_MANY)

    for _ in range(5):
        sign_in(visitor, who, WRONG)
        expect(visitor.page.get_by_role("alert").first).to_be_visible()
        expect(visitor.page.locator(".who")).to_have_count(0)
    sign_in(visitor, who, settled_product.password)

    expect(visitor.page.locator(".who")).to_have_count(0)
    expect(visitor.page.locator("main")).to_contain_text("15")
    assert accessibility_troubles(visitor.page) == []


@pytest.mark.parametrize("path", ["/", "/calendar/", "/campaigns/", "/setup/audit/"])
def test_page_leads_through_the_sign_in(visit: Visit, path: str) -> None:
    visitor = visit(None)

    visitor.go(path)

    assert visitor.page.url == f"{visitor.url}/accounts/login/?next={path}"
    expect(visitor.button("Sign in")).to_be_visible()


def test_link_of_a_stranger_leads_home(visit: Visit, settled_product: Product) -> None:
    visitor = visit(None, language="en")

    visitor.go("/accounts/login/?next=//elsewhere.example/")
    visitor.page.locator("input[name=login]").fill("leader")
    visitor.page.locator("input[name=password]").fill(settled_product.password)
    visitor.button("Sign in").click()
    visitor.settle()

    assert visitor.page.url == f"{visitor.url}/"


def test_language_is_switched_and_kept(visit: Visit) -> None:
    visitor = visit(None, language="zh-hans")
    visitor.go("/accounts/login/")
    expect(visitor.page.locator("html")).to_have_attribute("lang", "zh-Hans")

    visitor.page.get_by_role("button", name="English").click()
    visitor.settle()
    visitor.go("/accounts/login/")

    expect(visitor.page.locator("html")).to_have_attribute("lang", "en")
    expect(visitor.page.get_by_role("heading", level=1)).to_have_text("Sign in")


def test_signing_out_ends_the_session(visit: Visit, settled_product: Product) -> None:
    visitor = visit(None, language="en")
    sign_in(visitor, "branch.west", settled_product.password)

    visitor.page.locator(".who").click()
    visitor.button("Sign out").click()
    visitor.settle()
    visitor.go("/schedule/")

    expect(visitor.button("Sign in")).to_be_visible()
