"""Today and now of the company, whose days are those of Asia/Shanghai."""

from __future__ import annotations

import datetime as dt

from django.utils import timezone


def now() -> dt.datetime:
    """The instant, with offset."""
    return timezone.now()


def today(at: dt.datetime | None = None) -> dt.date:
    """The local date of ``at`` (now if not given)."""
    return timezone.localdate(at)


def monday(day: dt.date) -> dt.date:
    """The Monday of the week of ``day``."""
    return day - dt.timedelta(days=day.weekday())


def days(first: dt.date, last: dt.date) -> list[dt.date]:
    """Every date from first to last, both included; empty when last lies before first."""
    return [first + dt.timedelta(days=n) for n in range((last - first).days + 1)]


def iso(moment: dt.datetime | None) -> str | None:
    """An instant in the company's time, ISO 8601 with its offset."""
    return timezone.localtime(moment).isoformat() if moment is not None else None
