"""Ends a worker that is alive and yet takes no work, so that its supervisor starts a new one."""

from __future__ import annotations

import datetime as dt
import logging
import os
import signal
import threading
from collections.abc import Callable

from common import clock, heartbeats, jobs

logger = logging.getLogger(__name__)

PATIENCE = dt.timedelta(seconds=30)
LOOKS = 3
FORCE_AFTER_SECONDS = 10


def terminate() -> None:
    """End this process: in order, or at once if it does not listen any more."""
    killer = threading.Timer(FORCE_AFTER_SECONDS, os._exit, [1])
    killer.daemon = True
    killer.start()
    os.kill(os.getpid(), signal.SIGTERM)


class Watchdog:
    """Looks again and again. Work that is due for ``PATIENCE`` while nudges lie in the broker, of
    which this worker took none for as long although it has nothing to do, is its own fault; seen
    ``LOOKS`` times in a row, so that a machine that slept has its moment.
    """

    def __init__(
        self,
        name: str,
        *,
        terminate: Callable[[], None] = terminate,
        now: dt.datetime | None = None,
    ) -> None:
        self.name, self.terminate = name, terminate
        self.began_at = now or clock.now()
        self.seen = 0

    def look(self, *, is_busy: bool = False, now: dt.datetime | None = None) -> None:
        at = now or clock.now()
        self.seen = 0 if is_busy or not self.is_deaf(at) else self.seen + 1
        if self.seen >= LOOKS:
            self.seen = 0
            logger.critical(
                "due work waits and this worker takes no nudge: it ends, to be started anew"
            )
            self.terminate()

    def is_deaf(self, at: dt.datetime) -> bool:
        signs = heartbeats.Signs.read(now=at)
        broker, own = signs.beats.get(heartbeats.BROKER), signs.beats.get(self.name)
        if broker is None or signs.is_silent(broker) or broker.note or not broker.amount:
            return False
        heard_at = max(self.began_at, (own and own.took_at) or self.began_at)
        if at - heard_at < PATIENCE:
            return False
        return jobs.due(now=at).filter(not_before__lt=at - PATIENCE).exists()
