"""The workers' part of the index: taking in what waits, soon after it changed; and every night the
proof of some parts.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from common import clock, jobs
from common.job_kinds import Claim
from customers.index import fold
from customers.index.proof import prove_some
from customers.models import IndexNews, IndexStale

JOB, KEY = "customers.index", "index"
PROVED_A_NIGHT = 3


def ask(now: dt.datetime) -> None:
    """Have what waits taken in: asked by the dispatcher, which sees it whoever changed what."""
    if IndexStale.objects.exists() or IndexNews.objects.exists():
        jobs.enqueue(JOB, KEY, now=now)


def run(claim: Claim) -> None:
    """The job: part by part, as long as the job is its own."""
    now = clock.now()
    fold.begin_day(now)
    for done, shard in enumerate(parts := fold.waiting_parts()):
        fold.take_in(shard, now=now)
        if not jobs.beat(claim, progress=100 * (done + 1) // len(parts)):
            return
    with transaction.atomic():
        jobs.finish(claim, now=now)


def nightly(now: dt.datetime) -> None:
    """Have the index stand at the new day, and prove some parts of it."""
    fold.begin_day(now)
    prove_some(PROVED_A_NIGHT, seed=clock.today(now).toordinal())
