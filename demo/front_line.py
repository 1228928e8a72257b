"""Reports from the front line and work notices, in every state of theirs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from campaigns.enums import CampaignState
from campaigns.models import Campaign
from demo.world import World
from frontline.enums import Decision, ReportKind, Seat
from frontline.models import Report, Responsible, WorkNotice
from frontline.reports.command import change_report
from frontline.reports.reporting import report_problem
from frontline.work_notices.commands import change_notice, confirm_read, write_notice

K = ReportKind
ALL_SEATS = [Seat.BRANCH, Seat.HALL, Seat.OUTLET, Seat.HOTLINE]
# Who decides about a kind, beside who has the role for it.
RESPONSIBLE: Sequence[tuple[str, str, str]] = (
    ("consumer", K.CLASH, "planner.consumer"),
    ("enterprise", K.CLASH, "planner.enterprise"),
    ("feiteng", K.CHANNEL, "channel.manager"),
)
Move = tuple[int, str, str, dict[str, Any]]  # days ago, step, by whom, what it asks
# Who, kind, whose plan ("": none), days ago, what was seen, where, what customers say, how many.
SEEN: Mapping[str, tuple[str, str, str, int, str, str, str, int | None]] = {
    "posters": (
        "branch.east",
        K.WORDS,
        "consumer",
        5,
        "网点门口的海报还是上一档的金额，系统里已经换了新档。",
        "东湖大道手机卖场",
        "海报上写的为什么不给办？",
        6,
    ),
    "two_prices": (
        "front.office",
        K.CLASH,
        "consumer",
        3,
        "集团成员拿着政企的折页来问，个人这一案送得更多，热线不知道该按哪个答。",
        "热线",
        "同样充一百，为什么我们单位的送得少？",
        14,
    ),
    "gifts": (
        "branch.west",
        K.STOCK,
        "enterprise",
        1,
        "礼品今天只到了一半，来领的客户排队。",
        "西岭营业厅",
        "说好今天能领的。",
        9,
    ),
    "slow": (
        "branch.east",
        K.HANDLING,
        "product",
        2,
        "办理时提示产品互斥，换一台终端又可以。",
        "东湖营业厅二号台席",
        "",
        None,
    ),
    "outlet": (
        "manager.account",
        K.CHANNEL,
        "",
        4,
        "社会网点自己贴了全网最低价的纸条。",
        "学苑路代理点",
        "",
        None,
    ),
    "complaints": (
        "front.office",
        K.COMPLAINT,
        "product",
        6,
        "客户说没有订过，要求退费。",
        "热线",
        "我没有点过同意。",
        11,
    ),
    "mistaken": (
        "branch.west",
        K.OTHER,
        "",
        2,
        "自助终端打印的回执没有活动名称。",
        "西岭营业厅",
        "",
        None,
    ),
}
WALKED: Mapping[str, tuple[Move, ...]] = {
    "posters": (
        (5, "take", "owner", {}),
        (
            4,
            "decide",
            "owner",
            {"reason": "撤下旧海报，统一口径。", "decision": Decision.NOTICE},
        ),
        (2, "confirm", "reporter", {}),
    ),
    "two_prices": (
        (3, "take", "owner", {}),
        (1, "decide", "owner", {"reason": "按客户归属分开解释。", "decision": Decision.NOTICE}),
    ),
    "slow": (
        (2, "take", "owner", {}),
        (1, "ask", "owner", {"reason": "请补充报错时间和受理编号。"}),
    ),
    "outlet": ((3, "take", "owner", {}),),
    "complaints": (
        (5, "take", "owner", {}),
        (4, "decide", "owner", {"reason": "未确认的一律退费并关闭。", "decision": Decision.CHANGE}),
        (3, "reopen", "reporter", {"reason": "仍有客户被续订。"}),
    ),
    "mistaken": ((1, "withdraw", "reporter", {"reason": "换纸后已经正常。"}),),
}
SAID: Mapping[str, dict[str, Any]] = {
    "posters": {
        "title": "新档金额统一口径",
        "words": "海报是上一档的，已结束；现按系统档位办理，已承诺的登记补差。",
        "todo": "今天撤下旧海报，登记要求补差的客户。",
        "seats": [Seat.BRANCH, Seat.HALL],
    },
    "posters_again": {
        "title": "新档金额统一口径（含网点）",
        "words": "上一档已结束，现按系统档位办理；有异议的登记，两个工作日内回电。",
        "todo": "社会网点一并撤下旧海报，拍照回传。",
        "seats": ALL_SEATS,
    },
    "two_prices": {
        "title": "个人与集团充值优惠的解释口径",
        "words": "集团成员按单位协议执行，另有专属权益；个人活动限非集团成员办理。",
        "todo": "",
        "seats": [Seat.HOTLINE, Seat.BRANCH, Seat.HALL],
    },
    "wrong": {
        "title": "退费一律当月到账",
        "words": "确认未订购的，退费当月到账。",
        "todo": "",
        "seats": [Seat.HOTLINE],
    },
    "night": {
        "title": "系统割接当晚的解释口径",
        "words": "今晚系统升级，业务次日八点后恢复办理，已受理的不受影响。",
        "todo": "",
        "seats": ALL_SEATS,
    },
    "written": {
        "title": "礼品到货不足时的解释口径",
        "words": "礼品分批到货，今天没有领到的客户可以预约下周领取，资格保留。",
        "todo": "登记预约客户。",
        "seats": [Seat.BRANCH, Seat.HALL],
    },
    "dropped": {
        "title": "终端打印说明",
        "words": "回执以短信为准。",
        "todo": "",
        "seats": [Seat.HALL],
    },
}


def load_front_line(world: World, campaigns: Sequence[Campaign]) -> None:
    """Who decides, seven reports, seven notices: each state of both machines is there."""
    Responsible.objects.bulk_create(
        Responsible(unit=world.units[unit], kind=kind, username=name)
        for unit, kind, name in RESPONSIBLE
    )
    running = Campaign.objects.filter(
        pk__in=[one.pk for one in campaigns], state=CampaignState.LIVE, in_force__branches=None
    )
    plans = {
        unit: running.filter(owner_unit__code=unit).order_by("code").first() or running.first()
        for unit in ("consumer", "enterprise", "product")
    }
    reports = {name: seen(world, plans, name) for name in SEEN}
    for name, moves in WALKED.items():
        for move in moves:
            step(world, reports[name], move)
    write_notices(world, reports)


def moment(world: World, days_ago: int, hour: int = 10) -> dt.datetime:
    return world.scenario.at(world.scenario.day(-days_ago), hour)


def seen(world: World, plans: Mapping[str, Campaign | None], name: str) -> Report:
    who, kind, whose, days_ago, text, place, say, customers = SEEN[name]
    reporter = world.users[who]
    unit = reporter.primary_unit
    assert unit is not None  # noqa: S101 - everybody of the demo has one
    return report_problem(
        actor=reporter,
        kind=kind,
        unit=unit,
        text=text,
        seen_on=world.scenario.day(-days_ago),
        campaign=plans[whose] if whose else None,
        place=place,
        customers_say=say,
        customers=customers,
        now=moment(world, days_ago, 9),
    )


def step(world: World, report: Report, move: Move) -> None:
    days_ago, name, who, asked = move
    report.refresh_from_db()
    actor = report.owner if who == "owner" else report.reported_by
    change_report(report=report, name=name, actor=actor, now=moment(world, days_ago), **asked)


def write_notices(world: World, reports: Mapping[str, Report]) -> None:
    """One that was replaced and the one in its place, one that answers two prices, one withdrawn,
    one that is over, one that waits to be issued, one that nobody needed.
    """
    service, planner = "service.manager", "planner.consumer"
    old = written(world, "posters", planner, 4, report=reports["posters"])
    issued(world, old, 4)
    read(world, old, 4, "branch.east")
    new = written(world, "posters_again", planner, 3, report=reports["posters"], replaces=old)
    issued(world, new, 3)
    for who in ("branch.east", "manager.account"):
        read(world, new, 2, who)
    prices = written(world, "two_prices", planner, 1, report=reports["two_prices"])
    issued(world, prices, 1)
    read(world, prices, 0, "front.office")
    wrong = written(world, "wrong", service, 4, report=reports["complaints"])
    issued(world, wrong, 4, by=service)
    reason = "到账时间写错，以退费规则为准。"
    act(world, wrong, "withdraw", 3, world.users[service], reason)
    night = written(world, "night", service, 9)
    issued(world, night, 9, by=service)
    act(world, night, "expire", 7, None)
    WorkNotice.objects.filter(pk=night.pk).update(until=world.scenario.day(-8))
    written(world, "written", "planner.enterprise", 0, report=reports["gifts"])
    dropped = written(world, "dropped", service, 2)
    act(world, dropped, "discard", 1, world.users[service])


def written(world: World, name: str, who: str, days_ago: int, **more: Any) -> WorkNotice:
    writer = world.users[who]
    unit = writer.primary_unit
    assert unit is not None  # noqa: S101 - everybody of the demo has one
    report: Report | None = more.get("report")
    if report is not None:
        report.refresh_from_db()
        more["campaign"] = report.campaign
    now = moment(world, days_ago, 11)
    return write_notice(actor=writer, unit=unit, now=now, **SAID[name], **more)


def issued(world: World, notice: WorkNotice, days_ago: int, by: str = "head.consumer") -> None:
    act(world, notice, "issue", days_ago, world.users[by])


def act(
    world: World, notice: WorkNotice, name: str, days_ago: int, actor: Any, reason: str = ""
) -> None:
    at = moment(world, days_ago, 14)
    change_notice(notice=notice, name=name, actor=actor, reason=reason, now=at)
    notice.refresh_from_db()


def read(world: World, notice: WorkNotice, days_ago: int, who: str) -> None:
    confirm_read(notice_id=notice.pk, actor=world.users[who], now=moment(world, days_ago, 16))
