import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import ExitStack, closing
from functools import partial
from pathlib import Path

import psycopg2
import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import is_psycopg3

from tools import children
from tools.console import Trouble
from tools.database import embedded
from tools.identity import open_to_all
from tools.launch import ROOT
from tools.postgres import THROW_AWAY, Server, socket_folder

pytestmark = pytest.mark.database


@pytest.fixture
def folder():
    with tempfile.TemporaryDirectory(prefix="jiepai-pg-") as name:
        Path(name).chmod(0o711)
        yield Path(name)


def query(server, statement):
    with closing(psycopg2.connect(server.url)) as session, session, session.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone() if cursor.description else None


@pytest.mark.django_db
def test_database_is_postgresql_15_or_newer():
    connection.ensure_connection()

    assert connection.connection.server_version >= 150000


def test_driver_is_psycopg2():
    assert not is_psycopg3


def test_rows_survive_a_killed_server(folder):
    server = Server(folder)
    server.start()
    try:
        query(server, "CREATE TABLE kept AS SELECT 1 AS one")
        os.kill(server.running_pid(), signal.SIGKILL)
        server.process.wait()
        assert server.has_died

        server.start()

        assert query(server, "SELECT one FROM kept") == (1,)
    finally:
        server.stop()


def test_server_listens_on_no_port_and_keeps_its_folders_private(folder):
    server = Server(folder, options=THROW_AWAY)
    server.start()
    try:
        assert query(server, "SHOW listen_addresses") == ("",)
        assert server.cluster.stat().st_mode & 0o077 == 0
        assert server.socket.stat().st_mode & 0o077 == 0
        assert query(server, "SELECT datctype FROM pg_database WHERE datname = 'jiepai'") == (
            "C.UTF-8",
        )
    finally:
        server.stop()
    assert server.running_pid() is None


def test_killed_launcher_leaves_no_server(folder):
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\nfrom pathlib import Path; from"
        f" tools.postgres import Server\nserver = Server(Path({str(folder)!r})); server.start();"
        " print(server.running_pid(), flush=True); input()"
    )
    launcher = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    pid = int(launcher.stdout.readline())
    launcher.kill()
    launcher.communicate()
    deadline = time.monotonic() + 10
    while children.alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)

    assert not children.alive(pid)


def test_long_data_folder_gets_a_short_socket_folder(folder):
    deep = folder / ("d" * 120)

    assert len(str(socket_folder(deep))) < 100
    assert socket_folder(deep) != socket_folder(folder / ("d" * 121))


def test_long_folder_with_a_space_works(folder):
    deep = folder / "a folder" / ("d" * 120)
    server = Server(deep, options=THROW_AWAY)
    server.start()
    try:
        assert query(server, "SELECT 1") == (1,)
    finally:
        server.stop()
        server.socket.rmdir()


def test_closed_folder_above_is_noticed(folder):
    (folder / "closed" / "inner").mkdir(parents=True)
    (folder / "closed").chmod(0o700)

    assert not open_to_all(folder / "closed" / "inner")


def test_data_of_another_version_is_refused(folder):
    (folder / "pg").mkdir()
    (folder / "pg" / "PG_VERSION").write_text("9\n")

    with pytest.raises(Trouble, match="made by PostgreSQL 9"):
        Server(folder).start()


def test_second_command_joins_and_the_first_one_stops_the_server(folder):
    server = Server(folder)
    with embedded(folder):
        pid = server.running_pid()
        with embedded(folder):
            assert server.running_pid() == pid
        assert server.ready()

    assert server.running_pid() is None


def test_first_command_waits_for_the_second_one(folder):
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path; from tools.database import embedded\n"
        f"with embedded(Path({str(folder)!r})) as url:\n"
        "    print('joined', flush=True); sys.stdin.read()\n"
        "    import psycopg2; psycopg2.connect(url).close(); print('still there', flush=True)\n"
    )
    second = partial(
        subprocess.Popen,
        [sys.executable, "-c", code],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with ExitStack() as processes:
        with embedded(folder):
            other = processes.enter_context(second())
            assert other.stdout.readline() == "joined\n"
            threading.Timer(1, other.stdin.close).start()
        said = other.stdout.read()

    assert said == "still there\n"
    assert other.returncode == 0
    assert Server(folder).running_pid() is None
