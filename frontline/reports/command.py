"""The one command that moves a report through its life, for people and for the clock."""

from __future__ import annotations

import datetime as dt
from typing import Any

from frontline.models import Report
from frontline.reports.workflow import REPORT
from organization.models import User


def change_report(
    *,
    report: Report,
    name: str,
    actor: User | None,
    reason: str = "",
    etag: int | None = None,
    now: dt.datetime | None = None,
    **asked: Any,
) -> Report:
    """Take the step ``name``; ``etag`` is the write counter that was read, ``asked`` what the step
    asks for: ``decision`` (decide), ``person`` (hand_on: a user name).

    Raises ``Refused``: 404 unknown step, 403 not theirs, 409 not now, 400 at what is missing, 412
    changed since it was read; and ``Busy``.
    """
    read = {"etag": etag}
    step = REPORT.apply(name, report.pk, actor=actor, reason=reason, read=read, now=now, **asked)
    return step.obj
