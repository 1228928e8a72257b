"""What every check needs, read before the first one: the plans in play with their persons, who is
counted as whom, where people live, who is contacted how often on which days.
"""

from __future__ import annotations

import datetime as dt
import gc

from common import clock
from customers import caches
from organization.policies import values_between
from preflight import around, master_data
from preflight.context import Context
from preflight.policies import Policies
from preflight.pressure import kept

# So far ahead plans are mostly planned.
AHEAD = dt.timedelta(days=120)


def warm() -> None:
    """Fill the caches of this process. What is in them at the end stays for long, so that the
    garbage collector need not look at it again and again.
    """
    today = clock.today()
    until = today + AHEAD
    near = around.around(today, until, as_of=today)
    (_today, policies), *later = [
        (day, Policies.from_values(found)) for day, found in values_between(today, until)
    ]
    context = Context(
        as_of=today,
        plans=near.plans,
        touches=near.sent.touches,
        policies=policies,
        later_policies=tuple(later),
        channels=master_data.channel_facts(),
    )
    kept.warm(context, today, until)
    master_data.branches(caches.state())
    gc.collect()
    gc.freeze()
