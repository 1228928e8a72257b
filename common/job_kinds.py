"""What kinds of jobs there are: what each does, when it may run, and where jobs come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from common.models import Job


@dataclass(frozen=True, slots=True)
class Claim:
    """A job held by this worker. ``attempt`` is the fencing token."""

    job_id: int
    kind: str
    key: str
    payload: dict[str, Any]
    attempt: int


Handler = Callable[[Claim], None]
FailureHandler = Callable[[Job], None]
Source = Callable[[dt.datetime], object]
HANDLERS: dict[str, tuple[Handler, FailureHandler | None]] = {}
ALONE: set[str] = set()
RECURRING: list[tuple[str, str]] = []
PATIENT: set[str] = set()
SOURCES: list[Source] = []


def register(
    kind: str,
    handler: Handler,
    *,
    on_failed: FailureHandler | None = None,
    one_at_a_time: bool = False,
    is_patient: bool = False,
) -> None:
    """Say what a kind of job does, and what follows when all its attempts failed.

    Long work takes one worker process at most (``one_at_a_time``), so that short work never stands
    behind a row of it. What nobody waits for (``is_patient``) lets others that come within
    ten seconds go before.
    """
    HANDLERS[kind] = (handler, on_failed)
    if one_at_a_time:
        ALONE.add(kind)
    if is_patient:
        PATIENT.add(kind)


def register_source(ask: Source) -> None:
    """Ask, before work is given out, for jobs that follow from what no command enqueues."""
    if ask not in SOURCES:
        SOURCES.append(ask)


def register_recurring(kind: str, key: str) -> None:
    """Name a job that enqueues its own next run; ``jobs.ensure_recurring`` starts it where none is
    waiting.
    """
    if (kind, key) not in RECURRING:
        RECURRING.append((kind, key))
