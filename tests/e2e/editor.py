"""The plan editor as a person uses it: sections that save themselves, rows that are added."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Response, expect

from tests.e2e.browser import Visitor

OK = 200


class Editor:
    def __init__(self, visitor: Visitor) -> None:
        self.visitor, self.page = visitor, visitor.page

    @property
    def code(self) -> str:
        return self.page.url.split("/campaigns/")[1].split("/")[0]

    def section(self, code: str) -> Locator:
        return self.page.locator(f"form#s-{code}")

    def new_row(self, section: str, source: str, *, context: str = "") -> Locator:
        """Press a section's button that adds a row; the new row."""
        form = self.section(section)
        rows = form.locator("[data-row]")
        before = rows.count()
        form.get_by_role(
            "button", name=self.visitor.say(source, context=context), exact=True
        ).click()
        expect(rows).to_have_count(before + 1)
        mark = f"{section}-{before}"
        self.page.locator("[data-row]:has(:focus)").last.evaluate(
            "(row, mark) => row.setAttribute('data-mark', mark)", mark
        )
        return self.page.locator(f"[data-mark={mark}]")

    @contextmanager
    def saving(self, section: str, *, status: int = OK) -> Iterator[None]:
        """What is typed in the block is saved by the page itself; the last answer has this
        status.
        """
        answers: list[int] = []

        def note(answer: Response) -> None:
            if answer.request.method == "POST" and f"/edit/{section}/" in answer.url:
                answers.append(answer.status)

        self.page.on("response", note)
        yield
        self.page.locator("h1").click()
        expect(self.page.locator(f"form#s-{section}")).not_to_have_attribute("data-dirty", "true")
        self.page.wait_for_timeout(400)
        self.visitor.settle()
        self.page.remove_listener("response", note)
        assert answers[-1:] == [status], answers
