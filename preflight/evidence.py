"""Which channel is known to bring more orders. Source: rules.md, channel-fit."""

from __future__ import annotations

from math import sqrt

from channels.enums import Fit
from preflight.channel_load import Slot, push_load
from preflight.context import ChannelEvidence, Context
from preflight.snapshot import PlanSnapshot

# Two-sided 90 % interval of a normal distribution.
Z = 1.6449


def interval(evidence: ChannelEvidence) -> tuple[float, float]:
    """Wilson's 90 % interval of orders ÷ contacts."""
    n, rate = evidence.contacts, evidence.orders / evidence.contacts
    middle = (rate + Z * Z / (2 * n)) / (1 + Z * Z / n)
    half = Z / (1 + Z * Z / n) * sqrt(rate * (1 - rate) / n + Z * Z / (4 * n * n))
    return middle - half, middle + half


def best_channel(
    product: str, group: str, known: ChannelEvidence, plan: PlanSnapshot, context: Context
) -> ChannelEvidence | None:
    """The channel whose rate is surely higher than the known one's, allowed for the group, with
    capacity free.
    """
    policies = context.policies

    def is_solid(row: ChannelEvidence) -> bool:
        return (
            row.contacts >= policies.fit_evidence_contacts
            and row.rounds >= policies.fit_evidence_rounds
        )

    against = {
        rule.channel
        for rule in context.fits
        if (rule.product, rule.group) == (product, group)
        and rule.fit in {Fit.FORBIDDEN, Fit.DISCOURAGED}
    }
    if not is_solid(known):
        return None
    better = [
        row
        for row in context.evidence
        if (row.product, row.group) == (product, group)
        and row.channel not in against | {known.channel}
        and is_solid(row)
        and interval(row)[0] > interval(known)[1]
        and has_room(row.channel, plan, context)
    ]
    return max(better, key=lambda row: (row.orders / row.contacts, row.channel), default=None)


def has_room(channel: str, plan: PlanSnapshot, context: Context) -> bool:
    """Whether no week of the plan's window is full on the channel. Channels without a weekly limit
    always have room.
    """
    facts = context.channels.get(channel)
    if facts is None or facts.capacity_per_week is None:
        return facts is not None
    load: dict[Slot, int] = {}
    for other in context.in_play():
        for slot, count in push_load(other, channel).items():
            if slot.is_week and plan.starts_on <= slot.day <= plan.ends_on:
                load[slot] = load.get(slot, 0) + int(count)
    return max(load.values(), default=0) < facts.capacity_per_week
