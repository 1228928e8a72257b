"""Weeks and channels that can carry only so much: what is fixed in them, what may come to lie
there.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable

from preflight.arranging.crowding import Bin
from preflight.channel_load import WEEK

HUNDRED = 100
SIX_DAYS = dt.timedelta(days=WEEK - 1)


def needed(bins: Iterable[Bin]) -> list[Bin]:
    """Those that can come to hold more than they have room for."""
    found = []
    for one in bins:
        most: dict[int, int] = defaultdict(int)
        for fill in one.fills:
            most[fill.piece] = max(most[fill.piece], fill.amount)
        if sum(most.values()) > one.room:
            found.append(one)
    return found


def room(limit: int, held: float) -> int:
    """What is left beside what is fixed; never less than nothing."""
    return max(int(limit - held), 0)
