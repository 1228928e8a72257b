"""The three plans of the case, as the departments' programs post them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from common import clock
from demo.days import closed_days, work_days
from demo.scenario import Scenario
from demo.terms import top_up
from organization.workdays import DayTable

ONE = dt.timedelta(days=1)
DAYS = 31
# Days that keep the case clear of the company's own top-up plans: three weeks ahead, and around the
# National Day.
OWN_PLANS = ((8, 72), (-30, 60))
SERVICE = {
    "contingency": "热线加派坐席，网点异常时登记后补录。",
    "script": "按告知单逐条说明，客户确认后办理。",
    "terms": "客户自愿办理，可随时退订。",
    "exit_rule": "到期自动恢复，不自动续订。",
}
SCRIPT = (
    "个人客户充100送50与集团成员充100送30不同享：集团成员由单位统一通知，其他客户按个人方案办理。"
)


def first_day(today: dt.date) -> dt.date:
    """A working Monday to Thursday from which the case runs clear of the company's own top-ups and
    of closed days.
    """
    scenario = Scenario(today=today)
    years = range(today.year, scenario.national_day.year + 2)
    table = DayTable({row.on: row for row in work_days(years)})
    closed = {row.on for row in closed_days(scenario)}
    busy = [(today + OWN_PLANS[0][0] * ONE, today + OWN_PLANS[0][1] * ONE)]
    busy.append(
        (
            scenario.national_day + OWN_PLANS[1][0] * ONE,
            scenario.national_day + OWN_PLANS[1][1] * ONE,
        )
    )
    day = clock.monday(today + 14 * ONE)
    while True:
        last = day + DAYS * ONE
        wave_days = {day, day + ONE, day + 8 * ONE}
        is_clear = all(last < start or day > end for start, end in busy)
        if is_clear and not wave_days & closed and all(table.is_working(one) for one in wave_days):
            return day
        day += 7 * ONE


def last_day(day: str) -> str:
    """The last day of a month that begins on the ISO date."""
    return _iso(dt.date.fromisoformat(day) + DAYS * ONE)


def consumer_plan(day: dt.date) -> dict[str, Any]:
    """Pay 100 get 50 at the social outlets, told by SMS in two halves."""
    waves = [
        {"on": _iso(day + n * ONE), "from": "10:00", "until": "18:00", "share": 0.5, "to": "all"}
        for n in (1, 8)
    ]
    return _plan("充100送50", "consumer", "promotion", day) | {
        "offers": [top_up("50.00", description="充100送50，当月到账")],
        "audience": {
            "include": [{"segment": "prepaid-active"}],
            "exclude": [{"segment": "do-not-disturb"}],
        },
        "placements": [
            {"channel": "sms", "product": "recharge", "expected_orders": 1500, "waves": waves},
            {
                "channel": "social-outlet",
                "product": "recharge",
                "expected_orders": 6000,
                "waves": [],
            },
        ],
        "resource_requests": [
            {
                "resource": "leaflet-a4",
                "unit": "branch-east",
                "quantity": 5000,
                "needed_by": _iso(day - 7 * ONE),
            },
        ],
    }


def enterprise_plan(day: dt.date) -> dict[str, Any]:
    """Pay 100 get 30 for the members of all enterprises, who are private customers too."""
    return _plan("集团成员充100送30", "enterprise", "promotion", day + 3 * ONE) | {
        "offers": [top_up("30.00", description="集团成员充100送30")],
        "audience": {
            "include": [{"segment": "enterprises"}],
            "exclude": [{"segment": "do-not-disturb"}],
        },
        "placements": [
            {
                "channel": "social-outlet",
                "product": "recharge",
                "expected_orders": 3000,
                "waves": [],
            }
        ],
    }


def product_plan(day: dt.date) -> dict[str, Any]:
    """A music service that is switched on unless the customer says no."""
    offer = {
        "product": "music-pack",
        "kind": "trial",
        "pay": "0.00",
        "get": "1.00",
        "get_kind": "service",
        "get_value": "10.00",
        "stackable": False,
        "description": "首月体验",
    }
    return _plan("音乐畅听包随充值开通", "product", "data", day + ONE) | {
        "enrolment": "opt_out",
        "offers": [offer],
        "audience": {
            "include": [{"segment": "new-joiners"}],
            "exclude": [{"segment": "do-not-disturb"}],
        },
        "placements": [
            {"channel": "own-hall", "product": "music-pack", "expected_orders": 600, "waves": []}
        ],
    }


def _plan(name: str, owner: str, category: str, day: dt.date) -> dict[str, Any]:
    return {
        "name": name,
        "category": category,
        "owner_unit": owner,
        "branches": [],
        "starts_on": _iso(day),
        "ends_on": _iso(day + (DAYS - 4) * ONE),
        "objective": "飞腾案例",
        "targets": [{"indicator": "orders", "value": "3000"}],
        "budget": "180000.00",
        "flex_days": 7,
        "enrolment": "opt_in",
        "selling_points": [name],
        "eligibility": None,
        "service_plan": SERVICE | {"training_on": _iso(day - 7 * ONE)},
    }


def _iso(day: dt.date) -> str:
    return day.isoformat()
