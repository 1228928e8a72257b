"""Whom a contract keeps from an offer. Source: rules.md, exclusive-products."""

from __future__ import annotations

import datetime as dt

from pyroaring import AbstractBitMap, BitMap

from preflight.context import Context
from preflight.snapshot import PlanSnapshot


def free_from(plan: PlanSnapshot, context: Context) -> dt.date:
    """Offer start + renewal lead: who is bound until after it cannot take the offer."""
    lead = context.policies_on(plan.starts_on).renewal_lead_days
    return plan.starts_on + dt.timedelta(days=lead)


def bound_by(
    plan: PlanSnapshot, context: Context, people: AbstractBitMap
) -> dict[str, dict[str, BitMap]]:
    """Who of the people holds another product of the same exclusive group for so long: by group,
    then by product; groups without anybody are left out. A product excludes those that take its
    place, never itself: who has what the plan sells may have it from this very plan.
    """
    limit = free_from(plan, context)
    found: dict[str, dict[str, BitMap]] = {}
    for group in sorted({one for offer in plan.offers for one in offer.exclusive_groups}):
        own = {offer.product for offer in plan.offers if group in offer.exclusive_groups}
        for row in context.holdings:
            if (
                row.exclusive_group == group
                and row.product not in own
                and (row.ends_on is None or row.ends_on > limit)
                and (bound := people & row.persons)
            ):
                found.setdefault(group, {}).setdefault(row.product, BitMap()).update(bound)
    return found
