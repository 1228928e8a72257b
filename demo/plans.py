"""Plans in the words of the API, put together from a row: offers, audience, channels with waves,
stock, service plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from common import clock
from demo.blocks import NOT_DISTURBED, block
from demo.catalogue import Catalogue
from demo.days import closed_days, work_days
from demo.scenario import Scenario
from demo.terms import usual_offer
from organization.workdays import DayTable

CHANNELS = {
    "s": "sms",
    "a": "app",
    "c": "outbound-call",
    "h": "own-hall",
    "o": "social-outlet",
    "t": "hotline",
    "m": "account-manager",
    "d": "direct-sales",
    "y": "community",
}
WAVE_HOURS = {
    "sms": ("10:00", "18:00"),
    "app": ("09:00", "20:00"),
    "outbound-call": ("09:30", "19:30"),
}
VISITED = frozenset({"account-manager", "direct-sales"})
SEASONS = (
    "新年",
    "新春",
    "开学",
    "踏青",
    "五一",
    "毕业季",
    "暑期",
    "盛夏",
    "金秋",
    "国庆",
    "双十一",
    "岁末",
)
COUNTER_MATERIAL = {"h": "table-card", "o": "leaflet-a4", "y": "booklet", "d": "booklet"}
MATERIAL_PER_BRANCH = {"table-card": 24, "leaflet-a4": 800, "booklet": 300}
BRANCHES = ("branch-east", "branch-west", "branch-south", "branch-north")
ONE = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Planner:
    """Writes plans for one load: knows the days on which one may launch or contact, and the
    catalogue.
    """

    scenario: Scenario
    catalogue: Catalogue
    table: DayTable
    closed: frozenset[dt.date]

    @classmethod
    def for_load(cls, scenario: Scenario, catalogue: Catalogue) -> Planner:
        """With the days of the years around today."""
        years = range(scenario.today.year - 2, scenario.national_day.year + 2)
        table = DayTable({row.on: row for row in work_days(years)})
        return cls(scenario, catalogue, table, frozenset(day.on for day in closed_days(scenario)))

    def open_day(self, day: dt.date) -> dt.date:
        """The day itself, or the next one that is worked and not closed."""
        while day in self.closed or not self.table.is_working(day):
            day += ONE
        return day

    def first_day(self, start: str) -> dt.date:
        """The day that the first column of the table means; plans that began keep their day."""
        scenario = self.scenario
        match start[0]:
            case "K":
                return self.open_day(clock.monday(scenario.day(15)) + int(start[1:]) * ONE)
            case "N":
                return self.open_day(
                    clock.monday(scenario.national_day - 7 * ONE) + int(start[1:]) * ONE
                )
            case _:
                return self.open_day(scenario.day(int(start)))

    def plan(
        self,
        *,
        owner: str,
        name: str,
        product: str,
        category: str,
        starts_on: dt.date,
        days: int,
        audience: str | Sequence[dict[str, Any]],
        channels: str,
        offer: Mapping[str, Any] | None = None,
        rider: tuple[str, str] | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        """The whole plan as a client would post it; ``more`` replaces keys."""
        branches = [owner] if owner.startswith("branch-") else []
        ends_on = starts_on + (days - 1) * ONE
        family = self.catalogue.products[product].family.code
        include = (
            [block(self.scenario, audience, branches)]
            if isinstance(audience, str)
            else list(audience)
        )
        orders = 60 * days if branches else 150 * days
        titled = name.format(season=SEASONS[starts_on.month - 1])
        product_name = self.catalogue.products[product].name
        offers = [dict(offer) if offer else usual_offer(family, product)]
        return {
            "name": titled,
            "category": category,
            "owner_unit": owner,
            "branches": branches,
            "starts_on": starts_on.isoformat(),
            "ends_on": ends_on.isoformat(),
            "objective": f"{product_name}：面向目标客户办理 {orders} 笔，投诉控制在万分之一以内。",
            "targets": [{"indicator": "orders", "value": str(orders)}],
            "budget": f"{orders * 12}.00",
            "flex_days": 7,
            "selling_points": [offers[0]["description"], f"{product_name}一看就懂，随时可退"],
            "offers": offers,
            "participants": (
                [{"unit": rider[0], "product": rider[1], "cost_share": "0.30"}] if rider else []
            ),
            "audience": {"include": include, "exclude": [NOT_DISTURBED]},
            "placements": [
                self._placement(letter, product, starts_on, ends_on, orders, len(channels))
                for letter in channels
            ],
            "resource_requests": _requests(channels, branches, starts_on),
            "service_plan": self._service_plan(product_name, starts_on),
        } | more

    def _placement(
        self,
        letter: str,
        product: str,
        starts_on: dt.date,
        ends_on: dt.date,
        orders: int,
        parts: int,
    ) -> dict[str, Any]:
        channel = CHANNELS[letter]
        row: dict[str, Any] = {
            "channel": channel,
            "product": product,
            "expected_orders": orders // parts,
            "exclude": [],
            "waves": [],
        }
        if channel in VISITED:
            days = sorted(
                {min(self.open_day(starts_on + n * 7 * ONE), ends_on) for n in range(1, 4)}
            )
            shares = {1: [1.0], 2: [0.5, 0.5], 3: [0.4, 0.3, 0.3]}[len(days)]
            row["waves"] = [
                {"on": day.isoformat(), "share": share}
                for day, share in zip(days, shares, strict=True)
            ]
        elif channel in WAVE_HOURS:
            opens, closes = WAVE_HOURS[channel]
            day = min(self.open_day(starts_on + ONE), ends_on)
            row["waves"] = [{"on": day.isoformat(), "from": opens, "until": closes, "share": 1.0}]
        if channel == "outbound-call":
            row["exclude"] = [{"segment": "call-not-agreed"}]
        return row

    def _service_plan(self, product_name: str, starts_on: dt.date) -> dict[str, Any]:
        training = self.table.back(starts_on, 5)
        return {
            "contingency": "热线高峰由后台加派坐席；系统异常时网点改为登记后补录，当日回访。",
            "script": (
                f"{product_name}优惠以本案告知单为准，协议期与退订方式须当面讲清，客户确认后办理。"
            ),
            "training_on": training.isoformat(),
            "terms": "客户自愿办理；到期前七天短信提醒；可通过营业厅、热线、掌上营业厅随时退订。",
            "exit_rule": "到期自动恢复原资费，不自动续订；名额用完即止并当日公告。",
        }


def _requests(channels: str, branches: Sequence[str], starts_on: dt.date) -> list[dict[str, Any]]:
    """Printed matter for the counters that the plan uses, eight days before it starts."""
    wanted = dict.fromkeys(
        COUNTER_MATERIAL[letter] for letter in channels if letter in COUNTER_MATERIAL
    )
    return [
        {
            "resource": code,
            "unit": unit,
            "quantity": MATERIAL_PER_BRANCH[code],
            "needed_by": (starts_on - 8 * ONE).isoformat(),
        }
        for code in wanted
        for unit in branches or BRANCHES
    ]
