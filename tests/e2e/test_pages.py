"""The places of the rail and the pages behind them, in both languages and at three widths: whole,
clean and in words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import expect

from tests.e2e.browser import (
    DESK,
    HEIGHTS,
    LAPTOP,
    LOCALES,
    PHONE,
    Doors,
    Visitor,
    accessibility_troubles,
    overflow,
    squeezed,
)
from tests.e2e.counting import rows
from tests.live import Product

# Who opens what. {blocked}: a plan with a blocking finding; {draft}: a draft; both of their own
# unit. {approved}: a coming plan.
PAGES = {
    "planner.consumer": (
        "/",
        "/calendar/",
        "/calendar/?view=month",
        "/calendar/?view=list",
        "/calendar/?zoom=quarter&panel={blocked}",
        "/calendar/feeds/",
        "/campaigns/",
        "/campaigns/new/",
        "/campaigns/cycles/",
        "/campaigns/{blocked}/",
        "/campaigns/{blocked}/findings/?show=all",
        "/campaigns/{blocked}/history/",
        "/campaigns/{draft}/edit/",
        "/search/?q=充",
        "/comms/",
        "/comms/themes/",
        "/comms/plans/",
        "/channels/",
        "/channels/matrix/",
        "/customers/",
        "/customers/segments/",
        "/customers/import/",
        "/notices/",
        "/tokens/",
        "/out-of-office/",
    ),
    "branch.east": (
        "/schedule/",
        "/calendar/",
        "/resources/arrivals/",
        "/comms/released/",
        "/campaigns/{approved}/",
    ),
    "resource.keeper": ("/resources/", "/resources/leaflet-a4/"),
    "leader": ("/", "/calendar/"),
    "admin": ("/setup/", "/setup/people/", "/setup/units/", "/setup/policies/", "/setup/audit/"),
}
# Both languages have the same markup: one is looked at on the desk, the other on the phone.
AXE_AT = {"zh-hans": DESK, "en": PHONE}
CASES = [
    pytest.param(who, path, id=f"{who} {path}") for who, paths in PAGES.items() for path in paths
]
RAW = re.compile(
    r"\b(?:campaign|finding|offer|unit|plan|segment|common|desk)\.[a-z_]+\b"
    r"|\b[a-z]+_[a-z_]+\b|\{\{|\{%|%\([a-z_]+\)s|&[a-z]+;|Traceback"
)
# Three English words in a row on a Chinese page were not translated, and None is no word of its.
ENGLISH = re.compile(r"[A-Za-z]{2,}(?:,? [A-Za-z]{2,}){2,}|\bNone\b")
# What owners of policies read and type as it is stored.
AS_STORED = frozenset({"/setup/policies/"})
A_BLOCKED_PLAN = """
    SELECT c.code FROM campaigns_campaign c JOIN organization_unit u ON u.id = c.owner_unit_id
    JOIN findings_findingside s ON s.campaign_id = c.id
    JOIN findings_finding f ON f.id = s.finding_id
    WHERE u.code = 'consumer' AND f.rule = 'offer-clash'
    AND f.state = 'open' AND f.severity = 'blocking' ORDER BY c.code LIMIT 1
"""
A_DRAFT = """
    SELECT c.code FROM campaigns_campaign c JOIN organization_unit u ON u.id = c.owner_unit_id
    WHERE u.code = 'consumer' AND c.state = 'draft' AND c.origin = 'own' ORDER BY c.code LIMIT 1
"""
AN_APPROVED_PLAN = (
    "SELECT code FROM campaigns_campaign WHERE state = 'approved' AND name = '家庭共享包加量'"
)


@pytest.fixture(scope="module")
def plans(settled_product: Product) -> dict[str, str]:
    """Codes of the demo company's plans, by what they are examples of."""
    wanted = {"blocked": A_BLOCKED_PLAN, "draft": A_DRAFT, "approved": AN_APPROVED_PLAN}
    return {name: rows(settled_product, sql)[0][0] for name, sql in wanted.items()}


@pytest.fixture(scope="module")
def reader(doors: Doors) -> Iterator[Callable[[str, str], Visitor]]:
    """One window for each person and language, used again."""
    with ExitStack() as windows:
        known: dict[tuple[str, str], Visitor] = {}

        def reader(who: str, language: str) -> Visitor:
            if (who, language) not in known:
                known[who, language] = windows.enter_context(doors.visit(who, language))
            return known[who, language]

        yield reader


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize(("who", "path"), CASES)
def test_page_is_whole_clean_and_in_words(
    reader: Callable[[str, str], Visitor], plans: dict[str, str], who: str, path: str, language: str
):
    visitor = reader(who, language)
    page = visitor.page
    visitor.troubles.clear()

    page.set_viewport_size({"width": DESK, "height": HEIGHTS[DESK]})
    answer = visitor.go(path.format(**plans))
    assert answer is not None
    assert answer.status == 200
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    text = "" if path in AS_STORED else page.locator("body").inner_text()
    found = [*RAW.findall(text), *(ENGLISH.findall(text) if language == "zh-hans" else [])]
    for width in (DESK, LAPTOP, PHONE):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        if spill := overflow(page):
            found.append(f"{spill} px wider than {width}")
        found += [f"at {width}: {trouble}" for trouble in squeezed(page)]
        if width == AXE_AT[language]:
            found += [f"at {width}: {trouble}" for trouble in accessibility_troubles(page)]

    found += visitor.troubles
    visitor.troubles.clear()
    assert not found, "\n".join(found)
