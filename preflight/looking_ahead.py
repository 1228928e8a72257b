"""Trying the ways out of a loaded plan; what lies around other first days is loaded for it."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Sequence
from math import inf

from findings.types import FindingDraft
from preflight import loading
from preflight.context import Context
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
    known = loaded.context
    until = min(deadline or inf, time.monotonic() + MOST_SECONDS)

    def farther(first: dt.date, last: dt.date) -> Context:
        return loading.load_context(
            loaded.plan,
            as_of=known.as_of,
            is_submission=known.is_submission,
            is_preview=known.is_preview,
            start_from=first,
            start_until=last,
        ).context

    return with_outlooks(loaded.plan, findings, known, ask=ask, farther=farther, deadline=until)
