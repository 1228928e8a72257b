"""The processes of a running product: started in order, started again when one dies, stopped in
order.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tools import children
from tools.console import say, step
from tools.postgres import Server

WATCH_SECONDS = 0.5
LONGEST_PAUSE = 30.0
WEB_PROCESSES, WEB_THREADS, WORKER_PROCESSES = 2, 4, 2


@dataclass(slots=True)
class Service:
    """One child, with when it may be started again after it died."""

    name: str
    command: Sequence[str]
    log: Path
    patience: float
    process: subprocess.Popen[bytes] | None = None
    started_at: float = 0.0
    pause: float = 0.5

    @property
    def returncode(self) -> int | None:
        return self.process.returncode if self.process else None

    def kill_group(self) -> None:
        if self.process:
            children.kill_group(self.process.pid)

    @property
    def was_killed(self) -> bool:
        """Whether a signal ended it, as when memory is short; that is no fault of its own."""
        return self.process is not None and (self.process.poll() or 0) < 0

    @property
    def is_dead(self) -> bool:
        return self.process is not None and self.process.poll() is not None


class Stack:
    def __init__(
        self, *, root: Path, data: Path, environment: dict[str, str], database: Server | None
    ) -> None:
        self.root, self.data, self.environment, self.database = root, data, environment, database
        self.services: list[Service] = []

    def start_database(self) -> None:
        if self.database is not None:
            self.database.stop_leftover()
            with step("Starting PostgreSQL"):
                self.database.start()

    def start_services(self, port: int) -> None:
        """Web, worker and dispatcher; they are stopped in the order of this list."""
        logs = self.data / "logs"
        self.services = [
            Service("worker", worker_command(), logs / "worker.log", patience=20),
            Service("dispatcher", dispatcher_command(), logs / "dispatcher.log", patience=5),
            Service("web", web_command(f"127.0.0.1:{port}"), logs / "web.log", patience=10),
        ]
        for service in reversed(self.services):
            self._start(service)

    def first_dead(self) -> Service | None:
        return next((service for service in self.services if service.is_dead), None)

    def watch(self) -> None:
        """Until a signal comes: whatever dies is started again, after a pause that doubles while it
        keeps dying.
        """
        while True:
            time.sleep(WATCH_SECONDS)
            self.look_after()

    def look_after(self) -> None:
        if self.database is not None and self.database.has_died:
            say("PostgreSQL died; starting it again.")
            self.database.start()
        for service in self.services:
            if service.is_dead:
                self.start_again(service)

    def stop(self) -> None:
        """Worker, dispatcher, web, then the database: nobody loses what they still need."""
        for service in self.services:
            if service.process is not None:
                children.stop(service.process, patience=service.patience)
        if self.database is not None:
            self.database.stop()

    def _start(self, service: Service) -> None:
        service.started_at = time.monotonic()
        environment = self.environment | {"JIEPAI_ROLE": service.name}
        service.process = children.start(
            service.command, log=service.log, env=environment, cwd=self.root
        )

    def start_again(self, service: Service) -> None:
        lived = time.monotonic() - service.started_at
        service.pause = min(service.pause * 2, LONGEST_PAUSE) if lived < LONGEST_PAUSE else 0.5
        if lived > service.pause:
            say(f"The {service.name} process died (code {service.returncode}); starting it again.")
            service.kill_group()
            self._start(service)


def web_command(address: str) -> list[str]:
    return [
        *(
            sys.executable,
            "-m",
            "gunicorn",
            "config.wsgi",
            "--bind",
            address,
            "--preload",
            "--no-control-socket",
        ),
        *(
            "--worker-class",
            "gthread",
            "--workers",
            str(WEB_PROCESSES),
            "--threads",
            str(WEB_THREADS),
        ),
        *("--timeout", "60", "--graceful-timeout", "8", "--access-logfile", "-"),
        *("--logger-class", "config.server.AccessLog"),
    ]


def worker_command() -> list[str]:
    return [
        *(
            sys.executable,
            "-m",
            "celery",
            "-A",
            "config",
            "worker",
            "--pool",
            "prefork",
            "--concurrency",
            str(WORKER_PROCESSES),
        ),
        *("--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "INFO"),
    ]


def dispatcher_command() -> list[str]:
    return [sys.executable, "manage.py", "dispatch"]
