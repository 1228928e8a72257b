"""Printed matter, gifts, media slots and service capacity: what there is, where it lies, what is on
its way.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from customers.enums import BenefitKind
from demo.scenario import Scenario
from organization.enums import UnitKind
from organization.models import Unit, User
from resources.enums import MovementKind, ResourceKind
from resources.models import Arrival, Movement, Resource, Stock

K = ResourceKind
# Code, name, English name, kind, measure, unit cost, lead time in working days, stock of a branch
# of full size.
RESOURCES = (
    ("leaflet-a4", "A4 宣传单页", "A4 leaflet", K.MATERIAL, "张", "0.18", 7, 60_000),
    ("booklet", "产品折页", "Folded booklet", K.MATERIAL, "份", "0.65", 10, 18_000),
    ("poster-a1", "A1 海报", "A1 poster", K.MATERIAL, "张", "4.50", 7, 900),
    ("roll-up", "易拉宝", "Roll-up stand", K.MATERIAL, "套", "68.00", 10, 120),
    ("table-card", "柜台立牌", "Counter card", K.MATERIAL, "个", "9.80", 10, 1_500),
    ("tote-bag", "环保布袋", "Tote bag", K.GIFT, "个", "6.50", 20, 6_000),
    ("umbrella", "晴雨伞", "Umbrella", K.GIFT, "把", "19.00", 25, 2_400),
    ("thermos", "保温杯", "Thermos", K.GIFT, "个", "32.00", 25, 1_800),
    ("power-bank", "充电宝", "Power bank", K.GIFT, "个", "55.00", 30, 900),
    ("earphones", "蓝牙耳机", "Earphones", K.GIFT, "副", "89.00", 30, 500),
    ("gift-phone", "礼品手机", "Gift phone", K.GIFT, "台", "1299.00", 45, 60),
    ("app-banner", "掌厅首页宣传位", "App banner slot", K.MEDIA_SLOT, "档期", "0.00", 5, 6),
    ("hall-screen", "营业厅大屏", "Hall screen slot", K.MEDIA_SLOT, "档期", "0.00", 5, 12),
    ("home-visit", "上门安装服务", "Home visit", K.BENEFIT, "次", "80.00", 5, 1_200),
    ("seat-hour", "热线坐席工时", "Hotline seat hour", K.STAFF, "小时", "45.00", 10, 2_000),
    ("bulk-set-up", "批量配置窗口", "Bulk set-up window", K.SYSTEM, "次", "0.00", 5, 20),
)
# What a customer gets once in two years.
TERMINALS = frozenset({"gift-phone"})
SIZES = {"branch-east": 1.0, "branch-west": 0.85, "branch-south": 0.7, "branch-north": 0.55}
# Days since the stock was counted first: before anything left it.
OPENED = 760
# The branch whose leaflets have run short, and what is left of them.
SHORT = ("leaflet-a4", "branch-south")
LEFT = 7_200
# Resource, branch, quantity, days from today, whether the supplier confirmed the day, note.
ARRIVALS = (
    ("leaflet-a4", "branch-south", 20_000, 26, False, "印厂排期未定"),
    ("leaflet-a4", "branch-east", 30_000, 8, True, "第二批单页"),
    ("booklet", "branch-west", 6_000, 5, True, ""),
    ("poster-a1", "branch-north", 300, 4, True, ""),
    ("umbrella", "branch-east", 800, 12, True, "年货节礼品"),
    ("thermos", "branch-west", 600, 15, False, "等供应商回复"),
    ("tote-bag", "branch-north", 1_500, -2, True, "已到站，待确认"),
    ("gift-phone", "branch-east", 20, 18, True, ""),
    ("roll-up", "branch-south", 40, 3, True, ""),
)


def load_stock(
    scenario: Scenario, units: Mapping[str, Unit], users: Mapping[str, User]
) -> dict[str, Resource]:
    """Write resources, the stock of every branch with the receipts that explain it, and the
    deliveries to come.
    """
    chance = scenario.chance("stock")
    keeper = users["resource.keeper"].get_username()
    rows = [
        Resource(
            code=code,
            name=name,
            name_en=name_en,
            kind=kind,
            measure=measure,
            unit_cost=Decimal(cost),
            lead_days=lead,
            keeper_unit=units["resource"],
            benefit_kind=BenefitKind.TERMINAL if code in TERMINALS else "",
        )
        for code, name, name_en, kind, measure, cost, lead, _ in RESOURCES
    ]
    resources = {resource.code: resource for resource in Resource.objects.bulk_create(rows)}
    stocks, movements = [], []
    received = scenario.at(scenario.day(-OPENED), 9)
    for code, *_, full in RESOURCES:
        for branch, size in SIZES.items():
            lies = (
                LEFT if (code, branch) == SHORT else round(full * size * chance.uniform(0.7, 1.1))
            )
            stocks.append(Stock(resource=resources[code], unit=units[branch], on_hand=lies))
            movements.append(
                Movement(
                    resource=resources[code],
                    unit=units[branch],
                    kind=MovementKind.RECEIVED,
                    quantity=lies,
                    reason="期初入库",
                    actor=keeper,
                    happened_at=received,
                )
            )
    Stock.objects.bulk_create(stocks)
    Movement.objects.bulk_create(movements)
    Arrival.objects.bulk_create(
        Arrival(
            resource=resources[code],
            unit=units[branch],
            quantity=quantity,
            expected_on=scenario.day(offset),
            is_confirmed=confirmed,
            note=note,
        )
        for code, branch, quantity, offset, confirmed, note in ARRIVALS
    )
    return resources


def branches_of(units: Mapping[str, Unit]) -> list[Unit]:
    """The four branches, in their order."""
    return [unit for unit in units.values() if unit.kind == UnitKind.BRANCH]
