"""Another channel for a placement."""

from __future__ import annotations

from collections.abc import Iterator

from channels.enums import Fit
from findings.enums import WayOutKind
from findings.types import WayOut
from preflight.context import Context
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import PlacementSnapshot


def is_open(
    channel: str, plan: PlanSnapshot, placement: PlacementSnapshot, context: Context
) -> bool:
    """Whether no rule forbids or discourages the channel for the placement's products and people,
    and it sells what is billed to a group, if that is offered.
    """
    products = plan.sold_through(placement)
    selling = context.policies_on(plan.starts_on).fit_group_channels
    if plan.group_billed & set(products) and channel not in selling:
        return False
    against = [
        rule
        for rule in context.fits
        if rule.channel == channel
        and rule.product in products
        and rule.fit in {Fit.FORBIDDEN, Fit.DISCOURAGED}
        and rule.group in context.groups
    ]
    return not any(placement.parties.intersect(context.groups[rule.group]) for rule in against)


def changes(
    plan: PlanSnapshot,
    placement: PlacementSnapshot,
    context: Context,
    *,
    among: frozenset[str] | None = None,
) -> Iterator[WayOut]:
    """To the channel that most rules prefer for these products, of those that nothing speaks
    against; the same direction first.
    """
    now = context.channels.get(placement.channel)
    products = plan.sold_through(placement)
    candidates = []
    for code, facts in context.channels.items():
        if (
            code in plan.channels
            or (among is not None and code not in among)
            or not is_open(code, plan, placement, context)
        ):
            continue
        preferred = sum(
            rule.channel == code and rule.product in products and rule.fit == Fit.PREFERRED
            for rule in context.fits
        )
        candidates.append((now is None or facts.direction != now.direction, -preferred, code))
    if candidates:
        yield WayOut(
            kind=WayOutKind.CHANGE_CHANNEL,
            campaign=plan.code,
            params={**placement.key, "to": min(candidates)[2]},
            effect={
                "persons": len(placement.persons),
                "expected_orders": placement.expected_orders,
            },
        )
