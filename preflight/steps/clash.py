"""What can be done about two offers that clash, on either side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from findings.enums import WayOutKind
from findings.types import WayOut
from preflight.context import Context, money
from preflight.parties import organisations_of
from preflight.snapshot import PlanSnapshot
from preflight.steps.dates import shift
from preflight.terms import Difference


def joining(plan: PlanSnapshot, other: PlanSnapshot) -> WayOut:
    """One joint plan in the place of two."""
    return WayOut(kind=WayOutKind.JOIN_CAMPAIGNS, campaign=plan.code, params={"with": other.code})


def exclusions(plan: PlanSnapshot, other: PlanSnapshot) -> Iterator[WayOut]:
    """Leave the shared persons out on either side; not on one whose people the other leaves out
    already.
    """
    for side, against in ((plan, other), (other, plan)):
        if side is other and not (side.is_movable and plan.code):
            continue
        if side.code in against.excludes and side.code:
            continue
        left = side.persons - (against.audience | (plan.eligible & other.eligible))
        yield WayOut(
            kind=WayOutKind.EXCLUDE_SHARED,
            campaign=side.code,
            params={"with": against.code},
            effect={
                "audience_before": len(side.persons),
                "audience_after": len(left),
                "organisations_after": len(organisations_of(side.audience - against.audience)),
                "shared_persons_after": 0,
                "stays": "visible",
            },
        )


def aligned(plan: PlanSnapshot, found: Difference) -> Iterator[WayOut]:
    """Take over the other side's terms in the tier with the widest gap."""
    worst = found.worst
    if worst is None or not plan.is_movable or worst.own.get_kind != worst.other.get_kind:
        return
    before, after = worst.own.value, worst.other.value
    if before is None or after is None:
        return
    names = ("pay", "get", "payout_months", "min_spend", "lock_months")
    changed = {
        name: getattr(worst.other, name)
        for name in names
        if getattr(worst.own, name) != getattr(worst.other, name)
    }
    if before != after:
        changed["get_value"] = after
    yield WayOut(
        kind=WayOutKind.ALIGN_TERMS,
        campaign=plan.code,
        params={"offer": worst.own.number, **changed},
        effect={
            "gap_points_after": 0,
            "value_before": money(before),
            "value_after": money(after),
        },
        solves=len(found.compared) == 1,
    )


def shifts(plan: PlanSnapshot, other: PlanSnapshot, context: Context) -> Iterator[WayOut]:
    """Start so long after the other's end that the offers no longer meet, on either side."""
    apart = dt.timedelta(days=context.policies_of_pair(plan, other).clash_near_days + 1)
    for side, against in ((plan, other), (other, plan)):
        starts_on = against.ends_on + apart
        if not side.is_movable or starts_on <= side.starts_on:
            continue
        yield shift(side, starts_on, days_apart_after=apart.days)


def leaving(plan: PlanSnapshot, shown: Iterable[str], *, solves: bool) -> Iterator[WayOut]:
    """Give up the first of the public channels on which both are seen."""
    for channel in sorted(shown)[:1]:
        placements = [one for one in plan.placements if one.channel == channel]
        yield WayOut(
            kind=WayOutKind.LEAVE_CHANNEL,
            campaign=plan.code,
            params={"channel": channel},
            effect={
                "orders_lost": sum(one.expected_orders for one in placements),
                "channels_after": len(plan.channels) - 1,
            },
            solves=solves,
        )


def scripts(plan: PlanSnapshot, other: PlanSnapshot) -> Iterator[WayOut]:
    """The words for front-line staff, on either side."""
    for side, against in ((plan, other), (other, plan)):
        if side is plan or (side.is_movable and plan.code):
            yield WayOut(
                kind=WayOutKind.ATTACH_SCRIPT,
                campaign=side.code,
                params={"with": against.code},
                effect={"closes": "visible"},
            )
