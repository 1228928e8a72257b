"""The dispatcher: nudges workers by way of the broker when work is due, woken by NOTIFY and by a
sweep.
"""

from __future__ import annotations

import logging
import select
import signal
import socket
import time
from contextlib import suppress
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, OperationalError, connection

from common import heartbeats, jobs
from common.enqueueing import CHANNEL
from common.nudges import Broker
from common.tidying import remove_expired
from common.versions import refuse_newer_database

logger = logging.getLogger(__name__)

SWEEP_SECONDS = 0.5
HEARTBEAT_SECONDS = 5.0
RECURRING_SECONDS = 60.0


class Command(BaseCommand):
    help = "Nudge the workers when work is due, until stopped. Two may run side by side."

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_newer_database()
        self.stopping = False
        for name in (signal.SIGTERM, signal.SIGINT):
            signal.signal(name, self.stop)
        self.name = heartbeats.dispatcher(socket.gethostname())
        self.broker, self.state = Broker(), ""
        self.beaten_at = self.tidied_at = -RECURRING_SECONDS
        while not self.stopping:
            try:
                self.sweep()
                self.wait()
            except (OperationalError, InterfaceError):
                logger.warning("the database is away; trying again")
                connection.close()
                time.sleep(SWEEP_SECONDS)
        with suppress(DatabaseError, InterfaceError):
            heartbeats.leave(self.name)

    def stop(self, *args: Any) -> None:
        self.stopping = True

    def sweep(self) -> None:
        """Nudge for what is due; a broker that is away leaves the rows to the next sweep."""
        if time.monotonic() - self.tidied_at >= RECURRING_SECONDS:
            jobs.ensure_recurring()
            heartbeats.forget_the_lost()
            remove_expired()
            self.tidied_at = time.monotonic()
        jobs.ask_sources()
        jobs.give_up_abandoned()
        lying, state = 0, ""
        try:
            lying = self.broker.nudge()
        except DatabaseError:
            raise
        except Exception as error:  # noqa: BLE001 - every transport has its own errors, all mean: broker away
            state = heartbeats.AWAY
            if self.state != state:
                logger.warning("the broker is away (%s); jobs wait", type(error).__name__)
        if state != self.state or time.monotonic() - self.beaten_at >= HEARTBEAT_SECONDS:
            self.beaten_at, self.state = time.monotonic(), state
            heartbeats.beat(self.name)
            heartbeats.beat(heartbeats.BROKER, note=state, amount=lying)

    def wait(self) -> None:
        """Sleep until notified, at most one sweep."""
        connection.ensure_connection()
        raw = connection.connection
        with connection.cursor() as cursor:
            cursor.execute(f"LISTEN {CHANNEL}")
        if select.select([raw], [], [], SWEEP_SECONDS)[0]:
            raw.poll()
            raw.notifies.clear()
