"""One throw-away PostgreSQL per test run unless DATABASE_URL names a server; no network beyond this machine."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
from pathlib import Path
from typing import Any

import django
import pytest

from tools.postgres import THROW_AWAY, Server

LOCAL = frozenset({"127.0.0.1", "::1", "localhost", ""})
STARTED: list[Server] = []
FOLDERS: list[Path] = []

# Before pytest-django reads the settings, which it does as soon as they have a name.
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ["JIEPAI_ENV"] = "test"


def prepare() -> None:
    data = Path(tempfile.mkdtemp(prefix="jiepai-tests-"))
    FOLDERS.append(data)
    os.environ["JIEPAI_DATA"] = str(data)
    if "DATABASE_URL" not in os.environ:
        data.chmod(0o711)
        server = Server(data, options=THROW_AWAY)
        STARTED.append(server)
        os.environ["DATABASE_URL"] = server.url


prepare()
django.setup()


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> None:
    """The server starts only when a test asks for the database."""
    for server in STARTED:
        if server.process is None:
            server.start()


def pytest_unconfigure() -> None:
    for server in STARTED:
        server.stop()
    for folder in FOLDERS:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that reaches for another machine fails at once, with the address in its message."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in LOCAL:
            raise RuntimeError(f"A test may not reach {address[0]}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
