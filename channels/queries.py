from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from channels.models import Channel, CustomerGroup, LoadingRule, Product, ProductFamily
from channels.models.rule import LoadingRuleQuerySet
from common.display import by_word, few


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


def matrix(
    *, day: dt.date, family: str = "", product: str = "", group: str = ""
) -> tuple[list[Channel], list[MatrixRow]]:
    """The loading rules as a table: active channels across, products and customer groups down.

    Without a narrowing the pairs with at least one rule; narrowed to a family, product or group
    every pair in use, for a pair without a rule is where one starts. Four queries at most.
    """
    channels = list(Channel.objects.filter(is_active=True))
    rules = rules_in_force(day)
    pairs = {
        (rule.product.code, rule.customer_group.code): (rule.product, rule.customer_group)
        for rule in rules.values()
    }
    if family or product or group:
        products = Product.objects.filter(is_active=True).select_related("family")
        every = list(CustomerGroup.objects.filter(is_active=True))
        pairs |= {(one.code, to.code): (one, to) for one in products for to in every}
    shown = [
        (one, to)
        for one, to in pairs.values()
        if (not family or one.family.code == family)
        and (not product or one.code == product)
        and (not group or to.code == group)
    ]
    shown.sort(key=lambda pair: (*place_of(pair[0]), by_word(pair[1].label)))
    rows = [
        MatrixRow(
            one, to, tuple(rules.get((one.code, to.code, channel.code)) for channel in channels)
        )
        for one, to in shown
    ]
    return channels, rows


def place_of(product: Product) -> tuple[bytes, bytes]:
    """Where a product stands in a list: by family, then by name, both as they are read."""
    return by_word(product.family.label), by_word(product.label)


def families_by_name() -> list[ProductFamily]:
    """All product families as they are looked up."""
    return sorted(ProductFamily.objects.all(), key=lambda one: by_word(one.label))


def held_one_at_a_time(products: Sequence[Product]) -> dict[str, str]:
    """With which others a customer does not hold a product, by name: a few of its exclusive group,
    by the product's code. One query.
    """
    groups = {one.exclusive_group for one in products if one.exclusive_group}
    names: dict[str, list[Product]] = defaultdict(list)
    for one in Product.objects.filter(exclusive_group__in=groups, is_active=True).order_by("code"):
        names[one.exclusive_group].append(one)
    others = {
        one.code: [other.label for other in names[one.exclusive_group] if other.pk != one.pk]
        for one in products
        if one.exclusive_group
    }
    return {code: few(labels) for code, labels in others.items()}


def fit_in_force(
    *, product: Product, group: CustomerGroup, channel: Channel, day: dt.date
) -> LoadingRule | None:
    """The rule of one cell on a day; None: nothing is said, so it is allowed."""
    return history(product=product, group=group, channel=channel).in_force(day).first()


def channels_in_use() -> list[tuple[str, str]]:
    """Code and name of each active channel."""
    return [(channel.code, channel.label) for channel in Channel.objects.filter(is_active=True)]


def history(*, product: Product, group: CustomerGroup, channel: Channel) -> LoadingRuleQuerySet:
    """All versions of one cell, newest first."""
    rows = LoadingRule.objects.filter(product=product, customer_group=group, channel=channel)
    return rows.select_related("set_by").order_by("-version")
