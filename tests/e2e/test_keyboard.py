"""From the calendar to a plan's findings and back without a mouse."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.e2e.conftest import Visit

MOST_STEPS = 300


def tab_until(page: Page, selector: str) -> None:
    """Press Tab until something that fits has the focus, and see that it shows."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("(selector) => document.activeElement.matches(selector)", selector):
            outline = page.evaluate(
                "() => { const seen = getComputedStyle(document.activeElement); return"
                " [seen.outlineStyle, seen.boxShadow, seen.stroke]; }"
            )
            assert outline[0] != "none" or outline[1] != "none", (
                f"the focus on {selector} is not seen: {outline}"
            )
            return
    raise AssertionError(f"{selector} cannot be reached by Tab")


def test_way_from_the_calendar_to_the_findings_by_keyboard(visit: Visit) -> None:
    visitor = visit("planner.consumer", language="en")
    page = visitor.page
    visitor.go("/")

    page.keyboard.press("Tab")
    expect(page.locator(".skip")).to_be_focused()
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/calendar/")
    visitor.settle()

    # A bar: Enter shows what it is, the panel leads to the plan.
    tab_until(page, "#chart a[data-panel]")
    chosen = page.evaluate("() => document.activeElement.dataset.panel")
    page.keyboard.press("Enter")
    panel = page.locator(".cal aside.aside")
    expect(panel).to_be_visible()
    visitor.settle()
    tab_until(page, f".cal aside a[href='/campaigns/{chosen}/']")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/campaigns/{chosen}/")
    visitor.go("/campaigns/?state=coordinating&unit=consumer")

    # The list: j and k walk it, Enter opens.
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    expect(page.locator("table[data-rows] tbody tr").first.locator("a").first).to_be_focused()
    page.keyboard.press("Enter")
    page.wait_for_url("**/campaigns/C*/")
    visitor.settle()
    tab_until(page, "nav.tabs a[href$='/findings/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/findings/")
    visitor.settle()

    # A finding folds and unfolds by Enter.
    tab_until(page, "details.fnd > summary")
    finding = page.locator("details.fnd:has(> summary:focus)")
    was_open = finding.get_attribute("open") is not None
    page.keyboard.press("Enter")
    expect(page.locator("details.fnd:has(> summary:focus)[open]")).to_have_count(
        0 if was_open else 1
    )

    # The list of keys, search, and out of both again.
    page.keyboard.press("?")
    expect(page.locator("dialog#keys[open]")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("dialog#keys[open]")).to_have_count(0)
    page.keyboard.press("/")
    page.keyboard.type("充100")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=*")
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_new_campaign_by_keyboard(visit: Visit) -> None:
    visitor = visit("planner.consumer")
    visitor.go("/campaigns/")

    visitor.page.keyboard.press("n")
    visitor.page.wait_for_url("**/campaigns/new/")
    tab_until(visitor.page, "input[name=name]")
    visitor.page.keyboard.type("键盘写的营销案")

    expect(visitor.field("Name")).to_have_value("键盘写的营销案")


def test_twenty_loading_rules_are_set_at_once_by_keyboard(visit: Visit) -> None:
    visitor = visit("channel.manager", language="en")
    page = visitor.page
    visitor.go("/channels/matrix/?family=roaming&pick=on")

    # The table is one stop: the next Tab after its first cell leaves it.
    tab_until(page, "td input[type=checkbox]")
    page.keyboard.press("Tab")
    expect(page.locator("td input:focus")).to_have_count(0)
    page.keyboard.press("Shift+Tab")
    for key, times in (("Shift+ArrowRight", 3), ("Shift+ArrowDown", 4)):
        for _ in range(times):
            page.keyboard.press(key)
    expect(page.locator("[data-picked]")).to_have_text("20")
    page.keyboard.press("Enter")
    expect(page.locator("#cells select[name=fit]")).to_be_focused()
    page.keyboard.type("al")
    page.keyboard.press("Tab")
    page.keyboard.type("as agreed")
    page.keyboard.press("Enter")

    said = visitor.say("%(n)s rules are now: %(fit)s. The next checks use them.")
    expect(page.locator("#toasts")).to_contain_text(said % {"n": 20, "fit": "allowed"})
    expect(page.locator("td:has(input)", has_text="allowed")).to_have_count(20)
