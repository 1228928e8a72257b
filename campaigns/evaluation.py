"""By when a plan that is over has to be evaluated."""

from __future__ import annotations

import datetime as dt

EVALUATION_DAYS = 30  # rules.md, results-owed


def evaluation_due(last_day: dt.date | None) -> dt.date | None:
    """The last day in time, of a plan that really ran until ``last_day``; None without one."""
    return last_day + dt.timedelta(days=EVALUATION_DAYS) if last_day else None
