"""Companies that are seeded once a day and checked many times: one folder with one server, a
database for each size to copy from, and a fresh copy for each run.

`python3 -m tests.bench.seeded PERSONS PLANS` writes a company into the database of DATABASE_URL,
without plans its people alone.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

from tests.cluster import fingerprint, migrate, migrations, on_server
from tools.launch import ROOT
from tools.postgres import DATABASE, THROW_AWAY, Server

PREFIX = f"jiepai-bench-{os.getuid()}-"
SEEDED_BY = ("*/migrations/*.py", "tests/bench/plans.py", "tests/factories/*.py")
JUST_PEOPLE = 0
# As a server of its own would have it at least.
MEMORY = "shared_buffers=1GB"
KEPT_SECONDS = 2 * 24 * 3600


@contextmanager
def seeded(persons: int, plans: int) -> Iterator[dict[str, str]]:
    """The environment of a process on a company of so many persons and plans of its own."""
    with server() as held:
        people, kept = f"people_{persons}", f"company_{persons}_{plans}"
        run = f"run_{persons}_{plans}"
        if not has(held.url, kept):
            if not has(held.url, people):
                seed(held, DATABASE, people, persons, JUST_PEOPLE)
            seed(held, people, kept, persons, plans)
        copy(held.url, kept, run)
        try:
            yield environment(held, run)
        finally:
            on_server(held.url, f"DROP DATABASE {run} WITH (FORCE)")


@contextmanager
def server() -> Iterator[Server]:
    """The server of the kept folder, for one run at a time. What is seeded by days is as old as its
    day, so each day has its own folder.
    """
    sources = (path for pattern in SEEDED_BY for path in ROOT.glob(pattern))
    place = Path(tempfile.gettempdir()) / (PREFIX + fingerprint(sources, f"{dt.date.today()}"))
    place.mkdir(mode=0o711, exist_ok=True)
    with (place / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        forget_old(place)
        held = Server(place, options=(*THROW_AWAY, MEMORY))
        held.stop_leftover()
        (place / "static").mkdir(exist_ok=True)
        is_new = not (held.cluster / "PG_VERSION").exists()
        has_tables = is_new and migrations().copy(held.cluster)
        held.start()
        try:
            if is_new and not has_tables:
                migrate(held.url, data=place)
            yield held
        finally:
            held.stop()


def seed(held: Server, source: str, name: str, persons: int, plans: int) -> None:
    """Fill a copy of a database; one that was only half filled is not kept."""
    half = f"half_{name}"
    on_server(held.url, f"DROP DATABASE IF EXISTS {half}")
    copy(held.url, source, half)
    subprocess.run(
        [sys.executable, "-m", "tests.bench.seeded", str(persons), str(plans)],
        cwd=ROOT,
        env=environment(held, half),
        check=True,
    )
    on_server(held.url, f"ALTER DATABASE {half} RENAME TO {name}")


def copy(url: str, source: str, name: str) -> None:
    """A database as another one is."""
    on_server(url, f"DROP DATABASE IF EXISTS {name}")
    on_server(url, f"CREATE DATABASE {name} TEMPLATE {source} STRATEGY FILE_COPY")


def has(url: str, name: str) -> bool:
    with suppress(Exception):
        import psycopg2

        psycopg2.connect(url, dbname=name).close()
        return True
    return False


def environment(held: Server, name: str) -> dict[str, str]:
    """What a process on this database is told."""
    url = urlunsplit(urlsplit(held.url)._replace(path="/" + quote(name, safe="")))
    return os.environ | {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "JIEPAI_ENV": "test",
        "JIEPAI_DATA": str(held.data),
        "DATABASE_URL": url,
    }


def forget_old(place: Path) -> None:
    for old in place.parent.glob(PREFIX + "*"):
        if old != place and time.time() - old.stat().st_mtime > KEPT_SECONDS:
            shutil.rmtree(old, ignore_errors=True)


def write(persons: int, plans: int) -> None:
    """The company, in the database of this process."""
    import django

    django.setup()
    from django.db import connection, transaction

    from tests.bench import plans as written

    with transaction.atomic():
        if plans == JUST_PEOPLE:
            written.seed_people(persons)
        else:
            written.seed(persons, plans)
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")


if __name__ == "__main__":
    write(int(sys.argv[1]), int(sys.argv[2]))
