"""The accounts of people and firms: phone, spend, tier, age of the contract, and the columns that a
CRM adds.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from channels.models import CustomerGroup
from customers.headers import remember_headers
from customers.kept_values import observed
from customers.models import Customer
from demo import names
from demo.copying import copy_rows
from demo.populace import Firm, Person
from demo.scenario import Scenario

COLUMNS = (
    "id",
    "number",
    "party",
    "name",
    "phone",
    "group",
    "tier",
    "arpu",
    "joined_on",
    "unit",
    "grid",
    "attributes",
)
# Customer group with its share, spend (median, spread), share of prepaid accounts.
KINDS = {
    "consumer": (0.55, (52, 0.45), 0.60),
    "household": (0.23, (96, 0.35), 0.25),
    "campus": (0.13, (38, 0.25), 0.85),
    "senior": (0.09, (27, 0.30), 0.55),
}
SALES = ("社会网点", "自有营业厅", "掌上营业厅", "社区驻点", "直销队")
# Portraits that the analysts drew: every account has one, all are about as frequent.
PORTRAITS = (
    "追剧一族",
    "游戏玩家",
    "商旅达人",
    "居家办公",
    "短视频达人",
    "音乐发烧友",
    "理财能手",
    "运动健身",
    "数码尝鲜",
    "精打细算",
    "夜间活跃",
    "周末出游",
    "早出通勤",
    "宝妈宝爸",
    "社交达人",
    "安静低频",
)
MANAGER_SPENDS = 3.2


def write_accounts(
    scenario: Scenario,
    chance: random.Random,
    persons: Sequence[Person],
    firms: Sequence[Firm],
    groups: Mapping[str, CustomerGroup],
) -> None:
    """Write a row per account; those of persons come first, in grid order."""
    managers = {firm.contacts[0].key for firm in firms}
    rows = [
        *_private(scenario, chance, persons, groups, managers),
        *_corporate(scenario, chance, firms, groups),
    ]
    copy_rows(Customer, COLUMNS, rows)
    remember_headers(observed(traits for *_, traits in rows))


def _private(
    scenario: Scenario,
    chance: random.Random,
    persons: Sequence[Person],
    groups: Mapping[str, CustomerGroup],
    managers: set[int],
) -> Iterator[tuple[Any, ...]]:
    phones: set[str] = set()
    first = persons[0].accounts[0]
    for person in persons:
        _, (median, spread), prepaid = KINDS[person.kind]
        group = (
            groups["enterprise-member"]
            if person.is_member and person.kind == "consumer"
            else groups[person.kind]
        )
        is_manager = person.key in managers
        for account in person.accounts:
            arpu = max(
                8.0,
                median * chance.lognormvariate(0, spread) * (MANAGER_SPENDS if is_manager else 1),
            )
            traits = {
                "付费方式": "后付费" if is_manager or chance.random() > prepaid else "预付费",
                "入网渠道": _one_of(chance, SALES),
                "终端制式": "5G" if chance.random() < 0.63 else "4G",
                "月均流量GB": f"{chance.lognormvariate(2.4, 0.7):.1f}",
                "客户画像": _one_of(chance, PORTRAITS),
            }
            yield (
                account,
                f"6{account - first + 10_000_001}",
                person.key,
                person.name,
                names.phone(chance, phones),
                group.pk,
                (
                    "钻石卡"
                    if is_manager or arpu > 190
                    else "金卡"
                    if arpu > 110
                    else "银卡"
                    if arpu > 60
                    else "普通"
                ),
                f"{arpu:.2f}",
                scenario.day(-int(3600 * chance.random()) - 20),
                person.place.grid.unit_id,
                person.place.grid.pk,
                traits,
            )


def _corporate(
    scenario: Scenario,
    chance: random.Random,
    firms: Sequence[Firm],
    groups: Mapping[str, CustomerGroup],
) -> Iterator[tuple[Any, ...]]:
    for number, firm in enumerate(firms, start=1):
        yield (
            firm.account,
            f"8{number + 20_000_000}",
            firm.key,
            firm.name,
            "",
            groups["enterprise"].pk,
            firm.tier,
            f"{len(firm.members) * chance.uniform(40, 160):.2f}",
            scenario.day(-chance.randrange(60, 3000)),
            firm.place.grid.unit_id,
            firm.place.grid.pk,
            {"付费方式": "后付费", "行业": firm.trade, "成员数": str(len(firm.members))},
        )


def _one_of(chance: random.Random, choices: Sequence[str]) -> str:
    return choices[int(len(choices) * chance.random())]
