"""Themes, communication plans and drafts of the demo company."""

from __future__ import annotations

from comms.enums import Decision
from comms.enums import DraftKind as K

AGREE, CHANGES = Decision.AGREE, Decision.CHANGES

# Name, first and last day from today, message, tone, what may and may not be said.
THEMES = (
    ("{season}畅联季", -45, 10, "每一次联系都算数", "亲切", "讲真实的用户故事", "不做同行对比"),
    (
        "{season}团圆有我",
        11,
        55,
        "把话费花在想念的人身上",
        "温暖",
        "先讲给谁用，再讲价格",
        "不出现「最后机会」一类催促的话",
    ),
    ("{season}智家焕新", 56, 115, "一个家，一张网", "明快", "写清安装时间", "不承诺网速上限"),
)
PROVINCE_THEME = (
    "双节同庆 山河同信",
    "全省统一主题：双节期间对外口径一致",
    "庄重喜庆",
    "使用省公司统一画面与口号",
    "不另起主题，不改口号",
)
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
        "99元得智能门锁，装维师傅上门安装。\n协议期12个月，智能门锁服务每月15元。",
        (),
    ),
)
