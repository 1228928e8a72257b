"""What customers hold: a main plan each, lines, devices and packs; a good part bound until a
day.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator, Sequence

from channels.models import Product
from customers.models import Holding
from demo.catalogue import Catalogue
from demo.copying import copy_rows
from demo.populace import Firm, Person, Populace
from demo.scenario import Scenario

PLANS = {
    "consumer": ("plan-easy-59", "plan-easy-79", "plan-flow-99", "plan-flow-129", "plan-peak-199"),
    "household": ("plan-easy-79", "plan-flow-99", "plan-flow-129"),
    "campus": ("campus-39", "campus-39", "plan-easy-59"),
    "senior": ("plan-silver-29", "plan-silver-29", "plan-easy-59"),
}
# Product, share of persons who hold it.
PACKS = (
    ("data-month-10g", 0.11),
    ("music-pack", 0.07),
    ("video-member", 0.06),
    ("cloud-200g", 0.04),
    ("call-guard", 0.08),
    ("family-number", 0.06),
)
GROUP_PRODUCTS = (
    ("group-vnet", 0.7),
    ("line-100", 0.3),
    ("business-sms", 0.25),
    ("cloud-office", 0.15),
    ("iot-card", 0.08),
)
Row = tuple[int, int, dt.date, dt.date | None, str]


def load_holdings(scenario: Scenario, catalogue: Catalogue, populace: Populace) -> None:
    """Write the holdings. Contracts bind for one or two years, the rest runs out within a quarter
    and renews itself.
    """
    chance = scenario.chance("holdings")
    rows = [
        *_of_persons(scenario, catalogue, chance, populace.persons),
        *_of_firms(scenario, catalogue, chance, populace.firms),
    ]
    copy_rows(Holding, ("customer", "product", "starts_on", "ends_on", "exclusive_group"), rows)


def _of_persons(
    scenario: Scenario, catalogue: Catalogue, chance: random.Random, persons: Sequence[Person]
) -> Iterator[Row]:
    products = catalogue.products
    for person in persons:
        for account in person.accounts:
            is_bound = chance.random() < 0.07
            yield _row(
                scenario,
                chance,
                account,
                products[chance.choice(PLANS[person.kind])],
                is_bound=is_bound,
            )
            if chance.random() < (0.55 if person.kind == "household" else 0.16):
                line = chance.choice(("broadband-300", "broadband-500", "broadband-1000"))
                yield _row(
                    scenario, chance, account, products[line], is_bound=chance.random() < 0.2
                )
            if chance.random() < 0.05:
                yield _row(scenario, chance, account, products["device-contract"], is_bound=True)
            for code, share in PACKS:
                if chance.random() < share:
                    yield _row(scenario, chance, account, products[code], is_bound=False)


def _of_firms(
    scenario: Scenario, catalogue: Catalogue, chance: random.Random, firms: Sequence[Firm]
) -> Iterator[Row]:
    for firm in firms:
        for code, share in GROUP_PRODUCTS:
            if chance.random() < share:
                yield _row(
                    scenario,
                    chance,
                    firm.account,
                    catalogue.products[code],
                    is_bound=chance.random() < 0.3,
                )


def _row(
    scenario: Scenario, chance: random.Random, account: int, product: Product, *, is_bound: bool
) -> Row:
    if is_bound:
        months = chance.choice((12, 24))
        begun = chance.randrange(10, months * 30 - 10)
        starts, ends = scenario.day(-begun), scenario.day(months * 30 - begun)
    else:
        starts, ends = (
            scenario.day(-chance.randrange(30, 1500)),
            scenario.day(chance.randrange(8, 60)),
        )
    return account, product.pk, starts, ends, product.exclusive_group if is_bound else ""
