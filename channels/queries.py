from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from channels.models import Channel, CustomerGroup, LoadingRule, Product
from channels.models.rule import LoadingRuleQuerySet


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A product for a customer group, with the rule in force on each channel (None: allowed,
    nothing said).
    """

    product: Product
    group: CustomerGroup
    rules: tuple[LoadingRule | None, ...]


def rules_in_force(day: dt.date) -> dict[tuple[str, str, str], LoadingRule]:
    """The rule of each (product, customer group, channel) on a day, by their codes."""
    rows = LoadingRule.objects.in_force(day).select_related(
        "product__family", "customer_group", "channel"
    )
    return {(rule.product.code, rule.customer_group.code, rule.channel.code): rule for rule in rows}


def matrix(*, day: dt.date, family: str = "") -> tuple[list[Channel], list[MatrixRow]]:
    """The loading rules as a table: active channels across, products and groups with at least one
    rule down.
    """
    channels = list(Channel.objects.filter(is_active=True))
    rules = rules_in_force(day)
    pairs: dict[tuple[str, str], tuple[Product, CustomerGroup]] = {}
    for (product, group, _channel), rule in rules.items():
        if not family or rule.product.family.code == family:
            pairs[product, group] = (rule.product, rule.customer_group)
    rows = [
        MatrixRow(
            product,
            group,
            tuple(rules.get((product.code, group.code, channel.code)) for channel in channels),
        )
        for _key, (product, group) in sorted(pairs.items())
    ]
    return channels, rows


def history(*, product: Product, group: CustomerGroup, channel: Channel) -> LoadingRuleQuerySet:
    """All versions of one cell, newest first."""
    return LoadingRule.objects.filter(
        product=product, customer_group=group, channel=channel
    ).order_by("-version")
