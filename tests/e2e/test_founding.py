"""A company is founded and brings its first plan to approval, by pages alone and without the
demo.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, expect

from common import clock
from tests.e2e.browser import Doors, Visitor, accessibility_troubles, sign_in
from tests.e2e.editor import Editor
from tests.e2e.promising import promise_on_pages
from tests.live import Product, running_product

ADMIN, PLANNER, HEAD = "root.one", "li.ran", "zhao.heng"
OWN_PASSWORD = "a sentence that is easy to remember"
CUSTOMERS = "number,name\n" + "".join(f"7{n:07d},客户{n}\n" for n in range(20))


@pytest.fixture
def empty_product() -> Iterator[Product]:
    with running_product("--no-demo") as product:
        yield product


@pytest.fixture
def people(empty_product: Product, browser: Browser) -> Doors:
    return Doors(empty_product, browser)


def enter(visitor: Visitor, path: str, fields: Mapping[str, str]) -> None:
    """Fill in a form by the names of its fields and send it."""
    visitor.go(path)
    form = visitor.page.locator("form.measure")
    for name, value in fields.items():
        field = form.locator(f"[name={name}]")
        is_choice = field.evaluate("one => one.tagName") == "SELECT"
        field.select_option(value) if is_choice else field.fill(value)
    form.get_by_role("button", name=visitor.say("Save"), exact=True).click()
    visitor.settle()


def comes_in(visitor: Visitor, who: str, first_password: str) -> None:
    """Sign in for the first time and choose a password of one's own."""
    sign_in(visitor, who, first_password)
    page = visitor.page
    page.locator("[name=oldpassword]").fill(first_password)
    page.locator("[name=password1]").fill(OWN_PASSWORD)
    page.locator("[name=password2]").fill(OWN_PASSWORD)
    visitor.button("Change password").first.click()
    visitor.settle()
    visitor.go("/")


def first_password(visitor: Visitor) -> str:
    """The password that the page of a new person shows until it is put away."""
    shown = visitor.page.locator("#secret").inner_text()
    visitor.button("Put away").click()
    visitor.settle()
    return shown


def test_company_is_founded_by_pages_and_approves_its_first_plan(
    people: Doors, empty_product: Product
) -> None:
    output = empty_product.manage("found_company", "飞腾公司", "--admin", ADMIN)
    with ExitStack() as windows:
        admin, planner, head = (
            windows.enter_context(people.visit(None, language="en")) for _ in range(3)
        )
        comes_in(admin, ADMIN, output.strip().splitlines()[-1])
        passwords = sets_up(admin)
        comes_in(planner, PLANNER, passwords[PLANNER])
        comes_in(head, HEAD, passwords[HEAD])
        code = plans(planner, head)
        head.go(f"/campaigns/{code}/")
        head.button("Approve").click()
        head.settle()
        expect(
            head.page.locator(".camp .bdg", has_text=head.say("Approved", context="campaign state"))
        ).to_be_visible()


def sets_up(admin: Visitor) -> dict[str, str]:
    """The administrator follows the list on their day until it is gone; first passwords."""
    checklist = admin.page.locator("#h-founding")
    expect(checklist).to_be_visible()
    assert accessibility_troubles(admin.page) == []
    enter(
        admin,
        "/setup/units/new/",
        {"code": "consumer", "name": "个人客户部", "kind": "department", "parent": "company"},
    )
    passwords = {}
    for who, role in ((PLANNER, "planner"), (HEAD, "head")):
        admin.go("/setup/people/")
        form = admin.page.locator("aside form")
        form.locator("[name=username]").fill(who)
        form.locator("[name=display_name]").fill(who)
        form.locator("[name=unit]").select_option(label="个人客户部")
        form.locator("[name=role]").select_option(role)
        admin.button("Enter person").click()
        admin.settle()
        passwords[who] = first_password(admin)
    admin.go("/setup/days/")
    year = admin.page.locator("tr", has_text=str(clock.today().year)).first
    year.get_by_role("button").click()
    admin.settle()
    enter(admin, "/setup/data/product-families/new/", {"code": "recharge", "name": "充值优惠"})
    enter(
        admin,
        "/channels/products/new/",
        {"code": "recharge", "name": "充值送", "family": "recharge"},
    )
    enter(
        admin,
        "/channels/new/",
        {
            "code": "own-hall",
            "name": "自有营业厅",
            "direction": "pull",
            "contact_class": "none",
        },
    )
    imports(admin)
    admin.go("/")
    expect(checklist).to_have_count(0)
    return passwords


