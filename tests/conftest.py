"""One throw-away PostgreSQL per test run unless DATABASE_URL names a server; no network beyond this
machine.
"""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import django
import pytest

from tests.cluster import ThrowAway
from tests.live import Product, running_product
from tools.launch import ROOT
from tools.suite import chromium

LOCAL = frozenset({"127.0.0.1", "::1", "localhost", ""})

# Before pytest-django reads the settings, which it does as soon as they have a name.
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ["JIEPAI_ENV"] = "test"
OWN = None if "DATABASE_URL" in os.environ else ThrowAway()
DATA = OWN.data if OWN else Path(tempfile.mkdtemp(prefix="jiepai-tests-"))
os.environ["JIEPAI_DATA"] = str(DATA)
if OWN:
    os.environ["DATABASE_URL"] = OWN.server.url
(DATA / "static").mkdir(parents=True, exist_ok=True)
django.setup()


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """The server starts only when a test asks for the database."""
    if OWN:
        OWN.start()


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """The tables are kept in a folder that goes away as a whole."""
    return OWN is not None


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """After the tables were made the first time, keep them for the next run."""
    if OWN and OWN.is_fresh:
        with django_db_blocker.unblock():
            from django.db import connections

            connections.close_all()
            OWN.save()


@pytest.fixture(scope="session")
def product() -> Iterator[Product]:
    """One real product with the demo company for the whole session; use fresh codes in every test
    and never empty it.
    """
    with running_product(
        JIEPAI_API_RATE="none", JIEPAI_ANONYMOUS_RATE="none", JIEPAI_SUBMIT_RATE="none"
    ) as product:
        yield product


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything below e2e drives a browser; without one these tests are left out, with the
    reason.
    """
    for item in items:
        if "e2e" in Path(item.path).relative_to(ROOT).parts:
            item.add_marker(pytest.mark.browser)
            if chromium() is None:
                item.add_marker(
                    pytest.mark.skip(
                        reason="no Chromium: install the package chromium, or name one in CHROMIUM"
                    )
                )


def pytest_unconfigure() -> None:
    if OWN:
        OWN.remove()
    shutil.rmtree(DATA, ignore_errors=True)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for another machine fails at once, with the address in its message."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOCAL:
            raise RuntimeError(f"A test may not reach {address[0]}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
