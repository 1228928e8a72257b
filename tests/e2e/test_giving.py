"""The case of the three phones: two departments gave one general manager a phone each, and the
third one is stopped before it is given.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Visit
from tests.e2e.rest import Client

NAMES = {
    "zh-hans": ("个人客户部", "政企客户部", "1,299\u00a0元"),
    "en": ("Consumer", "Enterprise", "¥1,299"),
}


@pytest.fixture
def manager(clients: Callable[[str], Client]) -> str:
    """The number of the general manager who has a phone of each of two departments."""
    had = [
        {row["number"] for row in clients(who).get("/benefits/?kind=terminal")["results"]}
        for who in ("planner.consumer", "planner.enterprise")
    ]
    (number,) = had[0] & had[1]
    return str(number)


@pytest.mark.parametrize("language", NAMES)
def test_the_third_phone_is_stopped(visit: Visit, manager: str, language: str) -> None:
    visitor = visit("planner.product", language=language)
    visitor.go("/benefits/")
    visitor.field("Occasion").select_option("other")
    visitor.field("Gift from the catalogue").select_option("gift-phone")
    visitor.page.locator("#id_numbers").fill(manager)
    visitor.button("Check", context="benefit").click()
    visitor.settle()

    row = visitor.page.locator("tbody tr").filter(has_text=manager)
    expect(row).to_contain_text(visitor.say("stopped", context="benefit"))
    consumer, enterprise, saved = NAMES[language]
    for word in (consumer, enterprise):
        expect(row).to_contain_text(word)
    expect(visitor.page.locator(".figs")).to_contain_text(saved)
    reserve = visitor.button("Reserve for those who may get it")
    expect(reserve).to_have_count(0)


def test_the_managers_page_tells_of_both_phones(visit: Visit, manager: str) -> None:
    visitor = visit("planner.product")
    visitor.go(f"/customers/{manager}/?kind=benefit_given")
    rows = visitor.page.locator("#trajectory tbody tr")
    expect(rows).to_have_count(1)
    expect(rows.first).to_contain_text("政企客户部")
    visitor.page.locator("#f-kind").select_option("benefit_reserved")
    expect(rows.first).to_contain_text("个人客户部")


def test_the_plan_with_the_third_phone_leaves_them_out(
    visit: Visit, clients: Callable[[str], Client]
) -> None:
    """The finding with its two departments, the way out by two clicks, and what it saved."""
    client = clients("planner.product")
    plans = client.get(f"/campaigns/?search={quote('体验官礼机')}&state=coordinating")["results"]
    (code,) = (one["code"] for one in plans if "体验官礼机" in one["name"])
    (second,) = (one for one in client.findings(code) if one["rule"] == "duplicate-benefit")
    (exclude,) = (one for one in second["ways_out"] if one["kind"] == "exclude_persons")
    visitor = visit("planner.product")
    visitor.go(f"/campaigns/{code}/findings/")
    card = visitor.page.locator(f"#f-{second['id']}")
    if card.get_attribute("open") is None:
        card.locator("summary").first.click()
    for word in ("个人客户部", "政企客户部", "1,299"):
        expect(card).to_contain_text(word)
    card.locator(f"li.way a[href*='{exclude['id']}']").click()
    visitor.settle()
    expect(visitor.page.get_by_text(visitor.say("This finding would be gone."))).to_be_visible()
    visitor.button("Apply").click()
    coordinating = visitor.say("Coordinating", context="campaign state")
    expect(visitor.page.locator(".camp .bdg", has_text=coordinating)).to_be_visible()
    assert "duplicate-benefit" not in {one["rule"] for one in client.findings(code)}

    visitor.go("/benefits/saved/")
    deed = visitor.page.locator("tbody tr").filter(has_text=code)
    expect(deed).to_contain_text("1,299")
