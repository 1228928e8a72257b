"""PostgreSQL for tests: throw-away servers with all tables, copied from a folder that an earlier
run left below the temporary one.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit, urlunsplit

import psycopg2

from tools.launch import LOCK, ROOT
from tools.postgres import THROW_AWAY, Server, binaries

SHARED = "JIEPAI_TEST_TABLES"
KEPT_SECONDS = 3 * 24 * 3600


def fingerprint(paths: Iterable[Path], *more: str) -> str:
    """Changes with the contents of these files, with the packages and with the server."""
    digest = hashlib.sha256(LOCK.read_bytes() + bytes(binaries()) + repr(more).encode())
    for path in sorted(paths):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:20]


class Kept:
    """A folder that is made once and copied by later runs; it goes when nobody copied it for some
    days.
    """

    def __init__(self, name: str, mark: str) -> None:
        self.prefix = f"jiepai-{name}-{os.getuid()}-"
        self.place = Path(tempfile.gettempdir()) / (self.prefix + mark)

    def copy(self, into: Path) -> bool:
        """Copy it into a folder that may exist; False if there is none that can be trusted."""
        try:
            facts = self.place.lstat()
            if facts.st_uid != os.getuid() or facts.st_mode & 0o077:
                return False
            os.utime(self.place)
            shutil.copytree(self.place / "kept", into, symlinks=True, dirs_exist_ok=True)
        except (OSError, shutil.Error):
            return False
        return True

    def save(self, fill: Callable[[Path], None]) -> None:
        """``fill`` writes the folder whose path it is given; the first of several runs wins."""
        half = Path(tempfile.mkdtemp(prefix=f"{self.prefix}half-"))
        try:
            fill(half / "kept")
            with suppress(OSError):
                half.rename(self.place)
        finally:
            shutil.rmtree(half, ignore_errors=True)
        for old in self.place.parent.glob(self.prefix + "*"):
            if time.time() - old.stat().st_mtime > KEPT_SECONDS:
                shutil.rmtree(old, ignore_errors=True)


def migrate(url: str, *, data: Path) -> None:
    """All tables, made by what `manage.py up` makes them with."""
    subprocess.run(
        [sys.executable, "-m", "tools.prepare", str(data / "people.json")],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": url, "JIEPAI_DATA": str(data)},
        check=True,
        stderr=subprocess.DEVNULL,
    )


def migrations() -> Kept:
    """The cluster of a company that is empty."""
    return Kept("migrated", fingerprint(ROOT.glob("*/migrations/*.py")))


class ThrowAway:
    """A data folder with its own server; the server's database has all tables and is only copied
    from.
    """

    def __init__(self) -> None:
        self.data = Path(tempfile.mkdtemp(prefix="jiepai-tests-"))
        self.data.chmod(0o711)
        self.server = Server(self.data, options=THROW_AWAY)
        self.url = self.server.url

    def start(self) -> None:
        if self.server.process is not None:
            return
        kept = migrations()
        has_tables = kept.copy(self.server.cluster)
        if not has_tables:
            shutil.rmtree(self.server.cluster, ignore_errors=True)
        self.server.start()
        if not has_tables:
            migrate(self.server.url, data=self.data)
            self.server.stop()
            kept.save(lambda into: shutil.copytree(self.server.cluster, into, symlinks=True))
            self.server.start()

    def remove(self) -> None:
        self.server.stop()
        shutil.rmtree(self.data, ignore_errors=True)


class Given:
    """A server that somebody named in DATABASE_URL. Nothing is done to the database in that
    address; one beside it is made and dropped.
    """

    def __init__(self, url: str) -> None:
        self.server = url
        parts = urlsplit(url)
        self.name = "test_" + unquote(parts.path.lstrip("/"))
        self.url = urlunsplit(parts._replace(path="/" + quote(self.name, safe="")))
        self.is_made = False

    def start(self) -> None:
        if self.is_made:
            return
        on_server(self.server, f'DROP DATABASE IF EXISTS "{self.name}"')
        on_server(self.server, f'CREATE DATABASE "{self.name}"')
        self.is_made = True
        with tempfile.TemporaryDirectory(prefix="jiepai-tests-") as data:
            migrate(self.url, data=Path(data))

    def remove(self) -> None:
        if self.is_made:
            on_server(self.server, f'DROP DATABASE "{self.name}"')


class Shared:
    """The tables that the process which shares out the tests has made; that one removes them."""

    def __init__(self, url: str) -> None:
        self.url = url

    def start(self) -> None:
        pass

    def remove(self) -> None:
        pass


def tables(environment: Mapping[str, str]) -> ThrowAway | Given | Shared:
    """Where the tables of this process come from."""
    if url := environment.get(SHARED):
        return Shared(url)
    return Given(url) if (url := environment.get("DATABASE_URL")) else ThrowAway()


def on_server(url: str, statement: str) -> None:
    """Something that is done to a whole database, from another one."""
    with closing(psycopg2.connect(url, dbname="postgres")) as server:
        server.autocommit = True
        with server.cursor() as cursor:
            cursor.execute(statement)
