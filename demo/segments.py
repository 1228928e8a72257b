"""Named segments: most are filters, the wishes of customers are lists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from pyroaring import BitMap

from customers import bitmaps
from customers.enums import SegmentKind
from customers.filter_parsing import parse_filter
from customers.models import Segment
from demo.populace import Populace
from demo.scenario import Scenario
from organization.models import Unit


def where(field: str, op: str, value: Any) -> dict[str, Any]:
    """One condition of a filter; days as ISO dates."""
    return {
        "field": field,
        "op": op,
        "value": value.isoformat() if isinstance(value, dt.date) else value,
    }


def every(*conditions: dict[str, Any]) -> dict[str, Any]:
    """All of the conditions."""
    return {"all": list(conditions)}


def filters(scenario: Scenario) -> tuple[tuple[str, str, str, str, dict[str, Any]], ...]:
    """Code, name, English name, owner unit and filter of every segment that is one."""
    person = where("kind", "eq", "person")
    lines = ["broadband-300", "broadband-500", "broadband-1000", "campus-broadband"]
    prepaid = where("attributes.付费方式", "eq", "预付费")
    return (
        (
            "prepaid-active",
            "预付费活跃客户",
            "Active prepaid customers",
            "consumer",
            every(person, prepaid, where("arpu", "gte", "10")),
        ),
        (
            "postpaid-high",
            "后付费高价值客户",
            "High-value postpaid customers",
            "consumer",
            every(
                person, where("attributes.付费方式", "eq", "后付费"), where("arpu", "gte", "120")
            ),
        ),
        (
            "campus-students",
            "在校学生",
            "Students",
            "consumer",
            every(person, where("group", "eq", "campus")),
        ),
        (
            "silver-age",
            "银龄客户",
            "Senior customers",
            "consumer",
            every(person, where("group", "eq", "senior")),
        ),
        (
            "home-without-line",
            "未装宽带家庭",
            "Households without broadband",
            "consumer",
            every(
                person, where("group", "eq", "household"), {"not": where("products", "in", lines)}
            ),
        ),
        (
            "home-with-line",
            "已装宽带家庭",
            "Households with broadband",
            "consumer",
            every(person, where("group", "eq", "household"), where("products", "in", lines)),
        ),
        (
            "data-heavy",
            "高流量客户",
            "Heavy data users",
            "product",
            every(person, where("attributes.月均流量GB", "gte", "22")),
        ),
        (
            "on-4g",
            "4G 终端客户",
            "Customers on 4G devices",
            "consumer",
            every(person, where("attributes.终端制式", "eq", "4G")),
        ),
        (
            "new-joiners",
            "近一年新入网",
            "Joined within a year",
            "consumer",
            every(person, where("joined_on", "gte", scenario.day(-365))),
        ),
        (
            "old-friends",
            "五年以上老客户",
            "Customers for over five years",
            "consumer",
            every(person, where("joined_on", "lt", scenario.day(-1826))),
        ),
        (
            "enterprises",
            "全部集团客户",
            "All enterprise customers",
            "enterprise",
            every(where("kind", "eq", "organisation")),
        ),
        (
            "key-enterprises",
            "A 类集团客户",
            "Key enterprise customers",
            "enterprise",
            every(where("kind", "eq", "organisation"), where("tier", "eq", "A 类")),
        ),
        (
            "diamond",
            "钻石卡客户",
            "Diamond card holders",
            "consumer",
            every(person, where("tier", "eq", "钻石卡")),
        ),
    )


def load_segments(scenario: Scenario, units: Mapping[str, Unit], populace: Populace) -> None:
    """Write the segments: filters, and the lists of those who want to be left alone or did not
    agree to calls.
    """
    rows = [
        Segment(
            code=code,
            name=name,
            name_en=name_en,
            kind=SegmentKind.FILTER,
            definition=parse_filter(tree),
            owner_unit=units[owner],
        )
        for code, name, name_en, owner, tree in filters(scenario)
    ]
    agreed = BitMap(populace.agreed_to_calls)
    silent = BitMap(range(len(populace.persons))) - agreed
    for code, name, name_en, members in (
        ("do-not-disturb", "免打扰名单", "Do-not-disturb list", populace.quiet),
        ("call-not-agreed", "未同意外呼客户", "No consent to calls", silent),
        (
            "general-managers",
            "集团客户总经理",
            "General managers of enterprises",
            _managers(populace),
        ),
    ):
        stored = bitmaps.store(BitMap(members), now=scenario.at(scenario.day(-30)))
        rows.append(
            Segment(
                code=code,
                name=name,
                name_en=name_en,
                kind=SegmentKind.LIST,
                members=stored,
                owner_unit=units["service"],
            )
        )
    Segment.objects.bulk_create(rows)


def _managers(populace: Populace) -> Sequence[int]:
    return sorted(
        {firm.contacts[0].ordinal for firm in populace.firms if firm.tier.startswith("A")}
    )
