"""What came of placements in the last eight months, as the sending platforms told it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from zlib import crc32

from channels.enums import Fit
from channels.evidence.estimating import estimate
from channels.models import LoadingRule, PlacementResult
from common import clock
from demo.scenario import Scenario
from organization.models import User

MONTHS = 8
SOURCE = "营销执行平台"
# Of a thousand contacts so many take the product, by channel; yuan a contact.
RATES = {
    "own-hall": (42, "3.20"),
    "social-outlet": (30, "2.40"),
    "hotline": (24, "1.80"),
    "outbound-call": (19, "1.10"),
    "sms": (7, "0.05"),
    "app": (21, "0.02"),
    "account-manager": (88, "26.00"),
    "direct-sales": (55, "12.00"),
    "community": (48, "6.50"),
}
# What fits is taken more often; cells that the record says otherwise of than the rule does.
FITS = {Fit.PREFERRED: 1.35, Fit.ALLOWED: 1.0, Fit.DISCOURAGED: 0.55, Fit.TRIAL: 0.8}
OTHERWISE = {
    ("device-contract", "consumer", "outbound-call"): 0.45,
    ("data-month-10g", "campus", "social-outlet"): 2.4,
    ("broadband-500", "household", "sms"): 2.9,
}
# Cells of so few contacts that nothing can be said of them.
FEW = {("fleet-guard", "enterprise", "sms"), ("iot-card", "enterprise", "account-manager")}


def load_evidence(scenario: Scenario, users: Mapping[str, User]) -> None:
    """Write a result for each cell that a rule lets be used, of each of the last months; every
    third cell kept a control group.
    """
    rules = LoadingRule.objects.in_force(scenario.today).exclude(fit=Fit.FORBIDDEN)
    manager = users["channel.manager"]
    rows = [
        result(rule, month, scenario, manager)
        for rule in rules.select_related("product", "customer_group", "channel").order_by("pk")
        for month in range(MONTHS)
    ]
    PlacementResult.objects.bulk_create(rows)
    estimate(now=clock.now())


def result(rule: LoadingRule, month: int, scenario: Scenario, manager: User) -> PlacementResult:
    cell = (rule.product.code, rule.customer_group.code, rule.channel.code)
    key = "/".join(cell)
    rate, price = RATES[cell[2]]
    own = 0.7 + (crc32(key.encode()) % 61) / 100  # some products are easier to sell
    season = 0.9 + (crc32(f"{key}{month}".encode()) % 21) / 100
    size = 12 if cell in FEW else 900 + crc32(f"{month}{key}".encode()) % 2600
    if cell[2] in {"account-manager", "direct-sales"} and cell not in FEW:
        size //= 8
    takes = rate / 1000 * FITS[Fit(rule.fit)] * OTHERWISE.get(cell, 1.0) * own * season
    taken = round(size * takes)
    is_compared = crc32(key.encode()) % 3 == 0 and size > 500
    return PlacementResult(
        source=SOURCE,
        key=f"{key}/{month}",
        channel=rule.channel,
        product=rule.product,
        customer_group=rule.customer_group,
        happened_on=scenario.day(-12 - 30 * month),
        contacted=size,
        reached=round(size * 0.86),
        answered=round(size * takes * 2),
        taken=taken,
        complained=size // 1500,
        opted_out=size // 700,
        held_out=size // 20 if is_compared else None,
        held_out_taken=round(size / 20 * takes * 0.4) if is_compared else None,
        cost=Decimal(price) * size,
        revenue=Decimal(taken * 20),
        recorded_by=manager,
        recorded_at=clock.now(),
    )
