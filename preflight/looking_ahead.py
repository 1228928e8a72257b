"""Trying the ways out of a loaded plan; what lies around other first days is loaded for it."""

from __future__ import annotations

import time
from collections.abc import Sequence
from math import inf

from findings.types import FindingDraft
from preflight import loading
from preflight.loading import Loaded
from preflight.outlook import Ask, with_outlooks

# A plan with very many findings has more ways out than anybody reads.
MOST_SECONDS = 6.0


def looked_ahead(
    loaded: Loaded, findings: Sequence[FindingDraft], ask: Ask, *, deadline: float | None = None
) -> tuple[FindingDraft, ...]:
    """The findings with what each way out leads to, as ``preflight.outlook`` tries them, the worst
    first, for some seconds or until the deadline.
    """
    until = min(deadline or inf, time.monotonic() + MOST_SECONDS)
    return with_outlooks(
        loaded.plan,
        findings,
        loaded.context,
        ask=ask,
        farther=lambda first, last: loading.farther(loaded, first, last),
        deadline=until,
    )
