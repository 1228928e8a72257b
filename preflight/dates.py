"""The date finder: every start in a span, ranked by what the rules would find."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import dataclass, replace

from campaigns.models import Campaign, PlanVersion
from common.clock import days
from findings.enums import Severity
from preflight import loading
from preflight.engine import evaluate
from preflight.loading import Loaded
from preflight.rules import all_rules

MOST_STARTS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A first day, and how many findings the plan would have with it; ``rules`` are those that find
    something.
    """

    starts_on: dt.date
    ends_on: dt.date
    days_moved: int
    blocking: int
    warning: int
    notice: int
    rules: tuple[str, ...]

    @property
    def order(self) -> tuple[int, int, int, int, dt.date]:
        """Best first: fewest blocking, warnings, notices; then the nearest to the planned day."""
        return (self.blocking, self.warning, self.notice, abs(self.days_moved), self.starts_on)


def find_dates(
    campaign: Campaign, version: PlanVersion, *, first: dt.date, last: dt.date, today: dt.date
) -> list[Start]:
    """Every start from first to last day that is not past, best first, keeping the plan's length.

    Waves, requests and training move along. Rules that dates cannot change are asked once and count
    for each start.
    """
    plan = loading.stored_plan(campaign, version, today=today)
    begin = max(first, today)
    loaded = loading.load_context(plan, as_of=today, start_from=begin, start_until=max(last, begin))
    fixed = [rule for rule in all_rules() if not rule.depends_on_dates]
    constant = Counter(
        (found.severity, found.rule)
        for found in evaluate(plan, loaded.context, rules=fixed).findings
    )
    return sorted(
        (rated(loaded, day, constant) for day in days(begin, last)[:MOST_STARTS]),
        key=lambda start: start.order,
    )


def rated(loaded: Loaded, starts_on: dt.date, constant: Counter[tuple[Severity, str]]) -> Start:
    """One start with its counts."""
    moved = loaded.plan.moved(starts_on)
    rules = [rule for rule in all_rules() if rule.depends_on_dates]
    answers = evaluate(moved, replace(loaded.context, needs_ways_out=False), rules=rules)
    counts = constant + Counter((found.severity, found.rule) for found in answers.findings)
    by_severity: Counter[Severity] = Counter()
    for (severity, _rule), count in counts.items():
        by_severity[severity] += count
    return Start(
        starts_on=moved.starts_on,
        ends_on=moved.ends_on,
        days_moved=(starts_on - loaded.plan.starts_on).days,
        blocking=by_severity[Severity.BLOCKING],
        warning=by_severity[Severity.WARNING],
        notice=by_severity[Severity.NOTICE],
        rules=tuple(sorted({rule for _severity, rule in counts})),
    )
