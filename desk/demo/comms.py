"""Themes of the periods, communication plans, and drafts in every state with what reviewers and planners said to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from campaigns.enums import Origin
from campaigns.models import Campaign
from common.numbers import next_number
from comms.enums import DraftKind as K
from comms.enums import DraftState as S
from comms.models import CommunicationPlan, Draft, DraftReview, DraftVersion, Theme
from desk.demo.plans import SEASONS
from desk.demo.setting import Setting
from desk.demo.world import World

# Name, first and last day from today, origin, whether it binds, message.
THEMES = (
    ("{season}畅联季", -45, 10, Origin.OWN, False, "每一次联系都算数"),
    ("{season}团圆有我", 11, 55, Origin.OWN, False, "把话费花在想念的人身上"),
    ("{season}智家焕新", 56, 115, Origin.OWN, False, "一个家，一张网"),
)
PROVINCE_THEME = ("双节同庆 山河同信", "全省统一主题：双节期间对外口径一致")
# Plan, theme number, first and last day from today, campaigns, channels.
PLANS = (
    ("{season}在办活动一览", 0, -20, 10, ("老友话费回馈季", "亲情号加一位", "5G 换机补贴"), ("own-hall", "app")),
    (
        "{season}集中上线传播",
        1,
        11,
        50,
        ("充100送50", "集团成员充100送30", "千兆提速预约", "体育会员观赛季"),
        ("social-outlet", "own-hall", "app", "sms"),
    ),
    ("{season}智家专刊", 2, 56, 100, ("智能门锁安家季", "看家摄像头入户"), ("own-hall", "community")),
)
# Plan number, kind, title, state, days since the last change, body, remarks as (author, campaign, decision, text).
DRAFTS = (
    (0, K.LEAFLET, "5G 换机补贴 宣传单页", S.RELEASED, 24, "预存1000元得指定终端，旧机折价另算。协议期24个月，提前解约按月折算。",
     (("planner.consumer", "5G 换机补贴", "agree", "特点写清楚了，可以上街。"),)),
    (0, K.SCRIPT, "亲情号加一位 热线口径", S.RELEASED, 15, "问能否退订：随时可退。问是否收费：首季减免，之后每月3元，到期前短信提醒。",
     (("planner.consumer", "亲情号加一位", "agree", ""),)),
    (0, K.WEB, "老友话费回馈季 掌厅页", S.APPROVED, 3, "入网满五年，兑换加赠500积分。登录掌上营业厅即可办理，名额用完即止。", ()),
    (1, K.LEAFLET, "充100送50 宣传单页", S.IN_REVIEW, 1, "充100送50，当月到账。每位客户限一次，与其他充值优惠不同享。",
     (("planner.consumer", "充100送50", "remark", "请把“不同享”放到正面，不要只写在脚注。"),)),
    (1, K.SMS, "集团成员充100送30 短信", S.CHANGES_REQUIRED, 2, "【飞腾】集团成员专享：充100送30，名额有限，速来！回T退订",
     (("planner.enterprise", "集团成员充100送30", "changes", "“名额有限”没有依据，请改成活动起止日期。"),)),
    (1, K.POSTER, "集中上线总海报", S.WRITING, 1, "一张海报只讲一件事：先讲充值，再讲宽带，其他放二维码。", ()),
    (2, K.LEAFLET, "智能门锁安家季 折页", S.WRITING, 4, "99元得智能门锁，装维师傅上门安装。协议期12个月。", ()),
)  # fmt: skip


def load_comms(world: World, campaigns: Mapping[str, Campaign]) -> None:
    """Write themes, plans and drafts; ``campaigns`` are those around today, by name."""
    themes = _themes(world.setting)
    plans = [_plan(world, themes[theme], row, campaigns) for row in PLANS for theme in [row[1]]]
    for number, kind, title, state, age, body, remarks in DRAFTS:
        _draft(world, plans[number], campaigns, kind=kind, title=title, state=state, age=age, body=body, remarks=remarks)


def _themes(setting: Setting) -> list[Theme]:
    rows = [
        Theme(
            name=_seasonal(name, setting.day(first + 12)),
            starts_on=setting.day(first),
            ends_on=setting.day(last),
            origin=origin,
            is_binding=binds,
            message=message,
        )
        for name, first, last, origin, binds, message in THEMES
    ]
    name, message = PROVINCE_THEME
    eve = setting.national_day - dt.timedelta(days=12)
    province = Theme(
        name=name, starts_on=eve, ends_on=eve + dt.timedelta(days=22), origin=Origin.PROVINCE, is_binding=True, message=message
    )
    return Theme.objects.bulk_create([*rows, province])


def _plan(world: World, theme: Theme, row: tuple, campaigns: Mapping[str, Campaign]) -> CommunicationPlan:
    name, _, first, last, wanted, channels = row
    setting = world.setting
    made = setting.at(setting.day(min(first, 0) - 10))
    plan = CommunicationPlan.objects.create(
        code=f"K{made.year}-{next_number(f'communication-plan-{made.year}'):04d}",
        name=_seasonal(name, setting.day(first + 12)),
        theme=theme,
        starts_on=setting.day(first),
        ends_on=setting.day(last),
        created_by=world.users["comms.editor"],
        created_at=made,
    )
    plan.campaigns.set(_named(campaigns, title) for title in wanted)
    plan.channels.set(world.catalogue.channels[code] for code in channels)
    return plan


def _draft(
    world: World,
    plan: CommunicationPlan,
    campaigns: Mapping[str, Campaign],
    *,
    kind: K,
    title: str,
    state: S,
    age: int,
    body: str,
    remarks: tuple,
) -> None:
    setting = world.setting
    written, changed = setting.at(setting.day(-age - 4), 9), setting.at(setting.day(-age), 16)
    reviewer = world.users["comms.reviewer"] if state in {S.APPROVED, S.RELEASED, S.CHANGES_REQUIRED} else None
    draft = Draft.objects.create(
        code=f"D{written.year}-{next_number(f'draft-{written.year}'):04d}",
        plan=plan,
        kind=kind,
        title=title,
        state=state,
        author=world.users["comms.editor"],
        reviewer=reviewer,
        reviewed_at=changed if reviewer else None,
        released_at=changed if state == S.RELEASED else None,
        due_on=setting.day(4 - age) if state not in {S.RELEASED, S.APPROVED} else None,
        created_at=written,
        updated_at=changed,
    )
    version = DraftVersion.objects.create(
        draft=draft, number=1, body=body, created_at=written, handed_in_at=None if state == S.WRITING else changed
    )
    for author, name, decision, text in remarks:
        DraftReview.objects.create(
            version=version,
            author=world.users[author],
            campaign=_named(campaigns, name),
            decision=decision,
            text=text,
            created_at=changed,
        )
    if reviewer:
        decision = "changes" if state == S.CHANGES_REQUIRED else "agree"
        words = "先按策划意见修改再送审。" if state == S.CHANGES_REQUIRED else ""
        DraftReview.objects.create(version=version, author=reviewer, decision=decision, text=words, created_at=changed)


def _named(campaigns: Mapping[str, Campaign], title: str) -> Campaign:
    """The campaign of a title; seasonal ones are found by the end of their name, the earliest first."""
    return next(campaign for name, campaign in campaigns.items() if name.endswith(title))


def _seasonal(name: str, day: dt.date) -> str:
    return name.format(season=SEASONS[day.month - 1])
