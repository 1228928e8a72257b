"""The Celery app, and the worker's sign of life."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery, bootsteps

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

BEAT_SECONDS = 10


class Heartbeat(bootsteps.StartStopStep):
    """A row in PostgreSQL says that the worker is there, so that nobody has to ask the broker; one
    that is there for nothing ends.
    """

    requires = ("celery.worker.components:Timer",)

    def __init__(self, parent: Any, **options: Any) -> None:
        self.entry: Any = None

    def start(self, parent: Any) -> None:
        from common.watchdog import Watchdog

        watchdog = Watchdog()
        beat(watchdog)
        self.entry = parent.timer.call_repeatedly(BEAT_SECONDS, beat, (watchdog,))

    def stop(self, parent: Any) -> None:
        if self.entry is not None:
            self.entry.cancel()


def beat(watchdog: Any) -> None:
    """A database that is away leaves the row old, which is the truth."""
    from django.db import DatabaseError, connection

    from common import jobs

    try:
        jobs.heartbeat("worker")
        watchdog.look()
    except DatabaseError:
        pass
    finally:
        connection.close()


app = Celery("jiepai")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.steps["worker"].add(Heartbeat)
