"""`python3 -m tools.pictures URL PASSWORD`: takes the pictures of the README from a running demo,
into docs/pictures.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from tools.catalogues import ROOT
from tools.console import Trouble, say, troubles

FOLDER = ROOT / "docs" / "pictures"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
CLASH = "优惠互撞"


def main(url: str, password: str) -> None:
    """The calendar and a finding as a planner sees them on a desk, and a branch's schedule on a
    phone.
    """
    from playwright.sync_api import sync_playwright

    from tools.suite import chromium

    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        desk = signed_in(browser, url, "planner.consumer", password, width=1440, height=1100)
        desk.goto(f"{url}/calendar/")
        take(desk, "calendar")
        desk.goto(f"{url}/campaigns/?blocking=on&owner_unit=consumer")
        for address in [
            link.get_attribute("href") for link in desk.get_by_role("link", name="充100送50").all()
        ]:
            desk.goto(f"{url}{address}findings/")
            if desk.get_by_text(CLASH).count():
                break
        take(desk, "finding")
        phone = signed_in(browser, url, "branch.east", password, width=390, height=844)
        phone.goto(f"{url}/schedule/")
        take(phone, "schedule")
        browser.close()


def signed_in(
    browser: Any, url: str, username: str, password: str, *, width: int, height: int
) -> Any:
    """A page of that size, signed in, in Chinese."""
    page = browser.new_context(
        viewport={"width": width, "height": height}, locale="zh-CN"
    ).new_page()
    page.goto(f"{url}/accounts/login/")
    page.fill("input[name=login]", username)
    page.fill("input[name=password]", password)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/accounts/login" not in address)
    return page


def take(page: Any, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=str(FOLDER / f"{name}.png"))
    say(f"{Path('docs') / 'pictures' / name}.png")


if __name__ == "__main__":
    from tools.launch import enter_environment

    with troubles():
        enter_environment()
        if len(sys.argv) != 3:
            raise Trouble(
                "Give the address of a running demo and its password: python3 -m tools.pictures URL"
                " PASSWORD"
            )
        main(sys.argv[1].rstrip("/"), sys.argv[2])
