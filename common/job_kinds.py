"""What kinds of jobs there are: what each does, when it may run, and where jobs come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from common.models import Job


@dataclass(frozen=True, slots=True)
class Claim:
    """A job held by this worker. ``attempt`` is the fencing token."""

    job_id: int
    kind: str
    key: str
    payload: dict[str, Any]
    attempt: int
    request: str = ""


Handler = Callable[[Claim], None]
FailureHandler = Callable[[Job], None]
Source = Callable[[dt.datetime], object]


@dataclass(frozen=True, slots=True)
class JobKind:
    """What a kind of job does, what follows when it is given up, and what people call it.
    ``is_ended``: giving it up ended what it was for, which is begun anew in its own place.
    """

    handler: Handler
    on_failed: FailureHandler | None
    name: str | Promise
    is_ended: bool


KINDS: dict[str, JobKind] = {}
ALONE: set[str] = set()
RECURRING: list[tuple[str, str]] = []
PATIENT: set[str] = set()
SOURCES: list[Source] = []


def register(
    kind: str,
    handler: Handler,
    *,
    name: str | Promise,
    on_failed: FailureHandler | None = None,
    ends_what_it_is_for: bool = False,
    one_at_a_time: bool = False,
    is_patient: bool = False,
) -> None:
    """Say what a kind of job does, what people call it, and what follows when all its attempts
    failed.

    Where giving up ends what the work is for, an import say, it cannot be tried again
    (``ends_what_it_is_for``). Long work takes one worker process at most (``one_at_a_time``), so
    that short work never stands behind a row of it. What nobody waits for (``is_patient``) lets
    others that come within ten seconds go before.
    """
    KINDS[kind] = JobKind(handler, on_failed, name, ends_what_it_is_for)
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


def name_of(kind: str) -> str:
    """What people call a kind of job; its code where no floor knows it any more."""
    return str(KINDS[kind].name) if kind in KINDS else kind
