"""Ends a worker that is alive and yet takes no work, so that its supervisor starts a new one."""

from __future__ import annotations

import datetime as dt
import logging
import os
import signal
import threading
from collections.abc import Callable

from common import clock, jobs

logger = logging.getLogger(__name__)

PATIENCE = dt.timedelta(seconds=30)
FORCE_AFTER_SECONDS = 10


def terminate() -> None:
    """End this process: in order, or at once if it does not listen any more."""
    killer = threading.Timer(FORCE_AFTER_SECONDS, os._exit, [1])
    killer.daemon = True
    killer.start()
    os.kill(os.getpid(), signal.SIGTERM)


class Watchdog:
    """Looks again and again; what has lasted for ``PATIENCE`` since this worker began to look is
    its own fault.
    """

    def __init__(self, terminate: Callable[[], None] = terminate) -> None:
        self.terminate = terminate
        self.ignored_since: dt.datetime | None = None

    def look(self, *, now: dt.datetime | None = None) -> None:
        at = now or clock.now()
        if not jobs.is_stalled(now=at):
            self.ignored_since = None
        elif self.ignored_since is None:
            self.ignored_since = at
        elif at - self.ignored_since >= PATIENCE:
            self.ignored_since = None
            logger.critical(
                "published work waits and nobody takes it: this worker ends, to be started anew"
            )
            self.terminate()