def imports(admin: Visitor) -> None:
    """The first customers."""
    admin.go("/customers/import/")
    admin.page.locator("input[type=file]").set_input_files(
        {"name": "customers.csv", "mimeType": "text/csv", "buffer": CUSTOMERS.encode()}
    )
    admin.page.locator("main form button[type=submit]").first.click()
    admin.settle()
    admin.page.locator("button[name=do][value=start]").click()
    admin.settle()
    for _ in range(60):
        admin.page.reload()
        admin.settle()
        if not admin.page.locator("[hx-get*=progress]").count():
            return
        admin.page.wait_for_timeout(500)
    pytest.fail("the import did not come to an end")


def plans(planner: Visitor, head: Visitor) -> str:
    """The first plan, from an empty form until its planner finalises it; its code. What the
    playbook asks of roles that nobody has yet is the head's to promise.
    """
    say = planner.say
    first = clock.today() + dt.timedelta(days=40)
    planner.go("/campaigns/new/")
    planner.field("Name", context="campaign").fill("首个营销案")
    planner.field("Category").select_option("promotion")
    planner.field("First day").fill(first.isoformat())
    planner.field("Last day").fill((first + dt.timedelta(days=20)).isoformat())
    planner.button("Start the draft").click()
    planner.settle()
    editor = Editor(planner)
    with editor.saving("offers"):
        tier = editor.new_row("offers", "Tier", context="offer")
        tier.get_by_label(say("Product"), exact=True).select_option("recharge")
        tier.get_by_label(say("Pay, yuan")).fill("100")
        tier.get_by_label(say("Get"), exact=True).fill("10")
        tier.get_by_label(say("What is got")).select_option("balance")
    with editor.saving("audience"):
        line = editor.new_row("audience", "List of numbers")
        line.get_by_label(say("Customer numbers, one per line")).fill("70000001\n70000002")
    with editor.saving("channels"):
        place = editor.new_row("channels", "Channel")
        place.get_by_label(say("Channel"), exact=True).select_option("own-hall")
        place.get_by_label(say("Product"), exact=True).select_option("recharge")
        place.get_by_label(say("Expected orders")).fill("2")
    with editor.saving("service"):
        section = editor.section("service")
        section.get_by_label(say("What front-line staff say")).fill("充100送10，当月到账。")
        section.get_by_label(say("If something goes wrong")).fill("网点登记后补录，当日回访。")
        section.get_by_label(say("Terms that customers read")).fill("客户自愿办理，可随时退订。")
        section.get_by_label(say("How customers get out again")).fill("到期恢复，不自动续订。")
        section.get_by_label(say("Training of the front line on")).fill(
            (first - dt.timedelta(days=7)).isoformat()
        )
    planner.button("Submit").click()
    planner.settle()
    expect(
        planner.page.locator(".camp .bdg", has_text=say("Coordinating", context="campaign state"))
    ).to_be_visible()
    promise_on_pages(head, editor_code(planner))
    planner.go(f"/campaigns/{editor_code(planner)}/")
    planner.button("Finalise").click()
    planner.settle()
    return editor_code(planner)


def editor_code(planner: Visitor) -> str:
    return planner.page.url.split("/campaigns/")[1].split("/")[0]
