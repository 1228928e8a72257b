"""What a check would find after each way out: which one may be recommended, and what speaks against
the others. Source: rules.md, Ways out.
"""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from itertools import islice

from pyroaring import AbstractBitMap

from campaigns.categories import CHANNELS, may_lack
from findings.enums import Severity, WayOutKind
from findings.outlooks import Outlook
from findings.types import FindingDraft, WayOut
from preflight.applying import EDITS, applied
from preflight.context import Context
from preflight.meeting import may_matter
from preflight.rule import Rule
from preflight.rules import all_rules
from preflight.snapshot import PlanSnapshot
from preflight.steps.dates import shut
from preflight.transfers import after_transfer

# So many times the plan, changed by a way out, is compared with another plan: the outlook of very
# many ways out of very many findings is more than anybody reads. Counted and not timed, so that a
# check of the same world says the same on a busy machine; a comparison takes some 25 µs.
MOST_COMPARED = 10_000
# What these leave out is the persons of the finding.
BY_PERSONS = frozenset({WayOutKind.EXCLUDE_PERSONS, WayOutKind.EXCLUDE_SHARED})
# What these change may meet other plans than before.
ELSEWHERE = frozenset({WayOutKind.MOVE_WAVE, WayOutKind.CHANGE_CHANNEL})
Farther = Callable[[dt.date, dt.date], Context]
Ask = Callable[[PlanSnapshot, Context, Iterable[Rule]], Sequence[FindingDraft]]


def with_outlooks(
    plan: PlanSnapshot,
    findings: Sequence[FindingDraft],
    context: Context,
    *,
    ask: Ask,
    farther: Farther,
    deadline: float | None = None,
) -> tuple[FindingDraft, ...]:
    """The findings with their ways out tried: whether each solves its finding, and of those that
    change this plan what a check would find then.

    ``ask`` asks some rules, ``farther`` loads the context for other first days. After ``deadline``
    (``time.monotonic()``) nothing more is tried, and what was not tried is not said to solve
    anything.
    """
    worst_first = sorted(range(len(findings)), key=lambda place: findings[place].severity.rank)
    near = touched_by(plan, context)
    chosen = ways_to_try(plan, [findings[place] for place in worst_first], len(near.plans))
    starts = [way.params["starts_on"] for way in chosen if way.kind == WayOutKind.SHIFT_DATES]
    is_late = deadline is not None and time.monotonic() > deadline
    far = farther(min(starts), max(starts)) if starts and not is_late else context
    ahead = Ahead(plan, findings, context, near, far, ask, {way.id for way in chosen})
    looked = {place: look_at_ways(findings[place], ahead, deadline) for place in worst_first}
    return tuple(looked[place] for place in range(len(findings)))


