"""The Celery app, and the worker's sign of life."""

from __future__ import annotations

import logging
import os
import threading
import time
from functools import partial
from typing import Any

from celery import Celery, bootsteps
from celery.signals import worker_process_init
from celery.worker import state
from celery.worker.consumer import Consumer as CeleryConsumer

from config.env import in_words

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

logger = logging.getLogger(__name__)

LOOK_SECONDS = 1.0
BEAT_SECONDS = 5.0
LET_WORK_END_SECONDS = 10.0


class Heartbeat(bootsteps.StartStopStep):
    """A row in PostgreSQL says that the worker is there, so that nobody has to ask the broker; one
    that is there for nothing ends.

    A thread of its own, because a worker that looks for its broker or works in place beats as well.
    """

    requires = ("celery.worker.components:Pool",)

    def __init__(self, parent: Any, **options: Any) -> None:
        self.ending = threading.Event()

    def start(self, parent: Any) -> None:
        from common.versions import refuse_newer_database

        refuse_newer_database()
        threading.Thread(target=self.live, args=(parent,), daemon=True).start()

    def stop(self, parent: Any) -> None:
        from common import heartbeats

        self.ending.set()
        in_database(partial(heartbeats.leave, heartbeats.worker(parent.hostname)))

    def live(self, parent: Any) -> None:
        from common import heartbeats
        from common.watchdog import Watchdog

        name = heartbeats.worker(parent.hostname)
        watchdog = Watchdog(name)
        beaten_at, children = -BEAT_SECONDS, pids(parent)
        while not self.ending.is_set():
            if time.monotonic() - beaten_at >= BEAT_SECONDS:
                beaten_at = time.monotonic()
                in_database(partial(heartbeats.beat, name, amount=parent.concurrency))
                in_database(partial(watchdog.look, is_busy=bool(state.active_requests)))
            self.ending.wait(LOOK_SECONDS)
            now = pids(parent)
            if children - now and not self.ending.is_set():
                leave_a_broken_pool()
            children = now


def pids(parent: Any) -> set[int]:
    """The children of a pool that shares one pipe among them. One that is killed while it waits at
    the pipe takes its lock along, and no other child ever reads again; pools with an event loop
    have a pipe for each child.
    """
    pool = None if parent.use_eventloop else getattr(parent.pool, "_pool", None)
    return {child.pid for child in list(getattr(pool, "_pool", None) or ())}


def leave_a_broken_pool() -> None:
    """End this worker, to be started anew; what it is doing may end first."""
    logger.critical("a child of the pool was killed: this worker ends, to be started anew")
    end = time.monotonic() + LET_WORK_END_SECONDS
    while state.active_requests and time.monotonic() < end:
        time.sleep(0.1)
    os._exit(1)


def in_database(write: Any) -> None:
    """A database that is away leaves the row old, which is the truth."""
    from django.db import Error, connection

    try:
        write()
    except Error:
        pass
    finally:
        connection.close()


class Consumer(CeleryConsumer):
    """Looks for a lost broker every second, instead of ever more seldom."""

    def ensure_connected(self, conn: Any) -> Any:
        conn.ensure_connection = partial(conn.ensure_connection, interval_start=1, interval_step=0)
        return super().ensure_connected(conn)


@worker_process_init.connect
def warm_up(**_more: Any) -> None:
    """Let a fresh child read what checks need, beside whatever it does meanwhile."""
    threading.Thread(target=in_database, args=(read_ahead,), daemon=True).start()


def read_ahead() -> None:
    import django

    django.setup()
    from preflight import warming

    warming.warm()


app = Celery("jiepai")
with in_words():
    app.config_from_object("django.conf:settings", namespace="CELERY", force=True)
app.autodiscover_tasks()
app.steps["worker"].add(Heartbeat)
