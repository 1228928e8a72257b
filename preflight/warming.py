"""What every check needs, read before the first one: the plans in play with their persons, who is
counted as whom, where people live.
"""

from __future__ import annotations

import datetime as dt
import gc

from common import clock
from customers import caches
from preflight import around, master_data

# So far ahead plans are mostly planned.
AHEAD = dt.timedelta(days=120)


def warm() -> None:
    """Fill the caches of this process. What is in them at the end stays for long, so that the
    garbage collector need not look at it again and again.
    """
    today = clock.today()
    around.around(today, today + AHEAD, as_of=today)
    master_data.branches(caches.state())
    gc.collect()
    gc.freeze()
