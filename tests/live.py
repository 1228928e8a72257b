"""A real running product for tests that drive it from outside: `manage.py up` on a throw-away data
folder and a free port.

Its folder is a copy of one that another product left when its first start was done.
"""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg2

from tests import cluster
from tools.launch import ROOT
from tools.postgres import Server

# What does not decide how the demo company is loaded.
NOT_DEMO = frozenset({"tests", "var"})
READY_SECONDS = 600
QUIET_SECONDS = 600
# What is worked on, and what comes up before a test is over: a check that is put off for seconds
# too, the work of the coming midnight not.
AT_WORK = """
    SELECT count(*) FROM common_job WHERE state = 'running'
    OR (state = 'pending' AND not_before < now() + interval '20 seconds')
"""
OURS = ("DATABASE_URL", "REDIS_URL", "JIEPAI_ENV", "JIEPAI_DATA", "DJANGO_SETTINGS_MODULE")


@dataclass(frozen=True, slots=True)
class Product:
    """Where it answers, the demo accounts' password, its data folder and its launcher's process."""

    url: str
    password: str
    data: Path
    launcher: subprocess.Popen[str]

    def manage(self, *arguments: str) -> str:
        """Output of a management command on this product's database."""
        command = [sys.executable, "manage.py", *arguments]
        environment = outside_environment() | {"JIEPAI_DATA": str(self.data)}
        return subprocess.run(
            command, cwd=ROOT, env=environment, text=True, capture_output=True, check=True
        ).stdout

    def rows(self, sql: str, *params: Any) -> list[tuple[Any, ...]]:
        """What a statement selects in this product's database."""
        with (
            closing(psycopg2.connect(Server(self.data).url)) as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute(sql, params or None)
            return list(cursor.fetchall())

    def wait_for_quiet(self) -> None:
        """Until no job runs or is about to, so that nothing is written but what a test does."""
        deadline = time.monotonic() + QUIET_SECONDS
        while self.rows(AT_WORK) != [(0,)]:
            assert time.monotonic() < deadline
            time.sleep(0.2)


def outside_environment() -> dict[str, str]:
    """The environment variables of a person who never ran a test."""
    return {name: value for name, value in os.environ.items() if name not in OURS}


@contextmanager
def running_product(*options: str, **variables: str) -> Iterator[Product]:
    """Start it on prepared data, wait until it is ready, stop it, and remove its data."""
    data = Path(tempfile.mkdtemp(prefix="jiepai-live-"))
    try:
        prepare(data, with_demo="--no-demo" not in options)
        with started(data, *options, **variables) as product:
            yield product
    finally:
        shutil.rmtree(data, ignore_errors=True)


def prepare(data: Path, *, with_demo: bool) -> None:
    """Fill a new data folder with an empty company, or with the demo's when its checks are done."""
    if not with_demo:
        cluster.migrations().copy(data / "pg")
        return
    kept = cluster.Kept("demo", cluster.fingerprint(code(), dt.date.today().isoformat()))
    with (kept.place.parent / f"{kept.prefix}lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        if not kept.copy(data):
            kept.save(_first_start)
            kept.copy(data)


def code() -> Iterator[Path]:
    """Every module that may decide how the demo company is loaded."""
    for folder in ROOT.iterdir():
        if folder.is_dir() and not folder.name.startswith(".") and folder.name not in NOT_DEMO:
            yield from folder.rglob("*.py")


def _first_start(data: Path) -> None:
    data.mkdir()
    data.parent.chmod(0o711)
    with started(data) as product:
        product.wait_for_quiet()
    for passing in ("logs", "run", "spool", "static"):
        shutil.rmtree(data / passing, ignore_errors=True)
    data.parent.chmod(0o700)


@contextmanager
def started(data: Path, *options: str, **variables: str) -> Iterator[Product]:
    """The product on this data folder for as long as the block runs."""
    data.chmod(0o711)
    command = [sys.executable, "manage.py", "up", "--port", "0", "--data", str(data), *options]
    log = data / "up.log"
    with log.open("w") as output:
        launcher = subprocess.Popen(
            command,
            cwd=ROOT,
            env=outside_environment() | variables,
            stdout=output,
            stderr=subprocess.STDOUT,
            text=True,
        )
    try:
        url = _wait_until_ready(launcher, data)
        password = (data / "demo_password").read_text() if (data / "demo_password").exists() else ""
        yield Product(url=url, password=password, data=data, launcher=launcher)
    finally:
        launcher.send_signal(signal.SIGTERM)
        launcher.wait(60)


def _wait_until_ready(launcher: subprocess.Popen[str], data: Path) -> str:
    deadline = time.monotonic() + READY_SECONDS
    while not (data / "ready.json").exists():
        if launcher.poll() is not None or time.monotonic() > deadline:
            raise AssertionError((data / "up.log").read_text())
        time.sleep(0.1)
    url: str = json.loads((data / "ready.json").read_text())["url"]
    return url
