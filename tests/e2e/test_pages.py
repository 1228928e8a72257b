"""The places of the rail and the pages behind them, in both languages and at three widths: whole,
clean and in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import (
    DESK,
    HEIGHTS,
    LAPTOP,
    NARROW,
    PHONE,
    WCAG,
    Doors,
    Visitor,
    accessibility_troubles,
    overflow,
    squeezed,
)
from tests.e2e.pages import EXAMPLES, cases
from tests.live import Product

pytestmark = pytest.mark.sweep
# Both languages have the same markup and colours: the Chinese page is looked at whole on the desk,
# the English one on the phone for what a narrow window changes.
AXE_AT = {"zh-hans": (DESK, WCAG), "en": (PHONE, NARROW)}
CASES = [pytest.param(*case, id=f"{case.who} {case.path} {case.language}") for case in cases()]
RAW = re.compile(
    r"\b(?:campaign|finding|offer|unit|plan|segment|common|desk)\.[a-z_]+\b"
    r"|\b[a-z]+_[a-z_]+\b|\{\{|\{%|%\([a-z_]+\)s|&[a-z]+;|Traceback"
)
# Three English words in a row on a Chinese page were not translated, and None is no word of its.
ENGLISH = re.compile(r"[A-Za-z]{2,}(?:,? [A-Za-z]{2,}){2,}|\bNone\b")
# What owners of policies read and type as it is stored.
AS_STORED = "/setup/policies/"
A_FILE = "客户编号,姓名,手机号码\nE2E-1,王小明,13800000001\n".encode()
PARAMETER = re.compile(r"\{(\w+)\}")


@pytest.fixture(scope="module")
def example(settled_product: Product, doors: Doors) -> Callable[[str], str]:
    """What a parameter of an address stands for in the demo company."""

    @cache
    def example(name: str) -> str:
        if name == "file":
            return uploaded(doors)
        return str(settled_product.rows(EXAMPLES[name])[0][0])

    return example


def uploaded(doors: Doors) -> str:
    """The name of a file that waits for its mapping."""
    with doors.visit("planner.consumer") as visitor:
        visitor.go("/customers/import/")
        sent = {"name": "客户.csv", "mimeType": "text/csv", "buffer": A_FILE}
        visitor.page.locator("input[type=file]").set_input_files(sent)
        visitor.button("Upload and look at it").click()
        visitor.page.wait_for_url(re.compile(r"/customers/import/[^/]+/$"))
        return visitor.page.url.rstrip("/").rpartition("/")[2]


@pytest.fixture(scope="module")
def reader(doors: Doors) -> Iterator[Callable[[str, str], Visitor]]:
    """One window for each person and language, used again."""
    with ExitStack() as windows:
        known: dict[tuple[str, str], Visitor] = {}

        def reader(who: str, language: str) -> Visitor:
            if (who, language) not in known:
                known[who, language] = windows.enter_context(doors.visit(who or None, language))
            return known[who, language]

        yield reader


@pytest.mark.parametrize(("who", "path", "language"), CASES)
def test_page_is_whole_clean_and_in_words(
    reader: Callable[[str, str], Visitor],
    example: Callable[[str], str],
    who: str,
    path: str,
    language: str,
):
    visitor = reader(who, language)
    page = visitor.page
    visitor.troubles.clear()

    page.set_viewport_size({"width": DESK, "height": HEIGHTS[DESK]})
    answer = visitor.go(PARAMETER.sub(lambda found: example(found[1]), path))
    assert answer is not None
    assert answer.status == 200
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    text = "" if path.startswith(AS_STORED) else page.locator("body").inner_text()
    found = [*RAW.findall(text), *(ENGLISH.findall(text) if language == "zh-hans" else [])]
    for width in (DESK, LAPTOP, PHONE):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        if spill := overflow(page):
            found.append(f"{spill} px wider than {width}")
        found += [f"at {width}: {trouble}" for trouble in squeezed(page)]
        axe_at, rules = AXE_AT[language]
        if width == axe_at:
            found += [f"at {width}: {trouble}" for trouble in accessibility_troubles(page, rules)]

    found += visitor.troubles
    visitor.troubles.clear()
    assert not found, "\n".join(found)
