"""The case of Feiteng in the browser: a plan written by hand meets another department's, is
settled, approved and seen.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect

from common import clock, display
from demo.play import words as case
from tests.e2e.browser import Visitor
from tests.e2e.calendars import event_of, pull
from tests.e2e.conftest import Visit
from tests.e2e.counting import shared_by_prepaid_and_firms
from tests.e2e.editor import Editor
from tests.e2e.promising import PERFORMERS, promise_on_pages
from tests.e2e.rest import Client
from tests.live import Product

NAME, OTHER = "集团成员充100送30", "充100送50"
Clients = Callable[[str], Client]


@pytest.fixture
def consumer(clients: Clients, give_up: Callable[[str, str], None]) -> str:
    """The consumer department's plan, submitted and checked."""
    planner = clients("planner.consumer")
    code = planner.plan(case.consumer_plan(case.first_day(clock.today())))
    planner.submit(code)
    give_up("planner.consumer", code)
    return code


def write_by_hand(visitor: Visitor, first: dt.date) -> str:
    """planner.enterprise starts a draft and fills in the editor, section by section; its code."""
    say = visitor.say
    visitor.go("/campaigns/new/")
    visitor.field("Name").fill(NAME)
    visitor.field("Category").select_option("promotion")
    visitor.field("First day").fill(first.isoformat())
    visitor.field("Last day").fill((first + dt.timedelta(days=27)).isoformat())
    visitor.field("What the campaign is for").fill("集团成员充值优惠，与个人客户部的充值案错开。")
    visitor.button("Start the draft").click()
    visitor.settle()
    editor = Editor(visitor)
    with editor.saving("basics"):
        editor.section("basics").get_by_label(say("Budget, yuan")).fill("90000")
    with editor.saving("offers"):
        tier = editor.new_row("offers", "Tier", context="offer")
        tier.get_by_label(say("Product"), exact=True).select_option("recharge")
        tier.get_by_label(say("Name of the tier")).fill("集团成员充100送30")
        tier.get_by_label(say("Pay, yuan")).fill("100")
        tier.get_by_label(say("Get"), exact=True).fill("30")
        tier.get_by_label(say("What is got")).select_option("balance")
        tier.get_by_label(say("Together with other offers")).select_option("no")
    expect(editor.section("offers").locator("[id^=rate-]").first).to_contain_text("30")
    with editor.saving("audience"):
        line = editor.new_row("audience", "Segment")
        line.get_by_label(say("Segment"), exact=True).select_option("enterprises")
    with editor.saving("audience"):
        line = editor.new_row("audience", "Segment")
        line.get_by_label(say("Add or take away")).select_option("exclude")
        line.get_by_label(say("Segment"), exact=True).select_option("do-not-disturb")
    with editor.saving("channels"):
        place = editor.new_row("channels", "Channel")
        place.get_by_label(say("Channel"), exact=True).select_option("social-outlet")
        place.get_by_label(say("Product"), exact=True).select_option("recharge")
        place.get_by_label(say("Expected orders")).fill("3000")
    with editor.saving("service"):
        section = editor.section("service")
        section.get_by_label(say("What front-line staff say")).fill(
            "凭单位名单办理，充100送30，当月到账。"
        )
        section.get_by_label(say("If something goes wrong")).fill("网点登记后补录，当日回访。")
        section.get_by_label(say("Terms that customers read")).fill("客户自愿办理，可随时退订。")
        section.get_by_label(say("How customers get out again")).fill("到期自动恢复，不自动续订。")
        section.get_by_label(say("Training of the front line on")).fill(
            (first - dt.timedelta(days=7)).isoformat()
        )
    with editor.saving("comms"):
        editor.section("comms").get_by_label(say("Selling points, one per line")).fill(
            "集团成员充100送30"
        )
    return editor.code


def card(visitor: Visitor, finding: str) -> Locator:
    return visitor.page.locator(f"details#f-{finding}")


def the_clash(client: Client, code: str, other: str, severity: str) -> dict:
    """The one open clash of a severity between two plans, as a client reads it."""
    found = [
        one
        for one in client.findings(code)
        if (one["rule"], one["severity"]) == ("offer-clash", severity) and other in one["campaigns"]
    ]
    assert len(found) == 1, found
    return found[0]


def reads_the_clash(
    visitor: Visitor, code: str, other_code: str, finding: dict, names: tuple[str, str]
) -> None:
    """A department's findings page says all of it: both plans, the exact number, both terms, the
    gap, the shared outlet.
    """
    visitor.go(f"/campaigns/{code}/findings/")
    shown = card(visitor, finding["id"])
    expect(shown).to_be_visible()
    facts = finding["facts"]
    assert shown.get_attribute("open") is not None, "a blocking finding is unfolded"
    for text in (
        *names,
        display.number(facts["shared_persons"]),
        visitor.say("Gap of the offers"),
        "20",
        "50.0%" if "50" in names[0] else "30.0%",
        "30.0%" if "50" in names[0] else "50.0%",
        "社会网点" if visitor.say.language == "zh-hans" else "Social outlets",
    ):
        expect(shown).to_contain_text(text)
    expect(shown.get_by_role("link", name=names[1]).first).to_have_attribute(
        "href", f"/campaigns/{other_code}/"
    )


