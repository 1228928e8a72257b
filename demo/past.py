"""Four hundred plans of the last two years: ended, all but the latest of them evaluated."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator

from campaigns.enums import CampaignState as S
from campaigns.enums import Origin
from demo.backdated import BackdatedPlan, backdate
from demo.plans import Planner
from demo.world import World

PAST = 400
SPAN_DAYS = 730
EVALUATED_AFTER = 30
# Top-up offers rest for so long before today that the coming ones stand alone.
TOP_UP_REST = 50
PERSONAL = (
    *(f"P{n}" for n in range(1, 9)),
    *(f"J{n}" for n in range(1, 7)),
    *(f"U{n}" for n in range(1, 7)),
    *(f"A{n}" for n in range(1, 7)),
)
# Owner, share of the plans, and their topics: product, name, category, channels.
TOPICS = (
    (
        "consumer",
        0.36,
        (
            ("recharge", "充值有礼", "promotion", "oh"),
            ("data-month-10g", "流量月包回馈", "data", "a"),
            ("data-night", "夜间畅用", "data", "as"),
            ("data-holiday", "假日流量", "data", "a"),
            ("broadband-500", "宽带提速", "tariff", "yh"),
            ("broadband-1000", "千兆入户", "tariff", "yd"),
            ("broadband-fttr", "全屋光组网", "device", "yh"),
            ("plan-flow-99", "老客升档", "tariff", "h"),
            ("plan-easy-79", "轻享新装", "tariff", "ho"),
            ("plan-silver-29", "银龄关怀", "service", "hy"),
            ("family-share", "家庭共享", "tariff", "h"),
            ("family-sub-card", "副卡加装", "mobile_service", "ho"),
            ("campus-39", "校园迎新", "promotion", "ad"),
            ("device-contract", "合约购机", "device", "ho"),
            ("device-trade-in", "以旧换新", "device", "h"),
            ("device-watch", "手表体验", "device", "h"),
            ("points-shop", "积分兑换", "service", "a"),
            ("birthday-care", "生日关怀", "service", "s"),
        ),
    ),
    (
        "enterprise",
        0.22,
        (
            ("line-100", "专线让利", "group", "m"),
            ("line-cloud", "入云专线", "group", "m"),
            ("group-vnet", "V 网续签", "group", "m"),
            ("group-data", "统付流量", "group", "m"),
            ("group-ringback", "集团彩铃", "group", "m"),
            ("business-sms", "企业短信", "group", "mt"),
            ("cloud-host", "云主机", "group", "m"),
            ("cloud-office", "云办公", "group", "m"),
            ("iot-card", "物联网卡", "group", "m"),
            ("fleet-guard", "行车卫士", "group", "m"),
        ),
    ),
    (
        "product",
        0.24,
        (
            ("music-pack", "音乐畅听", "data", "a"),
            ("music-ringback", "彩铃焕新", "data", "s"),
            ("video-member", "视频会员", "data", "a"),
            ("video-sports", "体育观赛", "data", "a"),
            ("cloud-200g", "云盘体验", "data", "a"),
            ("call-guard", "骚扰拦截", "mobile_service", "s"),
            ("call-assistant", "来电助理", "mobile_service", "s"),
            ("reading-member", "阅读会员", "data", "a"),
            ("home-camera", "看家摄像头", "device", "hy"),
            ("home-speaker", "智能音箱", "device", "h"),
            ("roaming-asia", "漫游出行", "data", "h"),
        ),
    ),
    (
        "branch-east",
        0.06,
        (
            ("broadband-500", "东湖社区", "promotion", "y"),
            ("campus-39", "青杉校园", "promotion", "d"),
        ),
    ),
    (
        "branch-west",
        0.05,
        (
            ("broadband-500", "西岭入户", "promotion", "y"),
            ("device-contract", "西岭展销", "promotion", "h"),
        ),
    ),
    ("branch-south", 0.04, (("broadband-300", "南浦渔港", "promotion", "y"),)),
    ("branch-north", 0.03, (("broadband-300", "北苑园区", "promotion", "yd"),)),
)
ENDINGS = ("季", "月", "专场", "优惠", "体验", "节")


def past_plans(world: World, planner: Planner, *, count: int = PAST) -> list[BackdatedPlan]:
    """Plans spread evenly over two years, the last ones ended just before today."""
    return list(_made(world, planner, count))


def _made(world: World, planner: Planner, count: int) -> Iterator[BackdatedPlan]:
    scenario = world.scenario
    chance = scenario.chance("past")
    shares = [share for _, share, _ in TOPICS]
    for number in range(count):
        owner, _, topics = chance.choices(TOPICS, shares)[0]
        days = chance.choice((10, 14, 15, 20, 21, 28, 30, 31, 40))
        back = SPAN_DAYS - (SPAN_DAYS - 14) * number // max(count - 1, 1)
        starts_on = planner.open_day(scenario.day(-back))
        if (left := (scenario.today - starts_on).days) < days:
            days = min(max(left - chance.randrange(9), 4), left)
        ends_on = starts_on + dt.timedelta(days=days - 1)
        ended = (scenario.today - ends_on).days
        product, name, category, channels = chance.choice(
            [one for one in topics if one[0] != "recharge" or ended > TOP_UP_REST]
        )
        plan = planner.plan(
            owner=owner,
            name="{season}" + name + chance.choice(ENDINGS),
            product=product,
            category=category,
            starts_on=starts_on,
            days=days,
            audience=_audience(chance, owner, product),
            channels=channels,
        )
        is_evaluated = ended > EVALUATED_AFTER and number not in {count - 90, count - 75}
        state = S.EVALUATED if is_evaluated else S.ENDED
        origin = Origin.PROVINCE if owner == "consumer" and number % 40 == 7 else Origin.OWN
        yield backdate(
            scenario, plan, state, author=world.planner_of(owner).username, origin=origin
        )


def _audience(chance: random.Random, owner: str, product: str) -> str:
    match product.partition("-")[0]:
        case "campus":
            return "campus-students"
        case "broadband":
            return "home-without-line"
        case _ if product == "plan-silver-29":
            return "silver-age"
    if owner == "enterprise":
        return f"E{chance.randrange(1, 11)}"
    return chance.choice(PERSONAL[:8] if owner.startswith("branch-") else PERSONAL)
