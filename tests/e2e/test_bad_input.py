"""What people do wrong in the browser: it is said where it is, what they typed is kept, and nothing
has changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import expect

from common import clock
from demo.play import words as case
from tests.e2e.browser import Visitor
from tests.e2e.conftest import Visit
from tests.e2e.editor import Editor
from tests.e2e.rest import Client
from tests.live import Product

Clients = Callable[[str], Client]
FIRST = case.first_day(clock.today())
CONFLICT, INVALID, FORBIDDEN, MISSING = 409, 422, 403, 404


@pytest.fixture
def draft(clients: Clients) -> Iterator[str]:
    """A whole draft of the consumer department, ready to be submitted; given up in the end."""
    planner = clients("planner.consumer")
    code = planner.plan(case.consumer_plan(FIRST))
    yield code
    for act in ("DELETE", "POST"):
        planner.call(
            act,
            f"/campaigns/{code}/" + ("withdraw/" if act == "POST" else ""),
            {"reason": "e2e"} if act == "POST" else None,
        )


def test_second_click_is_no_second_plan(visit: Visit, settled_product: Product) -> None:
    visitor = visit("planner.consumer")
    name = "双击的草稿"
    sent: list[str] = []
    visitor.page.on(
        "request", lambda request: sent.append(request.url) if request.method == "POST" else None
    )

    visitor.go("/campaigns/new/")
    visitor.field("Name").fill(name)
    visitor.field("Category").select_option("promotion")
    visitor.field("First day").fill(FIRST.isoformat())
    visitor.field("Last day").fill((FIRST + dt.timedelta(days=9)).isoformat())
    visitor.button("Start the draft").evaluate(
        "(button) => { button.click(); setTimeout(() => button.click(), 30); }"
    )
    visitor.page.wait_for_url("**/edit/")

    assert len([url for url in sent if url.endswith("/campaigns/new/")]) == 1
    assert settled_product.rows(
        "SELECT count(*) FROM campaigns_campaign WHERE name = %s", name
    ) == [(1,)]


def editing(visit: Visit, code: str, language: str) -> Editor:
    visitor = visit("planner.consumer", language=language)
    visitor.refusals |= {INVALID, CONFLICT}
    visitor.go(f"/campaigns/{code}/edit/")
    return Editor(visitor)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_reversed_dates_are_refused_before_there_is_a_draft(
    visit: Visit, settled_product: Product, language: str
) -> None:
    visitor = visit("planner.consumer", language=language)
    visitor.refusals.add(INVALID)
    count = "SELECT count(*) FROM campaigns_campaign"
    before = settled_product.rows(count)

    visitor.go("/campaigns/new/")
    visitor.field("Name").fill("倒着的日期")
    visitor.field("Category").select_option("promotion")
    visitor.field("First day").fill((FIRST + dt.timedelta(days=9)).isoformat())
    visitor.field("Last day").fill(FIRST.isoformat())
    visitor.button("Start the draft").click()
    visitor.settle()

    last = visitor.field("Last day")
    expect(last).to_have_attribute("aria-invalid", "true")
    expect(
        visitor.page.get_by_text(visitor.say("The last day lies before the first day."))
    ).to_be_visible()
    expect(visitor.field("Name")).to_have_value("倒着的日期")
    assert settled_product.rows(count) == before


@pytest.mark.parametrize(
    ("section", "source", "value", "sentence"),
    [
        pytest.param(
            "basics",
            "Last day",
            "2020-01-01",
            "The last day lies before the first day.",
            id="reversed dates",
        ),
        pytest.param("basics", "Budget, yuan", "-5", "", id="negative money"),
        pytest.param(
            "basics", "What the campaign is for", "x" * 2**20, "", id="a megabyte of text"
        ),
        pytest.param("basics", "Name", "", "", id="no name"),
        pytest.param("offers", "Pay, yuan", "-100", "", id="negative payment"),
        pytest.param("offers", "Pay, yuan", "viel", "", id="no number"),
        pytest.param("channels", "Expected orders", "1.5", "", id="half an order"),
        pytest.param("resources", "Quantity", "-1", "", id="less than nothing"),
    ],
)
def test_wrong_value_is_refused_at_its_field(
    visit: Visit, clients: Clients, draft: str, section: str, source: str, value: str, sentence: str
) -> None:
    planner = clients("planner.consumer")
    before = planner.get(f"/campaigns/{draft}/")
    editor = editing(visit, draft, "en")
    field = editor.section(section).get_by_label(editor.visitor.say(source)).first

    with editor.saving(section, status=INVALID):
        field.evaluate("(field) => field.removeAttribute('maxlength')")
        field.fill(value)

    expect(field).to_have_attribute("aria-invalid", "true")
    errors = editor.page.locator(
        f"#{field.get_attribute('aria-describedby')}"
        if section == "basics"
        else f"form#s-{section} .err"
    )
    expect(errors.first).to_contain_text(sentence or "")
    expect(field).to_have_value(value)
    assert planner.get(f"/campaigns/{draft}/") == before


def test_new_rows_begin_on_the_first_day_that_the_page_has_now(visit: Visit, draft: str) -> None:
    editor = editing(visit, draft, "en")
    moved = (FIRST - dt.timedelta(days=3)).isoformat()
    with editor.saving("basics"):
        editor.section("basics").get_by_label("First day").fill(moved)

    request = editor.new_row("resources", "Resource")
    expect(request.locator("[name$='.needed_by']")).to_have_value(moved)
    place = editor.new_row("channels", "Channel")
    place.get_by_role("button", name="Wave", exact=True).click()
    expect(editor.page.locator("tr.wave:has(:focus) [name$='.on']")).to_have_value(moved)


def test_unknown_plan_in_an_audience_is_refused_at_its_row(
    visit: Visit, clients: Clients, draft: str
) -> None:
    before = clients("planner.consumer").get(f"/campaigns/{draft}/")
    editor = editing(visit, draft, "zh-hans")
    say = editor.visitor.say

    with editor.saving("audience", status=INVALID):
        row = editor.new_row("audience", "Another campaign")
        row.get_by_label(say("Audience of another campaign, by its code")).fill("C1999-0001")

    expect(row.locator(".err")).to_be_visible()
    assert clients("planner.consumer").get(f"/campaigns/{draft}/") == before


def test_empty_audience_cannot_be_submitted(visit: Visit, clients: Clients, draft: str) -> None:
    planner = clients("planner.consumer")
    nobody = {
        "include": [{"segment": "do-not-disturb"}],
        "exclude": [{"segment": "do-not-disturb"}],
    }
    planner.expect(200, planner.call("PATCH", f"/campaigns/{draft}/", {"audience": nobody}))
    editor = editing(visit, draft, "zh-hans")

    editor.visitor.button("Submit").click()
    editor.visitor.settle()

    expect(
        editor.page.get_by_text(
            editor.visitor.say("The audience is empty: nobody matches it today.")
        ).first
    ).to_be_visible()
    assert planner.get(f"/campaigns/{draft}/")["state"] == "draft"


def test_draft_without_offer_says_what_is_missing(
    visit: Visit, clients: Clients, draft: str
) -> None:
    planner = clients("planner.consumer")
    planner.expect(
        200, planner.call("PATCH", f"/campaigns/{draft}/", {"offers": [], "placements": []})
    )

    editor = editing(visit, draft, "en")

    expect(editor.visitor.button("Submit")).to_have_attribute("aria-disabled", "true")
    expect(editor.page.locator("#edit-banner")).to_contain_text(
        editor.visitor.say("Cannot be submitted yet:")
    )


@pytest.mark.parametrize(
    ("who", "tail", "status"),
    [
        ("planner.enterprise", "", MISSING),
        ("planner.enterprise", "edit/", MISSING),
        ("planner.enterprise", "findings/", MISSING),
        ("branch.east", "", MISSING),
        ("head.consumer", "edit/", FORBIDDEN),
    ],
)
def test_draft_opens_for_its_planners_alone(
    visit: Visit, draft: str, who: str, tail: str, status: int
) -> None:
    visitor = visit(who)
    visitor.refusals |= {MISSING, FORBIDDEN}

    answer = visitor.go(f"/campaigns/{draft}/{tail}")

    assert answer is not None
    assert answer.status == status
    expect(visitor.page.get_by_role("heading", level=1)).to_be_visible()
    assert "Traceback" not in visitor.page.content()


def test_plan_is_submitted_once_from_two_windows(
    visit: Visit, clients: Clients, draft: str
) -> None:
    first, second = editing(visit, draft, "zh-hans"), editing(visit, draft, "zh-hans")

    first.visitor.button("Submit").click()
    expect(first.page).to_have_url(f"{first.visitor.url}/campaigns/{draft}/findings/")
    second.visitor.button("Submit").click()
    second.visitor.settle()

    expect(second.page.locator(".toast").first).to_be_visible()
    assert clients("planner.consumer").get(f"/campaigns/{draft}/check-runs/")["count"] == 1


def test_stale_window_is_told_and_keeps_what_was_typed(
    visit: Visit, clients: Clients, draft: str
) -> None:
    first, second = editing(visit, draft, "zh-hans"), editing(visit, draft, "en")
    source = "What the campaign is for"

    with first.saving("basics"):
        first.section("basics").get_by_label(first.visitor.say(source)).fill("先改的")
    field = second.section("basics").get_by_label(source)
    with second.saving("basics", status=CONFLICT):
        field.fill("后改的")

    banner = second.page.locator("#edit-banner")
    expect(banner).to_contain_text("You changed this plan in another window in the meantime.")
    expect(field).to_have_value("后改的")
    assert clients("planner.consumer").get(f"/campaigns/{draft}/")["objective"] == "先改的"
    banner.get_by_role("button", name="Save mine").click()
    expect(banner.get_by_role("button", name="Save mine")).to_have_count(0)
    second.visitor.settle()
    assert clients("planner.consumer").get(f"/campaigns/{draft}/")["objective"] == "后改的"


def test_refused_section_is_never_submitted_with_what_it_said_before(
    visit: Visit, clients: Clients, draft: str
) -> None:
    planner = clients("planner.consumer")
    before = planner.get(f"/campaigns/{draft}/")["budget"]
    editor = editing(visit, draft, "en")
    budget = editor.section("basics").get_by_label("Budget, yuan")

    budget.fill("约500万")
    editor.visitor.button("Submit").click()

    expect(budget).to_have_attribute("aria-invalid", "true")
    expect(budget).to_be_focused()
    with editor.saving("comms"):
        editor.section("comms").locator("textarea").first.fill("送的话费当月到账")
    expect(editor.visitor.button("Submit")).to_have_attribute("aria-disabled", "true")
    expect(editor.page.locator("#badge-basics")).to_contain_text("1 to mend")
    assert leaving_asks(editor)
    plan = planner.get(f"/campaigns/{draft}/")
    assert (plan["state"], plan["budget"]) == ("draft", before)

    budget.fill("5000000")
    budget.press("Enter")
    editor.visitor.settle()

    assert editor.page.url.endswith("/edit/")
    expect(editor.page.locator("#save-status")).to_contain_text("Saved at")
    assert planner.get(f"/campaigns/{draft}/")["budget"] == "5000000.00"
    assert not leaving_asks(editor)


def leaving_asks(editor: Editor) -> bool:
    """Whether the page would ask before it is left now."""
    asked: bool = editor.page.evaluate(
        "!window.dispatchEvent(new Event('beforeunload', { cancelable: true }))"
    )
    return asked


def test_text_typed_after_the_session_ended_is_saved_once_one_has_signed_in_elsewhere(
    visit: Visit, clients: Clients, settled_product: Product, draft: str
) -> None:
    editor = editing(visit, draft, "en")
    editor.visitor.refusals.add(FORBIDDEN)
    field = editor.section("basics").get_by_label("What the campaign is for")
    editor.page.context.clear_cookies(name="sessionid")

    field.fill("会话结束后写的")
    field.blur()
    with editor.page.context.expect_page() as opened:
        editor.page.locator("#save-status a").click()
    elsewhere = Visitor(opened.value, editor.visitor.say, editor.visitor.url)
    elsewhere.page.locator("input[name=login]").fill("planner.consumer")
    elsewhere.page.locator("input[name=password]").fill(settled_product.password)
    elsewhere.button("Sign in").click()
    expect(elsewhere.page.locator(".who")).to_be_visible()

    expect(editor.page.locator("#save-status")).to_contain_text("Saved at")
    expect(field).to_have_value("会话结束后写的")
    assert clients("planner.consumer").get(f"/campaigns/{draft}/")["objective"] == "会话结束后写的"


def test_reason_is_asked_before_a_plan_is_returned(visit: Visit) -> None:
    """The page of a plan that waits for approval: returning it asks for words first, and no words
    change nothing.
    """
    head: Visitor = visit("head.consumer", language="en")
    head.go("/campaigns/?state=finalised&unit=consumer")
    head.page.locator("table[data-rows] tbody a").first.click()
    head.settle()

    head.button("Return").first.click()
    dialog = head.page.locator("dialog[open]")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="Return").click()

    expect(dialog).to_be_visible()
    assert dialog.locator("textarea").evaluate("(field) => field.validity.valueMissing")
