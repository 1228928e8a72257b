"""The dispatcher: publishes due jobs to the broker, woken by NOTIFY and by a sweep."""

from __future__ import annotations

import logging
import select
import signal
import time
from typing import Any

from django.core.management.base import BaseCommand
from django.db import InterfaceError, OperationalError, connection

from common import jobs
from common.tasks import run_job

logger = logging.getLogger(__name__)

SWEEP_SECONDS = 0.5
HEARTBEAT_SECONDS = 5.0
RECURRING_SECONDS = 60.0


class Command(BaseCommand):
    help = "Publish due jobs to the broker until stopped. Two may run side by side."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stopping = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self.stop)
        self.beaten_at = 0.0
        self.ensured_at: float | None = None
        while not self.stopping:
            try:
                self.sweep()
                self.wait()
            except (OperationalError, InterfaceError):
                logger.warning("the database is away; trying again")
                connection.close()
                time.sleep(SWEEP_SECONDS)

    def stop(self, *args: Any) -> None:
        self.stopping = True

    def sweep(self) -> None:
        """Publish what is due; a broker that is away leaves the rows to the next sweep."""
        if self.ensured_at is None or time.monotonic() - self.ensured_at > RECURRING_SECONDS:
            jobs.ensure_recurring()
            self.ensured_at = time.monotonic()
        broker = "reachable"
        for job_id in jobs.due_job_ids():
            try:
                run_job.apply_async(kwargs={"job_id": job_id}, retry=False)
            except Exception as error:  # noqa: BLE001 - every transport has its own errors, all mean: broker away
                broker = type(error).__name__
                logger.warning("broker away (%s); jobs wait", error)
                break
        if broker != "reachable" or time.monotonic() - self.beaten_at > HEARTBEAT_SECONDS:
            self.beaten_at = time.monotonic()
            jobs.heartbeat("dispatcher")
            jobs.heartbeat("broker", note=broker)

    def wait(self) -> None:
        """Sleep until notified, at most one sweep."""
        connection.ensure_connection()
        raw = connection.connection
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {jobs.CHANNEL}")
        if select.select([raw], [], [], SWEEP_SECONDS)[0]:
            raw.poll()
            raw.notifies.clear()
