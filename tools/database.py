"""A management command's database: joins the one that serves the data folder, or starts it and
stops it afterwards.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools import kept
from tools.catalogues import ROOT
from tools.console import Trouble, step
from tools.postgres import Server

WITHOUT_DATABASE = frozenset(
    {
        *("help", "--help", "-h", "version", "--version", "check", "diffsettings", "startapp"),
        *("makemessages", "compilemessages", "collectstatic", "spectacular", "demo"),
    }
)


def data_folder() -> Path:
    return Path(os.environ.get("JIEPAI_DATA") or ROOT / "var").expanduser().resolve()


@contextmanager
def database_for(arguments: list[str]) -> Iterator[None]:
    """
    Provide the database to the command unless it needs none or DATABASE_URL names one.

    The key is the running product's too, so that what the command signs is good there.
    """
    command = arguments[0] if arguments else "help"
    if (
        os.environ.get("DATABASE_URL")
        or command in WITHOUT_DATABASE
        or {"--help", "-h"} & set(arguments)
    ):
        yield
        return
    data = data_folder()
    with embedded(data) as url:
        os.environ["DATABASE_URL"] = url
        os.environ.setdefault("SECRET_KEY", kept.kept_secret(data / "secret_key"))
        yield


@contextmanager
def embedded(data: Path) -> Iterator[str]:
    """
    The database of this data folder for as long as the block runs.

    Whoever started it stops it, but not before the others have finished: each holds a shared lock
    meanwhile.
    """
    server = Server(data)
    data.mkdir(parents=True, exist_ok=True)
    with (data / "database.lock").open("w") as turn, (data / "database.users").open("w") as users:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not server.ready():
            server.stop_leftover()
            server.start()
        fcntl.flock(users, fcntl.LOCK_SH)
        fcntl.flock(turn, fcntl.LOCK_UN)
        try:
            yield server.url
        finally:
            if server.process is not None:
                _stop_when_unused(server, turn=turn.fileno(), users=users.fileno())


def _stop_when_unused(server: Server, *, turn: int, users: int) -> None:
    fcntl.flock(users, fcntl.LOCK_UN)
    try:
        fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        with step("Waiting for other commands that use this database"):
            fcntl.flock(users, fcntl.LOCK_EX)
    fcntl.flock(turn, fcntl.LOCK_EX)
    server.stop()


class DataFolder:
    """The right to run the product on a data folder: one at a time."""

    def __init__(self, data: Path) -> None:
        self.data = data
        data.mkdir(parents=True, exist_ok=True)
        self._file = (data / "up.lock").open("a+")

    def take(self) -> None:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            self._file.seek(0)
            holder = self._file.read().strip() or "unknown"
            raise Trouble(
                f"Jiepai already runs on the data folder {self.data} (process {holder}); stop it,"
                " or name another with --data."
            ) from None
        self._file.truncate(0)
        self._file.write(str(os.getpid()))
        self._file.flush()
