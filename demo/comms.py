"""Themes of the periods, communication plans, and drafts in every state with what reviewers and
planners said to them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from campaigns.enums import Origin
from campaigns.models import Campaign
from comms import commands
from comms.enums import Decision
from comms.enums import DraftKind as K
from comms.models import CommunicationPlan, Theme
from demo.plans import SEASONS
from demo.scenario import Scenario
from demo.world import World

# Name, first and last day from today, message.
THEMES = (
    ("{season}畅联季", -45, 10, "每一次联系都算数"),
    ("{season}团圆有我", 11, 55, "把话费花在想念的人身上"),
    ("{season}智家焕新", 56, 115, "一个家，一张网"),
)
PROVINCE_THEME = ("双节同庆 山河同信", "全省统一主题：双节期间对外口径一致")
# Plan, its theme, first and last day from today, campaigns, channels.
PLANS = (
    (
        "{season}在办活动一览",
        0,
        -20,
        10,
        ("老友话费回馈季", "亲情号加一位", "5G 换机补贴"),
        ("own-hall", "app"),
    ),
    (
        "{season}集中上线传播",
        1,
        11,
        50,
        ("充100送50", "集团成员充100送30", "千兆提速预约", "体育会员观赛季"),
        ("social-outlet", "own-hall", "app", "sms"),
    ),
    (
        "{season}智家专刊",
        2,
        56,
        100,
        ("智能门锁安家季", "看家摄像头入户"),
        ("own-hall", "community"),
    ),
)
AGREE, CHANGES = Decision.AGREE, Decision.CHANGES
# Plan, kind, title, campaigns, text, and what followed: days ago, who, what, words.
DRAFTS = (
    (
        0,
        K.LEAFLET,
        "5G 换机补贴 宣传单页",
        ("5G 换机补贴",),
        "预存1000元得指定终端，旧机折价另算。\n协议期24个月，提前解约按月折算。\n到营业厅或社会网点办理。",
        (
            (30, "comms.editor", "hand_in", ""),
            (29, "planner.consumer", AGREE, "特点写清楚了，可以上街。"),
            (28, "comms.reviewer", "approve", ""),
            (27, "comms.reviewer", "release", ""),
        ),
    ),
    (
        0,
        K.SCRIPT,
        "亲情号加一位 热线口径",
        ("亲情号加一位",),
        "问能否退订：随时可退，当月生效。\n问是否收费：首季减免，之后每月3元，到期前七天短信提醒。",
        (
            (18, "comms.editor", "hand_in", ""),
            (17, "planner.consumer", AGREE, ""),
            (16, "comms.reviewer", "approve", ""),
            (15, "comms.reviewer", "release", ""),
        ),
    ),
    (
        0,
        K.WEB,
        "老友话费回馈季 掌厅页",
        ("老友话费回馈季",),
        "入网满五年，兑换加赠500积分。\n登录掌上营业厅即可办理，名额用完即止。",
        ((5, "comms.editor", "hand_in", ""), (3, "comms.reviewer", "approve", "")),
    ),
    (
        1,
        K.LEAFLET,
        "充100送50 宣传单页",
        ("充100送50",),
        "充100送50，当月到账。\n每位客户限一次，与其他充值优惠不同享。\n社会网点办理。",
        (
            (2, "comms.editor", "hand_in", ""),
            (1, "planner.consumer", "remark", "请把“不同享”放到正面，不要只写在脚注。"),
        ),
    ),
    (
        1,
        K.SMS,
        "集团成员充100送30 短信",
        ("集团成员充100送30",),
        "【飞腾】集团成员专享：充100送30，名额有限，速来！回T退订",
        (
            (4, "comms.editor", "hand_in", ""),
            (3, "planner.enterprise", CHANGES, "“名额有限”没有依据，请改成活动起止日期。"),
        ),
    ),
    (
        1,
        K.POSTER,
        "集中上线总海报",
        ("充100送50", "千兆提速预约", "体育会员观赛季"),
        "一张海报只讲一件事：先讲充值，再讲宽带，其他放二维码。",
        (),
    ),
    (
        2,
        K.LEAFLET,
        "智能门锁安家季 折页",
        ("智能门锁安家季",),
        "99元得智能门锁，装维师傅上门安装。\n协议期12个月。",
        (),
    ),
)


def load_comms(world: World, campaigns: Sequence[Campaign]) -> None:
    """Write themes, plans and drafts; ``campaigns`` are those around today, in the order in which
    they were made.
    """
    themes = _themes(world)
    plans = [_plan(world, themes[row[1]], row, campaigns) for row in PLANS]
    for number, kind, title, about, body, steps in DRAFTS:
        scenario, editor = world.scenario, world.users["comms.editor"]
        first = max((step[0] for step in steps), default=1)
        named = [_named(campaigns, one) for one in about]
        values = {
            "kind": kind,
            "title": title,
            "campaigns": named,
            "body": body,
            "due_on": scenario.day(6 - first),
        }
        draft = commands.create_draft(
            plan=plans[number],
            values=values,
            actor=editor,
            now=scenario.at(scenario.day(-first - 2), 9),
        )
        for ago, username, what, words in steps:
            actor, now = world.users[username], scenario.at(scenario.day(-ago), 15)
            if isinstance(what, Decision):
                commands.sign_draft(
                    draft_id=draft.pk,
                    campaign=named[0],
                    decision=what,
                    text=words,
                    actor=actor,
                    now=now,
                )
            elif what == "remark":
                commands.remark(draft_id=draft.pk, text=words, actor=actor, now=now)
            else:
                commands.change_draft_state(
                    draft_id=draft.pk, name=what, actor=actor, reason=words, now=now
                )


def _themes(world: World) -> list[Theme]:
    scenario, editor = world.scenario, world.users["comms.editor"]
    rows = [
        Theme(
            name=_seasonal(name, scenario, first),
            starts_on=scenario.day(first),
            ends_on=scenario.day(last),
            message=message,
        )
        for name, first, last, message in THEMES
    ]
    name, message = PROVINCE_THEME
    eve = scenario.national_day - dt.timedelta(days=12)
    last = eve + dt.timedelta(days=22)
    rows.append(
        Theme(
            name=name,
            starts_on=eve,
            ends_on=last,
            origin=Origin.PROVINCE,
            is_binding=True,
            message=message,
        )
    )
    return [
        commands.save_theme(theme=theme, actor=editor, now=scenario.at(scenario.day(-50)))
        for theme in rows
    ]


def _plan(
    world: World, theme: Theme, row: tuple, campaigns: Sequence[Campaign]
) -> CommunicationPlan:
    name, _, first, last, wanted, channels = row
    scenario = world.scenario
    values = {
        "name": _seasonal(name, scenario, first),
        "theme": theme,
        "starts_on": scenario.day(first),
        "ends_on": scenario.day(last),
        "campaigns": [_named(campaigns, title) for title in wanted],
        "channels": [world.catalogue.channels[code] for code in channels],
    }
    return commands.create_plan(
        values=values, actor=world.users["comms.editor"], now=scenario.at(scenario.day(-40))
    )


def _named(campaigns: Sequence[Campaign], title: str) -> Campaign:
    """The first campaign with a title; seasonal ones are found by the end of their name."""
    return next(campaign for campaign in campaigns if campaign.name.endswith(title))


def _seasonal(name: str, scenario: Scenario, first: int) -> str:
    return name.format(season=SEASONS[scenario.day(first + 12).month - 1])
