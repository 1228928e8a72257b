"""`manage.py up` from outside, in a copy of the tree whose folder has a space, with an empty
HOME.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2
import pytest

from tests.live import outside_environment
from tools import leftovers
from tools.launch import ROOT
from tools.postgres import Server
from tools.probing import answers

pytestmark = [pytest.mark.slow, pytest.mark.database]

NOT_COPIED = shutil.ignore_patterns(
    ".git", ".venv", "var", "__pycache__", ".*_cache", ".hypothesis", "tests", "uv.lock"
)


@pytest.fixture(scope="module")
def clone():
    """A copy of the tree; its environment is the one of this tree, which is current there because
    the lock is the same.
    """
    with tempfile.TemporaryDirectory(prefix="jiepai clone ") as name:
        folder = Path(name) / "a clean clone"
        shutil.copytree(ROOT, folder, ignore=NOT_COPIED)
        (folder / ".venv").symlink_to(ROOT / ".venv")
        yield folder


@pytest.fixture(scope="module")
def data(clone):
    """One data folder for the whole module, so that only the first start makes the tables."""
    return clone / "var"


def environment(clone):
    home = clone.parent / "empty home"
    home.mkdir(exist_ok=True)
    return outside_environment() | {"HOME": str(home)}


def command(clone, *arguments):
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=clone,
        env=environment(clone),
        capture_output=True,
        text=True,
        timeout=120,
    )


@contextmanager
def up(clone, data, *options):
    """A launcher that has become ready; killed at the end if the test has not stopped it."""
    log = clone.parent / "up.log"
    with log.open("w") as output:
        arguments = [
            sys.executable,
            "manage.py",
            "up",
            "--port",
            "0",
            "--no-demo",
            "--data",
            str(data),
            *options,
        ]
        launcher = subprocess.Popen(
            arguments, cwd=clone, env=environment(clone), stdout=output, stderr=subprocess.STDOUT
        )
    deadline = time.monotonic() + 120
    while (
        not (data / "ready.json").exists()
        or json.loads((data / "ready.json").read_text() or "{}").get("pid") != launcher.pid
    ):
        assert launcher.poll() is None, log.read_text()
        assert time.monotonic() < deadline, log.read_text()
        time.sleep(0.1)
    try:
        yield launcher
    finally:
        launcher.terminate()
        launcher.wait(60)


def health(data):
    url = json.loads((data / "ready.json").read_text())["url"]
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"{url}/health/ready", timeout=10) as reply:
        return json.load(reply)


def until(true, seconds=30):
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def query(data, statement):
    with (
        closing(psycopg2.connect(Server(data).url)) as session,
        session,
        session.cursor() as cursor,
    ):
        cursor.execute(statement)
        return cursor.fetchone() if cursor.description else None


def pids_of(data, part):
    return [
        pid
        for pid in leftovers.marked(data)
        if part.encode() in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]


@pytest.fixture(scope="module")
def running(clone, data):
    """One launcher for all tests that leave it running; the last of them ends it."""
    with up(clone, data) as launcher:
        until(lambda: health(data)["worker"] == "ok")
        yield launcher


def test_everything_runs(clone, data, running):
    report = health(data)

    assert (report["status"], report["broker"], report["dispatcher"], report["demo"]) == (
        "ok",
        "reachable",
        "ok",
        False,
    )
    joined = command(
        clone,
        "shell",
        "--verbosity",
        "0",
        "--command",
        "from django.db import connection; print(connection.vendor)",
    )
    assert joined.stdout == "postgresql\n"


def test_secrets_are_readable_by_their_owner_alone(data, running):
    assert (data / "secret_key").stat().st_mode & 0o077 == 0


def test_data_folder_in_use_is_one_sentence(clone, data, running):
    second = command(clone, "up", "--port", "0", "--data", str(data))

    assert second.returncode == 2
    assert (
        second.stderr.strip()
        .splitlines()[-1]
        .startswith("jiepai: Jiepai already runs on the data folder")
    )
    assert f"(process {running.pid})" in second.stderr


@pytest.mark.parametrize("part", ["celery", "dispatch", "gunicorn"])
def test_killed_child_is_started_again(data, running, part):
    before = min(pids_of(data, part))
    os.kill(before, signal.SIGKILL)

    until(lambda: [pid for pid in pids_of(data, part) if pid != before])
    until(lambda: answers(json.loads((data / "ready.json").read_text())["url"] + "/health/ready"))


def test_sigterm_stops_everything(data, running):
    running.send_signal(signal.SIGTERM)

    assert running.wait(60) == 0
    assert leftovers.marked(data) == []
    assert Server(data).running_pid() is None
    assert not (data / "ready.json").exists()


def test_killed_launcher_leaves_no_process_and_no_row_is_lost(clone, data):
    """Nor does one that is stopped by ctrl-C."""
    with up(clone, data) as launcher:
        query(data, "CREATE TABLE IF NOT EXISTS kept AS SELECT 1 AS one")
        launcher.kill()
        launcher.wait()
    first = set(leftovers.marked(data))

    with up(clone, data) as launcher:
        assert not first & set(leftovers.marked(data))
        assert query(data, "SELECT one FROM kept") == (1,)
        launcher.send_signal(signal.SIGINT)

        assert launcher.wait(60) == 0
    assert leftovers.marked(data) == []


def test_taken_port_is_one_sentence(clone):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        refused = command(clone, "up", "--port", str(port))

    assert refused.returncode == 2
    assert (
        refused.stderr
        == f"jiepai: Port {port} is taken by another program; choose another one with --port.\n"
    )


def test_nonsense_for_a_port_is_refused(clone):
    refused = command(clone, "up", "--port", "70000")

    assert refused.returncode == 2
    assert "'70000' is no port" in refused.stderr


def test_data_folder_that_cannot_be_made_is_one_sentence(clone):
    refused = command(clone, "up", "--port", "0", "--data", "/proc/nowhere")

    assert refused.returncode == 2
    assert len(refused.stderr.strip().splitlines()) == 1
    assert refused.stderr.startswith("jiepai: ")


def test_full_disk_is_one_sentence(monkeypatch, tmp_path):
    from tools import up as module
    from tools.console import Trouble

    monkeypatch.setattr(
        module.shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(100, 100, 0)
    )

    with pytest.raises(Trouble, match="not enough space on the disk"):
        module.make_folders(tmp_path)
