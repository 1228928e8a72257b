"""How often somebody may call within a span of time: counted over all processes, in one statement a
call.

What counts is a span that slides: the calls of the span under way, and of the one before it the
part that still lies within a span's length, as if its calls had come evenly. A refused call does
not count. The rows are written without the log of the database, which a limit need not survive.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import connection

from common import clock
from common.models import CallCount

FORGOTTEN_AFTER = dt.timedelta(days=2)  # the longest span is a day, and the one before it counts

# The part of the former span that still counts, when the span under way began at some moment.
LEFT = "ceil({calls} * least(1, 1 - extract(epoch from %(now)s - {since}) / %(seconds)s))"
TAKE = f"""
INSERT INTO common_callcount AS known (key, since, calls, before)
VALUES (%(key)s, %(now)s, 1, 0)
ON CONFLICT (key) DO UPDATE SET
  since = CASE WHEN %(now)s < known.since + %(span)s THEN known.since
               WHEN %(now)s < known.since + 2 * %(span)s THEN known.since + %(span)s
               ELSE %(now)s END,
  calls = CASE WHEN %(now)s < known.since + %(span)s THEN known.calls + 1 ELSE 1 END,
  before = CASE WHEN %(now)s < known.since + %(span)s THEN known.before
                WHEN %(now)s < known.since + 2 * %(span)s THEN known.calls
                ELSE 0 END
WHERE %(most)s > CASE
  WHEN %(now)s < known.since + %(span)s
    THEN known.calls + {LEFT.format(calls="known.before", since="known.since")}
  WHEN %(now)s < known.since + 2 * %(span)s
    THEN {LEFT.format(calls="known.calls", since="(known.since + %(span)s)")}
  ELSE 0 END
RETURNING calls
"""  # noqa: S608 - the parts are constants


def may_call(key: str, *, most: int, seconds: int) -> bool:
    """Count a call, unless there were so many within so many seconds."""
    values: dict[str, Any] = {
        "key": key,
        "now": clock.now(),
        "span": dt.timedelta(seconds=seconds),
        "seconds": seconds,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE, values)
        return cursor.fetchone() is not None


def wait_s(key: str, *, seconds: int) -> float:
    """How long until the span of a refused caller is over."""
    since = CallCount.objects.filter(key=key).values_list("since", flat=True).first()
    gone = (clock.now() - since).total_seconds() if since else 0
    return float(max(seconds - gone, 1))


def forget_old() -> None:
    """Remove the counts of those who have not called for long."""
    CallCount.objects.filter(since__lt=clock.now() - FORGOTTEN_AFTER).delete()
