"""The personal calendar feed: its address is made on the page, then pulled as a calendar program
does.
"""

from __future__ import annotations

from tests.e2e.browser import Visitor
from tests.e2e.rest import call


def pull(visitor: Visitor) -> str:
    """Make a subscription on the page and pull it; its lines unfolded."""
    visitor.go("/calendar/feeds/")
    visitor.button("Make a subscription").click()
    visitor.settle()
    address = visitor.page.locator("[data-copy*='/feeds/']").last.get_attribute("data-copy")
    assert address is not None
    answer = call("GET", address)
    assert answer.status == 200
    assert all(len(line.encode()) <= 75 for line in answer.text.split("\r\n"))
    again = call("GET", address, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status == 304
    return answer.text.replace("\r\n ", "")


def event_of(calendar: str, code: str) -> str:
    """The one event of a campaign."""
    events = [event.split("END:VEVENT")[0] for event in calendar.split("BEGIN:VEVENT")[1:]]
    mine = [event for event in events if code in event]
    assert len(mine) == 1, f"{code} stands {len(mine)} times in the feed"
    return mine[0]
