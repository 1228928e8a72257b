"""A browser that watches: people's pages in their language and width, and everything that went
wrong on them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Locator,
    Page,
    Playwright,
    Response,
    expect,
)

from tests.e2e.words import Words, words
from tests.live import Product
from tools.suite import chromium

FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE = 20_000
DESK, LAPTOP, PHONE = 1440, 1024, 390
HEIGHTS = {DESK: 900, LAPTOP: 768, PHONE: 844}
LOCALES = {"zh-hans": "zh-CN", "en": "en-US"}
# What is all right is not described: to write that down takes a browser longer than to look.
WCAG = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
}
# What depends on the width of the window.
NARROW = {"resultTypes": ["violations"], "runOnly": ["target-size", "scrollable-region-focusable"]}
AXE = "(options) => axe.run(options).then((found) => found.violations)"
REFUSED = re.compile(r"server responded with a status of (\d+)")
VIOLATIONS = """
window.addEventListener("securitypolicyviolation", (event) => {
  const where = event.blockedURI + " " + event.sourceFile;
  console.error("securitypolicyviolation " + event.violatedDirective + " " + where);
});
"""
SQUEEZED = r"""
(() => {
  const found = [];
  for (const cell of document.querySelectorAll("td.lead")) {
    if (cell.offsetWidth && cell.offsetWidth < 160) found.push("narrow name: " + cell.innerText);
  }
  for (const part of document.querySelectorAll("td a, td span")) {
    if (/^[A-Z]{1,3}\d{4}-\d+$/.test(part.innerText.trim()) && part.getClientRects().length > 1)
      found.push("broken code: " + part.innerText);
  }
  for (const table of document.querySelectorAll("table")) {
    const head = table.tHead && table.tHead.rows[0] && table.tHead.rows[0].cells[0];
    const row = table.tBodies[0] && table.tBodies[0].rows[0];
    if (head && row && head.offsetWidth && row.offsetWidth) {
      const covered = head.getBoundingClientRect().bottom - row.getBoundingClientRect().top;
      if (covered > 2 && !scrollY) found.push("header over first row: " + row.innerText);
    }
  }
  return found.slice(0, 5);
})()
"""


def launch(playwright: Playwright) -> Browser:
    """Debian's Chromium, or the one named in CHROMIUM."""
    expect.set_options(timeout=PATIENCE)
    return playwright.chromium.launch(executable_path=chromium(), args=list(FLAGS))


@dataclass
class Visitor:
    """A person at a page. ``refusals`` are the statuses that the test provokes; any other trouble
    fails it.
    """

    page: Page
    say: Words
    url: str
    refusals: set[int] = field(default_factory=set)
    troubles: list[str] = field(default_factory=list)

    def go(self, path: str) -> Response | None:
        """Open a path and wait until the page has come to rest."""
        answer = self.page.goto(self.url + path)
        self.settle()
        return answer

    def settle(self) -> None:
        """Wait until htmx asks for nothing any more."""
        self.page.wait_for_load_state("networkidle")
        expect(self.page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).to_have_count(0)

    def button(self, source: str, **params: object) -> Locator:
        return self.page.get_by_role("button", name=self.say(source, **params))

    def link(self, source: str, **params: object) -> Locator:
        return self.page.get_by_role("link", name=self.say(source, **params))

    def field(self, source: str, **params: object) -> Locator:
        return self.page.get_by_label(self.say(source, **params))

    def note(self, message: ConsoleMessage) -> None:
        """Keep what the console complains of, but for answers that the test asks for."""
        if message.type != "error":
            return
        refused = REFUSED.search(message.text)
        if refused is None or int(refused.group(1)) not in self.refusals:
            self.troubles.append(f"{self.page.url}: {message.text}")


class Doors:
    """The product's doors: everybody signs in once, and is known in every later window."""

    def __init__(self, product: Product, browser: Browser) -> None:
        self.product, self.browser = product, browser
        self.known: dict[str, Any] = {}

    def new_context(self, *, who: str | None, language: str, width: int) -> BrowserContext:
        """A window of a person (None: nobody yet) in a language (``zh-hans``, ``en``)."""
        state = self.state_of(who) if who else None
        context = self.browser.new_context(
            locale=LOCALES[language],
            timezone_id="Asia/Shanghai",
            viewport={"width": width, "height": HEIGHTS[width]},
            storage_state=state,
            base_url=self.product.url,
        )
        context.set_default_timeout(PATIENCE)
        context.add_init_script(VIOLATIONS)
        return context

    def state_of(self, who: str) -> Any:
        """The cookies of a person, who signs in when first asked for."""
        if who not in self.known:
            with self.visit(who=None, language="en") as visitor:
                sign_in(visitor, who, self.product.password)
                expect(visitor.page.locator(".who")).to_be_visible()
                self.known[who] = visitor.page.context.storage_state()
        return self.known[who]

    @contextmanager
    def visit(
        self, who: str | None, language: str = "zh-hans", width: int = DESK
    ) -> Iterator[Visitor]:
        """A window that closes at the end, when it fails on any trouble seen in it."""
        context = self.new_context(who=who, language=language, width=width)
        try:
            visitor = Visitor(context.new_page(), words(language), self.product.url)
            context.on("console", visitor.note)
            context.on(
                "weberror",
                lambda error: visitor.troubles.append(f"{visitor.page.url}: {error.error}"),
            )
            yield visitor
            assert not visitor.troubles, "\n".join(visitor.troubles)
        finally:
            context.close()


def sign_in(visitor: Visitor, who: str, password: str) -> None:
    """Fill in the sign-in page and send it."""
    visitor.go("/accounts/login/")
    visitor.page.locator("input[name=login]").fill(who)
    visitor.page.locator("input[name=password]").fill(password)
    visitor.button("Sign in").click()
    visitor.settle()


def accessibility_troubles(page: Page, rules: dict[str, Any] = WCAG) -> list[str]:
    """What axe finds against these rules (WCAG 2.2 AA and good practice), a line each."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(AXE, rules)
    return [
        f"{rule['id']}: {rule['help']} in {node['html'][:200]}"
        for rule in found
        for node in rule["nodes"]
    ]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(
        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    )


def squeezed(page: Page) -> list[str]:
    """What does not get its room in the tables: names of rows narrower than ten letters, codes on
    two lines, and a first row below its header.
    """
    found: list[str] = page.evaluate(SQUEEZED)
    return found