def test_a_plan_written_by_hand_is_checked_settled_approved_and_seen(
    visit: Visit,
    clients: Clients,
    consumer: str,
    give_up: Callable[[str, str], None],
    settled_product: Product,
) -> None:
    first = case.first_day(clock.today()) + dt.timedelta(days=3)
    planner = visit("planner.enterprise")
    enterprise = clients("planner.enterprise")

    code = write_by_hand(planner, first)
    give_up("planner.enterprise", code)
    expect(planner.page.locator("#findings-panel")).to_contain_text(OTHER)

    # Submitted: the finding stands on the page by itself.
    began = time.monotonic()
    planner.button("Submit").click()
    clash = planner.page.locator("details.fnd.block", has_text=OTHER).first
    expect(clash).to_be_visible()
    visible_after = round((time.monotonic() - began) * 1000)
    run = enterprise.get(f"/campaigns/{code}/check-runs/")["results"][0]
    print(
        f"\nfinding visible {visible_after} ms after the click; check {run['started_at']} to"
        f" {run['finished_at']}"
    )

    # The numbers are right, and both departments read the same.
    finding = the_clash(enterprise, code, consumer, "blocking")
    facts = finding["facts"]
    assert facts["shared_persons"] == shared_by_prepaid_and_firms(settled_product) > 0
    assert (
        enterprise.get(f"/campaigns/{code}/findings/{finding['id']}/customers/?limit=1")["count"]
        == facts["shared_persons"]
    )
    assert (facts["gap_points"], facts["rate_own"], facts["rate_other"]) == (20, 0.3, 0.5)
    reads_the_clash(planner, code, consumer, finding, (NAME, OTHER))
    neighbour = visit("planner.consumer", language="en")
    reads_the_clash(neighbour, consumer, code, finding, (OTHER, NAME))

    # Nothing is final over it.
    planner.go(f"/campaigns/{code}/findings/")
    expect(planner.button("Finalise")).to_have_attribute("aria-disabled", "true")

    # One way out is recommended; another one is taken: before and after first, then applied.
    expect(card(planner, finding["id"]).locator("li.way.rec")).to_have_count(1)
    exclusion = next(
        way["id"]
        for way in finding["ways_out"]
        if (way["kind"], way["campaign"]) == ("exclude_shared", code)
    )
    ways = card(planner, finding["id"]).locator("li.way")
    way = ways.filter(has=planner.page.locator(f"a[href*='{exclusion}']"))
    way.get_by_role("link", name=planner.say("Before and after")).click()
    planner.settle()
    expect(planner.page.get_by_text(planner.say("This finding would be gone."))).to_be_visible()
    planner.button("Apply").click()
    expect(planner.page.locator("details.fnd.block", has_text=OTHER)).to_have_count(0)
    expect(
        planner.page.locator(
            ".camp .bdg", has_text=planner.say("Coordinating", context="campaign state")
        )
    ).to_be_visible()
    left = [one for one in enterprise.findings(code) if one["severity"] == "blocking"]
    assert left == []

    # The outlet still shows both offers, until there are words for it.
    visible = the_clash(enterprise, code, consumer, "warning")
    planner.go(f"/campaigns/{code}/findings/?show=all")
    warning = card(planner, visible["id"])
    expect(warning).to_have_class("fnd warn")
    if warning.get_attribute("open") is None:
        warning.locator("summary").click()
    attach = warning.locator("li.way", has_text=OTHER).filter(has=planner.page.locator("a")).first
    attach.get_by_role("link", name=planner.say("Before and after")).click()
    planner.settle()
    planner.field("Words for front-line staff").fill(case.SCRIPT)
    planner.button("Apply").click()
    expect(
        planner.page.locator(
            ".camp .bdg", has_text=planner.say("Coordinating", context="campaign state")
        )
    ).to_be_visible()
    assert [
        one
        for one in enterprise.findings(code)
        if consumer in one["campaigns"] and one["rule"] == "offer-clash"
    ] == []

    approves(visit, planner, code)
    stands_in_the_branch(visit, code, consumer)
    calendar = pull(visit("branch.east", language="en"))
    event = event_of(calendar, code)
    assert f"DTSTART;VALUE=DATE:{first:%Y%m%d}" in event
    assert NAME in event
    assert consumer not in calendar


def approves(visit: Visit, planner: Visitor, code: str) -> None:
    """The planner finalises and reads why they cannot approve; the head does, and the service
    manager where the grade asks for it.
    """
    for who in PERFORMERS.values():
        promise_on_pages(visit(who), code)
    planner.go(f"/campaigns/{code}/")
    planner.button("Finalise").click()
    expect(
        planner.page.locator(
            ".camp .bdg", has_text=planner.say("Finalised", context="campaign state")
        )
    ).to_be_visible()
    approve = planner.button("Approve")
    expect(approve).to_have_attribute("aria-disabled", "true")
    reason = planner.page.locator(f"#{approve.get_attribute('aria-describedby')}")
    expect(reason).not_to_be_empty()
    for who in ("head.enterprise", "service.manager"):
        approver = visit(who, language="en")
        approver.go(f"/campaigns/{code}/")
        approver.button("Approve").click()
        approver.settle()
        if approver.page.locator(".camp .bdg", has_text="Approved").count():
            return
    pytest.fail("not approved after all who must sign have signed")


def stands_in_the_branch(visit: Visit, code: str, hidden: str) -> None:
    """The branch finds the approved plan in its calendar, and neither another's unapproved plan nor
    its page.
    """
    branch = visit("branch.east")
    first = case.first_day(clock.today())
    branch.go(f"/calendar/?view=list&on={first.isoformat()}")
    expect(branch.page.locator(f"a[href*='{code}']").first).to_be_visible()
    expect(branch.page.locator(f"a[href*='{hidden}']")).to_have_count(0)
    branch.go(f"/campaigns/{code}/")
    expect(branch.page.get_by_role("heading", level=1)).to_contain_text(NAME)
    branch.refusals.add(404)
    answer = branch.go(f"/campaigns/{hidden}/")
    assert answer is not None
    assert answer.status == 404