def ways_to_try(
    plan: PlanSnapshot, findings: Iterable[FindingDraft], compared: int
) -> list[WayOut]:
    """Of the ways out that change the plan those that are tried: from the first finding on, as many
    as ``MOST_COMPARED`` allows with so many plans ``compared`` each. One that several findings
    offer is one.
    """
    ways = (way for found in findings for way in found.ways_out)
    own = {way.id: way for way in ways if way.campaign == plan.code and way.kind in EDITS}
    return list(islice(own.values(), max(MOST_COMPARED // (compared or 1), 1)))


def touched_by(plan: PlanSnapshot, context: Context) -> Context:
    """The context with those plans alone that can matter to this one."""
    around = dt.timedelta(days=max(held.widest_window for held in context.all_policies))
    near = tuple(
        one
        for one in context.plans
        if may_matter(plan, one, around=around, channels=context.channels)
    )
    # What is known of the others together is worth more than a few comparisons.
    return replace(context, plans=near) if 2 * len(near) < len(context.plans) else context


def look_at_ways(found: FindingDraft, ahead: Ahead, deadline: float | None) -> FindingDraft:
    """The finding with all its ways out tried."""
    ways = tuple(tried(way, found, ahead, deadline) for way in found.ways_out)
    return replace(found, ways_out=ways)


class Ahead:
    """The plan with what a check finds now, and around it what lies near (all of it, and what can
    matter to the plan) and farther away; the ways out that are chosen to be tried, and what was
    found after those that were.
    """

    def __init__(
        self,
        plan: PlanSnapshot,
        findings: Sequence[FindingDraft],
        context: Context,
        near: Context,
        far: Context,
        ask: Ask,
        chosen: AbstractSet[str],
    ) -> None:
        self.chosen = chosen
        self.after: dict[str, tuple[AbstractBitMap | None, Context, Sequence[FindingDraft]]] = {}
        self.others = {one.code: one for one in context.plans}
        self.plan = plan
        self.findings = findings
        self.ask = ask
        self.context = replace(context, needs_ways_out=False)
        self.alone = replace(self.context, plans=(plan,))
        self.near = replace(near, needs_ways_out=False)
        self.rules = {rule.code: rule for rule in all_rules()}
        self.far = replace(far, needs_ways_out=False)


def tried(way: WayOut, found: FindingDraft, ahead: Ahead, deadline: float | None) -> WayOut:
    """The way out with what it leads to."""
    if deadline is not None and time.monotonic() > deadline:
        return replace(way, solves=False)
    if way.kind == WayOutKind.TRANSFER_STOCK:
        there = after_transfer(way, ahead.context)
        return replace(way, solves=not stands(found, ahead, there))
    if way.campaign != ahead.plan.code:
        return replace(way, solves=solves_from_there(way, found, ahead))
    if way.id not in ahead.chosen:
        return replace(way, solves=False)
    changed = applied(ahead.plan, way, found, ahead.context)
    if changed is None:
        return replace(way, solves=False)
    persons = found.persons if way.kind in BY_PERSONS else None
    known = ahead.after.get(way.id)
    if known is None or known[0] != persons:
        context = around(way, changed, ahead)
        after = findings_after(way, changed, ahead, context)
        known = ahead.after[way.id] = persons, context, after
    _persons, context, after = known
    before, then = by_severity(ahead.findings), by_severity(after)
    return replace(
        way,
        solves=is_solved(found, ahead.findings, after),
        outlook=Outlook(
            blocking=then[Severity.BLOCKING],
            warning=then[Severity.WARNING],
            notice=then[Severity.NOTICE],
            is_better=weight(then) < weight(before),
            hindrances=tuple(hindrances(way, changed, after, ahead, context)),
        ),
    )


def around(way: WayOut, changed: PlanSnapshot, ahead: Ahead) -> Context:
    """What can matter to the plan as the way out leaves it. Only what goes somewhere else, or to
    other people, may meet plans that it did not meet before.
    """
    if way.kind == WayOutKind.SHIFT_DATES:
        return touched_by(changed, ahead.far)
    return touched_by(changed, ahead.context) if way.kind in ELSEWHERE else ahead.near


def findings_after(
    way: WayOut, changed: PlanSnapshot, ahead: Ahead, context: Context
) -> Sequence[FindingDraft]:
    """What a check would find; rules that the way out cannot touch are not asked again."""
    asked, kept = [], set()
    for rule in all_rules():
        moves = way.kind == WayOutKind.SHIFT_DATES
        if way.kind in rule.untouched_by or (moves and not rule.depends_on_dates):
            kept.add(rule.code)
        else:
            asked.append(rule)
    standing = [found for found in ahead.findings if found.rule in kept]
    context = replace(context, earlier=tuple(standing))
    return [*standing, *ahead.ask(changed, context, asked)]


def by_severity(findings: Iterable[FindingDraft]) -> Counter[Severity]:
    return Counter(found.severity for found in findings)


def weight(counts: Counter[Severity]) -> tuple[int, ...]:
    """The worst first."""
    return tuple(counts[severity] for severity in Severity)


def is_solved(
    found: FindingDraft, before: Iterable[FindingDraft], after: Sequence[FindingDraft]
) -> bool:
    """Whether the finding is gone, and not only stands elsewhere now: in another week, say."""
    fewer = sum(one.rule == found.rule for one in after) < sum(
        one.rule == found.rule for one in before
    )
    return fewer and not any(is_one(one, found) for one in after)


def is_one(one: FindingDraft, two: FindingDraft) -> bool:
    """Whether two findings have one fingerprint. It is made only where they may."""
    return (
        one.rule == two.rule
        and set(one.campaigns) == set(two.campaigns)
        and one.fingerprint == two.fingerprint
    )


def stands(found: FindingDraft, ahead: Ahead, context: Context) -> bool:
    """Whether its rule still finds it in another context."""
    rule = ahead.rules.get(found.rule)
    return rule is not None and any(
        is_one(one, found) for one in ahead.ask(ahead.plan, context, [rule])
    )


def solves_from_there(way: WayOut, found: FindingDraft, ahead: Ahead) -> bool:
    """Whether a change of another plan would settle the finding here."""
    theirs = ahead.others.get(way.campaign)
    changed = applied(theirs, way, found, ahead.alone) if theirs is not None else None
    if changed is None:
        return False
    if len(found.campaigns) > 1:
        plans: tuple[PlanSnapshot, ...] = (changed,)  # what two plans bring about needs no third
    else:
        plans = tuple(changed if one is theirs else one for one in ahead.context.plans)
    return not stands(found, ahead, replace(ahead.context, plans=plans))


def hindrances(
    way: WayOut,
    changed: PlanSnapshot,
    after: Sequence[FindingDraft],
    ahead: Ahead,
    context: Context,
) -> Iterator[str]:
    """Why the way out is never recommended, as codes of ``findings.outlooks.HINDRANCES``."""
    plan = ahead.plan
    unfit = {rule.code for rule in all_rules() if rule.judges_channels}
    if is_emptied(plan, changed):
        yield "nobody_left"
    if plan.placements and not changed.placements and not may_lack(plan.category, CHANNELS):
        yield "only_channel"
    if way.kind == WayOutKind.REDUCE_REQUEST and not way.params["quantity"]:
        yield "empty_request"
    if way.kind == WayOutKind.SHIFT_DATES:
        yield from of_dates(plan, changed, context)
    if way.kind == WayOutKind.MOVE_WAVE and way.params["to"] < context.as_of:
        yield "past_day"
    if shut(changed, context) - shut(plan, context):
        yield "closed_day"
    if way.kind == WayOutKind.CHANGE_CHANNEL and any(
        one.rule in unfit and one.subject["channel"] == way.params["to"] for one in after
    ):
        yield "unfit_channel"
    before = blocking_by_rule(ahead.findings)
    if any(count > before[rule] for rule, count in blocking_by_rule(after).items()):
        yield "new_blocking"


def is_emptied(plan: PlanSnapshot, changed: PlanSnapshot) -> bool:
    """Whether nobody is left in the audience, or in a placement that had somebody."""
    left = {(one.channel, one.product) for one in changed.placements if not one.parties}
    had = {(one.channel, one.product) for one in plan.placements if one.parties}
    return bool(plan.audience and not changed.audience) or bool(left & had)


def of_dates(plan: PlanSnapshot, changed: PlanSnapshot, context: Context) -> Iterator[str]:
    """What speaks against other dates."""
    training = changed.service_plan.training_on
    days = [changed.starts_on, *(one.needed_by for one in changed.requests)]
    if any(day < context.as_of for day in ([*days, training] if training else days)):
        yield "past_day"
    if abs((changed.starts_on - plan.starts_on).days) > plan.flex_days:
        yield "beyond_flex"
    if changed.starts_on in context.holidays:
        yield "holiday"


def blocking_by_rule(findings: Iterable[FindingDraft]) -> Counter[str]:
    return Counter(one.rule for one in findings if one.severity == Severity.BLOCKING)
