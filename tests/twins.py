"""Races, and the twin of each: without the locks that the test is about, the race must happen.

No race depends on a clock: whoever has read waits until each of the others has read too, has ended,
or waits in the database for a lock that is held by one of those who wait here.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection, connections

from common import locks
from common.errors import Refused

P = ParamSpec("P")
R = TypeVar("R")

PATIENCE = 60
LOOK_EVERY = 0.01
# A busy machine is no reason to give up waiting for a lock.
PATIENT = (
    f"SET lock_timeout = '{PATIENCE}s'; SET statement_timeout = 0;"
    " SET idle_in_transaction_session_timeout = 0"
)
BLOCKED = "SELECT pid, pg_blocking_pids(pid) FROM unnest(%s) AS pid"


class ChangeLogOnly(locks.NoLocks):
    """No lock but that of the change log: its unique versions would stop the second writer before
    the race shows.
    """

    def last(self, name: str) -> None:
        locks.Locks().last(name)


class Race:
    """Calls in threads, and the point between reading and writing where they meet.

    Each caller meets the others once. Whoever is no caller of the race passes the point.
    """

    def __init__(self) -> None:
        self._news = threading.Condition()
        self._callers: dict[int, int] = {}
        self._here: set[int] = set()

    def together(self, *calls: Callable[[], object]) -> Counter[object]:
        """Run the calls at the same instant; count what they return, refusals by their code, other
        errors by their name.
        """
        start, outcomes = threading.Barrier(len(calls)), []
        self._callers, self._here = {}, set()

        def run(call: Callable[[], object]) -> None:
            try:
                self._enter()
                start.wait(PATIENCE)
                outcomes.append(call())
            except Refused as refusal:
                outcomes.append(refusal.reasons[0].code)
            except Exception as error:  # noqa: BLE001 - the twin breaks constraints: the backstop that the locks make unnecessary
                outcomes.append(type(error).__name__)
            finally:
                connections.close_all()
                self._arrive()

        threads = [threading.Thread(target=run, args=(call,)) for call in calls]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return Counter(outcomes)

    def before(self, function: Callable[P, R]) -> Callable[P, R]:
        """The function, which begins when all have met: they have read by then."""

        @wraps(function)
        def met(*args: P.args, **kwargs: P.kwargs) -> R:
            self.meet()
            return function(*args, **kwargs)

        return met

    def after(self, function: Callable[P, R]) -> Callable[P, R]:
        """The function, which reads, and returns when all have met."""

        @wraps(function)
        def met(*args: P.args, **kwargs: P.kwargs) -> R:
            found = function(*args, **kwargs)
            self.meet()
            return found

        return met

    def meet(self) -> None:
        """Wait for the others. Raises ``TimeoutError`` where they never come."""
        caller = threading.get_ident()
        if caller not in self._callers or self._callers[caller] in self._here:
            return
        self._arrive()
        until = time.monotonic() + PATIENCE
        with self._news:
            while not self._all_here():
                if time.monotonic() > until:
                    raise TimeoutError
                self._news.wait(LOOK_EVERY)

    def _enter(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(PATIENT)
            cursor.execute("SELECT pg_backend_pid()")
            self._callers[threading.get_ident()] = cursor.fetchone()[0]

    def _arrive(self) -> None:
        with self._news:
            self._here.add(self._callers[threading.get_ident()])
            self._news.notify_all()

    def _all_here(self) -> bool:
        """Whether nobody is still on their way: who is kept by a lock comes no further."""
        away = set(self._callers.values()) - self._here
        if not away:
            return True
        with connection.cursor() as cursor:
            cursor.execute(BLOCKED, [list(away)])
            blocked = {pid: set(by) for pid, by in cursor.fetchall()}
        kept = set(self._here)
        while more := {pid for pid, by in blocked.items() if by & kept} - kept:
            kept |= more
        return away <= kept
