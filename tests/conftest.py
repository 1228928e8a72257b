"""One throw-away PostgreSQL per test run unless DATABASE_URL names a server; no network beyond this
machine.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest
from hypothesis import settings
from pytest_django.plugin import blocking_manager_key

from common import locks
from tests import cluster, lanes, seeds, twins
from tests.databases import Databases, kind_for
from tests.live import Product, running_product
from tests.shared import LAYERS, side_by_side
from tools.suite import NO_SWEEP, ON_OLDEST, chromium

ALL_SWEEP = re.compile(r"^pytestmark = .*\bmark\.sweep\b", re.MULTILINE)
LOCAL = frozenset({"127.0.0.1", "::1", "localhost", ""})

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "")

# Before pytest-django reads the settings, which it does as soon as they have a name.
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ["JIEPAI_ENV"] = "test"
TABLES = cluster.tables(os.environ)
os.environ["DATABASE_URL"] = TABLES.url
DATA = Path(tempfile.mkdtemp(prefix="jiepai-tests-"))
os.environ["JIEPAI_DATA"] = str(DATA)
(DATA / "static").mkdir(parents=True, exist_ok=True)
django.setup()
# A busy machine is no counterexample.
settings.register_profile("suite", deadline=None)
settings.load_profile("suite")
# The plans that many tests begin with; their models need what was set up above.
pytest_plugins = ["tests.plans"]
DATABASES = Databases(TABLES.url, worker=WORKER or "alone")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--seeds",
        type=int,
        default=os.environ.get(seeds.VARIABLE, "1"),
        metavar="N",
        help="N times as many random examples in the property tests",
    )


def pytest_configure(config: pytest.Config) -> None:
    """The process that shares out the tests makes the tables; its workers copy them."""
    os.environ[seeds.VARIABLE] = str(config.getoption("--seeds"))
    if not WORKER and config.getoption("numprocesses", None):
        TABLES.start()
        os.environ[cluster.SHARED] = TABLES.url


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """What runs for its mark alone is found without reading all other modules; what the mark leaves
    out as a whole is not read.
    """
    asked = config.getoption("markexpr")
    if asked not in {ON_OLDEST, NO_SWEEP} or collection_path.suffix != ".py":
        return None
    text = collection_path.read_text()
    if asked == NO_SWEEP:
        return ALL_SWEEP.search(text) is not None or None
    return not ("mark.database" in text or "mark.sweep" in text) or None


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> lanes.Lanes:
    return lanes.Lanes(config, log)


def pytest_xdist_auto_num_workers() -> int:
    """Two more than cores: those are for the tests that mostly wait."""
    return (os.cpu_count() or 1) + 2


@pytest.fixture(scope="session")
def django_db_setup() -> None:
    """In the place of pytest-django's: ``pytest_runtest_setup`` chooses the database."""


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if (kind := kind_for(item)) is not None:
        TABLES.start()
        with item.config.stash[blocking_manager_key].unblock():
            if not DATABASES.is_used(kind):
                LAYERS.clear()
            DATABASES.use(kind)
            LAYERS.prepare(item)
        from calendars import ics
        from common import calls
        from organization.api import conditional

        for memory in (calls, conditional, ics):
            memory.forget()


@pytest.fixture
def world(db: None) -> Any:
    """The company of `make_world` (a ``World``), which is there before the test begins."""
    from tests.factories.campaigns import read_world

    return read_world()


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """One real product with the demo company for the whole session; use fresh codes in every test
    and never empty it.
    """
    with running_product(
        JIEPAI_API_RATE="none", JIEPAI_ANONYMOUS_RATE="none", JIEPAI_SUBMIT_RATE="none"
    ) as product:
        yield product


def pytest_itemcollected(item: pytest.Item) -> None:
    """Everything below e2e drives a browser; without one these tests are left out, with the
    reason.
    """
    if lanes.is_browsers(item.nodeid):
        item.add_marker(pytest.mark.browser)
        if chromium() is None:
            item.add_marker(
                pytest.mark.skip(
                    reason="no Chromium: install the package chromium, or name one in CHROMIUM"
                )
            )


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items[:] = side_by_side(items)
    if WORKER:
        items[:] = lanes.in_turn(items)


def pytest_unconfigure(config: pytest.Config) -> None:
    with config.stash[blocking_manager_key].unblock():
        LAYERS.clear()
        DATABASES.remove()
    TABLES.remove()
    shutil.rmtree(DATA, ignore_errors=True)


@pytest.fixture
def race() -> twins.Race:
    """Calls at the same instant, and the point at which they meet."""
    return twins.Race()


@pytest.fixture(params=[True, False], ids=["locked", "lock-off twin"])
def is_locked(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """False in the twin of a race, which keeps the change log's lock alone."""
    if not request.param:
        monkeypatch.setattr(locks, "LOCKS", twins.ChangeLogOnly())
    return bool(request.param)


@pytest.fixture
def exact_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small numbers of persons are told, so that a test can count the few that it made."""
    monkeypatch.setattr("customers.counting.SMALLEST_TOLD", 0)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for another machine fails at once, with the address in its message."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOCAL:
            raise RuntimeError(f"A test may not reach {address[0]}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
