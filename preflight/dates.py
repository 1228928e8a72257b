"""The date finder: every start in a span, ranked by what the rules would find."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from campaigns.models import Campaign, PlanVersion
from common.clock import days, monday
from findings.enums import Severity
from findings.types import FindingDraft
from preflight import loading, stored_plans
from preflight.context import Context
from preflight.engine import evaluate
from preflight.outlook import of_dates
from preflight.rules import all_rules
from preflight.rules.contact_pressure import ContactPressure
from preflight.rules.launch_clustering import Launches, by_week, weeks_points
from preflight.snapshot import PlanSnapshot
from preflight.steps.dates import shut

MOST_STARTS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """A first day, and how many findings the plan would have with it; ``rules`` are those that find
    something. Against the planned first day ``solves`` are the rules that would find less, ``adds``
    those that would find more. ``persons`` are those who would be contacted too often (counted once
    for each limit), ``points`` the launch points of the company in that week with their ``limit``.
    ``hindrances`` are codes of why no plan should be moved there.
    """

    starts_on: dt.date
    ends_on: dt.date
    days_moved: int
    blocking: int
    warning: int
    notice: int
    persons: int
    points: int
    limit: int
    rules: tuple[str, ...]
    solves: tuple[str, ...]
    adds: tuple[str, ...]
    hindrances: tuple[str, ...]

    @property
    def weight(self) -> tuple[int, int, int]:
        """Fewest blocking, warnings, notices."""
        return (self.blocking, self.warning, self.notice)

    @property
    def order(self) -> tuple[bool, tuple[int, int, int], int, int, int, dt.date]:
        """Best first: nothing against the day, least found, the fewest persons contacted too often,
        the lightest week, then the nearest to the planned day.
        """
        load = max(self.points - self.limit, 0)
        found = (bool(self.hindrances), self.weight, self.persons, load)
        return (*found, abs(self.days_moved), self.starts_on)


Counts = Counter[tuple[Severity, str]]


def find_dates(
    campaign: Campaign, version: PlanVersion, *, first: dt.date, last: dt.date, today: dt.date
) -> list[Start]:
    """Every start from first to last day that is not past, best first, keeping the plan's length.

    Waves, requests and training move along. Rules that dates cannot change are asked once and count
    for each start.
    """
    plan = stored_plans.stored_plan(campaign, version, today=today)
    begin = max(first, today)
    loaded = loading.load_context(plan, as_of=today, start_from=begin, start_until=max(last, begin))
    context = replace(loaded.context, needs_ways_out=False)
    fixed = [rule for rule in all_rules() if not rule.depends_on_dates]
    constant = counted(evaluate(plan, context, rules=fixed).findings)
    planned = constant + counted(moving(plan, context))
    weeks = by_week((*context.plans, *context.launches), context)
    starts = (
        rated(plan, context, day, constant, planned, weeks.get(monday(day), []))
        for day in days(begin, last)[:MOST_STARTS]
    )
    return sorted(starts, key=lambda start: start.order)


def counted(findings: Iterable[FindingDraft]) -> Counts:
    return Counter((found.severity, found.rule) for found in findings)


def moving(plan: PlanSnapshot, context: Context) -> tuple[FindingDraft, ...]:
    """What the rules find whose answer depends on the dates."""
    rules = [rule for rule in all_rules() if rule.depends_on_dates]
    return evaluate(plan, context, rules=rules).findings


def rated(
    plan: PlanSnapshot,
    context: Context,
    starts_on: dt.date,
    constant: Counts,
    planned: Counts,
    there: Launches,
) -> Start:
    """One start with its counts, beside those of the planned first day; ``there`` are the others
    that start in that week.
    """
    moved = plan.moved(starts_on)
    found = moving(moved, context)
    counts = constant + counted(found)
    points, _fullest = weeks_points(moved, there, context)
    by_severity: Counter[Severity] = Counter()
    for (severity, _rule), count in counts.items():
        by_severity[severity] += count
    return Start(
        starts_on=moved.starts_on,
        ends_on=moved.ends_on,
        days_moved=(starts_on - plan.starts_on).days,
        blocking=by_severity[Severity.BLOCKING],
        warning=by_severity[Severity.WARNING],
        notice=by_severity[Severity.NOTICE],
        persons=sum(one.facts["persons_over"] for one in found if one.rule == ContactPressure.code),
        points=points,
        limit=context.policies_on(starts_on).launch_company_limit,
        rules=rules_of(counts),
        solves=rules_of(planned - counts),
        adds=rules_of(counts - planned),
        hindrances=tuple(against(plan, moved, context)),
    )


def rules_of(counts: Counts) -> tuple[str, ...]:
    return tuple(sorted({rule for _severity, rule in counts}))


def against(plan: PlanSnapshot, moved: PlanSnapshot, context: Context) -> Iterator[str]:
    """What speaks against a start, as codes of ``findings.outlooks.HINDRANCES``."""
    yield from of_dates(plan, moved, context)
    if shut(moved, context):
        yield "closed_day"
