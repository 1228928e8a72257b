"""How tests are shared out to workers: a group stays together on one worker, so that what its tests
share is made once.
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from xdist.scheduler import LoadScopeScheduling

from tools.launch import ROOT
from tools.suite import BROWSER

LOADED = "loaded"
# The look at every page: half of what the browser does, beside the other half on a product of its
# own.
PAGES = f"{BROWSER} pages"


def is_browsers(nodeid: str) -> bool:
    """Whether the test drives a browser."""
    return BROWSER in Path(nodeid.split("::", 1)[0]).parts


def group_of(nodeid: str) -> str:
    """The browser's tests in two groups, which share a product each, and those of the loaded
    company; all others by module.
    """
    module = Path(nodeid.split("::", 1)[0])
    if is_browsers(nodeid):
        return PAGES if module.stem == "test_pages" else BROWSER
    return LOADED if LOADED in module.parts else str(module)


@cache
def is_waiting(group: str) -> bool:
    """Whether the group mostly waits for processes."""
    module = ROOT / group
    return group in {BROWSER, PAGES} or (module.is_file() and "mark.slow" in module.read_text())


def in_turn(items: list[pytest.Item]) -> list[pytest.Item]:
    """Groups that wait begin at once, so that the others run beside them; then those with many
    tests, so that the workers end together.
    """
    sizes = Counter(group_of(item.nodeid) for item in items)

    def turn(item: pytest.Item) -> tuple[bool, int, str]:
        group = group_of(item.nodeid)
        return not is_waiting(group), -sizes[group], group

    return sorted(items, key=turn)


class Lanes(LoadScopeScheduling):
    """Gives the groups to workers in the order in which they were collected."""

    def __init__(self, config: pytest.Config, log: object) -> None:
        super().__init__(config, log)
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)
