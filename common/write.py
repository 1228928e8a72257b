"""How a write ends, whatever floor it is on: its audit row, then the change log.

A command opens its transaction, locks in the house's order (``common.locks``), checks, saves, tells
people; ``written`` is its last line, for the change log serialises all writers and must be the last
lock. What comes about without a deed (a check ran again, a day begins) ends with ``came_about``.
Looks that leave a trace (a number shown in clear, an export) write their row with ``audit.record``
and change nothing. Nothing else writes either log.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any, TypedDict, Unpack

from django.utils.translation import gettext_lazy as _

from common import audit, clock
from common.changelog import record_change
from common.errors import Reason, Refused
from common.numbers import next_number

STALE = Reason(
    "stale",
    _("Somebody changed this after you read it. Read it again, then repeat your change."),
    status=412,
)


class AuditDetails(TypedDict, total=False):
    """What the audit row says beside who did what to which object."""

    unit: str
    from_state: str
    to_state: str
    reason: str
    acting_for: str
    details: dict[str, Any]


def written(
    action: str,
    kind: str,
    code: str,
    *,
    actor: audit.Actor | None,
    now: dt.datetime | None = None,
    log: tuple[str, str] | None = None,
    of: Iterable[str] = (),
    **details: Unpack[AuditDetails],
) -> None:
    """Say that ``actor`` did ``action`` to the object ``kind`` ``code``: in the audit trail and, as
    ``log`` (kind of change, operation), in the change log that caches and followers read; without
    ``log`` nobody else's numbers depend on it. ``of`` are the codes that changed, where they are
    not the object's own, such as the plans of a finding.
    """
    at = now or clock.now()
    audit.record(action, actor=actor, object_type=kind, object_code=code, now=at, **details)
    if log is not None:
        came_about(*log, of=list(of) or [code], now=at)


def came_about(kind: str, operation: str, *, of: Iterable[str], now: dt.datetime) -> None:
    """Say in the change log alone that the objects ``of`` these codes changed; nobody did it."""
    for code in of:
        record_change(kind, code, operation, now=now)


def check_etag(present: int, read: int | None) -> None:
    """Raise ``Refused`` (412) when the object was written after it was read. ``None``: whoever
    writes does not say what they read.
    """
    if read is not None and read != present:
        raise Refused([STALE])


def next_code(letter: str, series: str, now: dt.datetime) -> str:
    """The next code of a series: letter, year, running number of the year."""
    year = clock.today(now).year
    return f"{letter}{year}-{next_number(f'{series}-{year}'):04d}"
