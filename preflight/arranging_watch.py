"""What keeps the job of an arrangement alive and knows whether somebody stopped it."""

from __future__ import annotations

import time
from typing import Any

from common import jobs
from common.job_kinds import Claim
from preflight.models import Arrangement

BEAT_SECONDS = 1.0


class Lost(Exception):
    """The job went to another worker; this one writes nothing."""


class Watch:
    """What keeps the job alive and knows whether somebody stopped it, asked at most each second."""

    def __init__(self, claim: Claim, arrangement: Arrangement) -> None:
        self.claim, self.arrangement = claim, arrangement
        self.beaten = 0.0
        self.is_stopped = False
        self.best: dict[str, int] = {}

    def beat(self, percent: int) -> None:
        """Show how far the work is. Raises ``Lost``."""
        if time.monotonic() - self.beaten < BEAT_SECONDS:
            return
        self.beaten = time.monotonic()
        if not jobs.beat(self.claim, progress=percent):
            raise Lost
        rows = Arrangement.objects.filter(pk=self.arrangement.pk)
        if self.best:
            rows.update(best=self.best)
        self.is_stopped = rows.exclude(stopped_at=None).exists()

    def between(self, first: int, last: int) -> Any:
        """A listener that turns per cents of a part into per cents of the job."""
        return lambda percent: self.beat(first + (last - first) * percent // 100)
