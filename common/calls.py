"""How often somebody may call within a span of time: counted over all processes, in one statement a
call.

What counts is a span that slides: the calls of the span under way, and of the one before it the
part that still lies within a span's length, as if its calls had come evenly. A refused call does
not count. The rows are written without the log of the database, which a limit need not survive.

A caller with a high limit calls often, so a process counts a sixtieth part of it at once and gives
that out from its memory within the next moments. The limit is never exceeded, however many
processes there are; it may be reached by as many calls too early as they had counted and not given.
"""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import dataclass
from typing import Any

from cachetools import LRUCache
from django.db import connection

from common import clock
from common.models import CallCount

FORGOTTEN_AFTER = dt.timedelta(days=2)  # the longest span is a day, and the one before it counts
SHARE = 60  # this part of a limit is counted at once
GIVEN_WITHIN = 12  # and given out within this part of the span

# The part of the former span that still counts, when the span under way began at some moment.
LEFT = "ceil({calls} * least(1, 1 - extract(epoch from %(now)s - {since}) / %(seconds)s))"
TAKE = f"""
INSERT INTO common_callcount AS known (key, since, calls, before)
VALUES (%(key)s, %(now)s, %(n)s, 0)
ON CONFLICT (key) DO UPDATE SET
  since = CASE WHEN %(now)s < known.since + %(span)s THEN known.since
               WHEN %(now)s < known.since + 2 * %(span)s THEN known.since + %(span)s
               ELSE %(now)s END,
  calls = CASE WHEN %(now)s < known.since + %(span)s THEN known.calls + %(n)s ELSE %(n)s END,
  before = CASE WHEN %(now)s < known.since + %(span)s THEN known.before
                WHEN %(now)s < known.since + 2 * %(span)s THEN known.calls
                ELSE 0 END
WHERE %(most)s - %(n)s >= CASE
  WHEN %(now)s < known.since + %(span)s
    THEN known.calls + {LEFT.format(calls="known.before", since="known.since")}
  WHEN %(now)s < known.since + 2 * %(span)s
    THEN {LEFT.format(calls="known.calls", since="(known.since + %(span)s)")}
  ELSE 0 END
RETURNING calls
"""  # noqa: S608 - the parts are constants


@dataclass(slots=True)
class Given:
    """Calls that were counted ahead: how many are left, and until when they may be given out."""

    left: int
    until: dt.datetime


_given: LRUCache[tuple[str, str], Given] = LRUCache(maxsize=10_000)
_lock = threading.Lock()


def may_call(key: str, *, most: int, seconds: int) -> bool:
    """Count a call, unless there were so many within so many seconds."""
    ahead = most // SHARE
    if ahead <= 1:
        return _take(key, 1, most=most, seconds=seconds)
    now, place = clock.now(), (connection.settings_dict["NAME"], key)
    with _lock:
        given = _given.get(place)
        if given is not None and given.left and now < given.until:
            given.left -= 1
            return True
    if _take(key, ahead, most=most, seconds=seconds):
        until = now + dt.timedelta(seconds=seconds / GIVEN_WITHIN)
        with _lock:
            _given[place] = Given(ahead - 1, until)
        return True
    return _take(key, 1, most=most, seconds=seconds)


def _take(key: str, n: int, *, most: int, seconds: int) -> bool:
    values: dict[str, Any] = {
        "key": key,
        "n": n,
        "now": clock.now(),
        "span": dt.timedelta(seconds=seconds),
        "seconds": seconds,
        "most": most,
    }
    with connection.cursor() as cursor:
        cursor.execute(TAKE, values)
        return cursor.fetchone() is not None


def forget() -> None:
    """Give out nothing that was counted ahead, as tests do between two databases."""
    with _lock:
        _given.clear()


def wait_s(key: str, *, seconds: int) -> float:
    """How long until the span of a refused caller is over."""
    since = CallCount.objects.filter(key=key).values_list("since", flat=True).first()
    gone = (clock.now() - since).total_seconds() if since else 0
    return float(max(seconds - gone, 1))


def forget_old() -> None:
    """Remove the counts of those who have not called for long."""
    CallCount.objects.filter(since__lt=clock.now() - FORGOTTEN_AFTER).delete()
