"""Who sees an offer that is shown in public. Source: rules.md, offer-clash (b)."""

from __future__ import annotations

from pyroaring import AbstractBitMap, BitMap

from preflight.context import Context
from preflight.parties import NOBODY
from preflight.snapshot import PlanSnapshot


def exposed(showing: PlanSnapshot, seeing: PlanSnapshot, context: Context) -> AbstractBitMap:
    """Those of one plan's audience who live in a branch where the other shows its offer in
    public.
    """
    if not any(context.is_public(channel) for channel in showing.channels):
        return NOBODY
    if not showing.branches:
        return seeing.persons
    return seeing.persons & BitMap().union(
        *(context.branches.get(branch, NOBODY) for branch in showing.branches)
    )
