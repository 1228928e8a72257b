"""The eighty plans around and after today. All names are invented.

Owner, name, product, category, first day, days, state, block, channels. The first day counts from
today; ``K`` from the Monday of the crowded week three weeks ahead, ``N`` from the Monday of the
last week before the National Day. ``{season}`` becomes the season of the first day. Channels: s
SMS, a app, c outbound call, h own hall, o social outlet, t hotline, m account manager, d direct
sales, y community.
"""

from __future__ import annotations

from campaigns.enums import CampaignState as S

Row = tuple[str, str, str, str, str, int, S, str, str]
C, E, P = "consumer", "enterprise", "product"
EAST, WEST, SOUTH, NORTH = "branch-east", "branch-west", "branch-south", "branch-north"
# Announced without being submitted.
INTENTION = "intention"

LIVE: tuple[Row, ...] = (
    (C, "老友话费回馈季", "points-shop", "service", "-33", 60, S.LIVE, "J6", "ah"),
    (C, "5G 换机补贴", "device-trade-in", "device", "-30", 45, S.LIVE, "A5", "ho"),
    (C, "千兆宽带体验", "broadband-1000", "tariff", "-26", 50, S.LIVE, "home-without-line", "yhd"),
    (C, "校园套餐续航", "campus-39", "tariff", "-20", 35, S.LIVE, "campus-students", "ad"),
    (C, "亲情号加一位", "family-number", "mobile_service", "-17", 40, S.LIVE, "U2", "sh"),
    (C, "银龄陪伴日", "plan-silver-29", "service", "-12", 30, S.LIVE, "silver-age", "hy"),
    (C, "全省携号转网服务月", "plan-easy-79", "service", "-15", 40, S.LIVE, "J1", "ho"),
    (E, "专线提速让利", "line-500", "group", "-32", 60, S.LIVE, "E1", "m"),
    (E, "集团 V 网续签", "group-vnet", "group", "-25", 45, S.LIVE, "E2", "m"),
    (E, "电子发票开通月", "e-invoice", "group", "-18", 40, S.LIVE, "E3", "mt"),
    (E, "云主机{season}促销", "cloud-host", "group", "-11", 45, S.LIVE, "E4", "m"),
    (E, "物联网卡清理", "iot-card", "group", "-22", 40, S.SUSPENDED, "E5", "m"),
    (P, "彩铃换新", "music-ringback", "data", "-28", 45, S.LIVE, "P1", "a"),
    (P, "云盘会员月", "cloud-200g", "data", "-21", 40, S.LIVE, "P2", "a"),
    (P, "高清新通话体验", "call-hd", "mobile_service", "-14", 40, S.LIVE, "U5", "s"),
    (P, "骚扰拦截免费月", "call-guard", "service", "-7", 35, S.LIVE, "A2", "s"),
    (
        EAST,
        "东湖社区集市",
        "broadband-500",
        "promotion",
        "-9",
        24,
        S.LIVE,
        "home-without-line",
        "y",
    ),
    (WEST, "西岭大学城摆摊", "campus-39", "promotion", "-6", 20, S.LIVE, "campus-students", "d"),
)
APPROVED: tuple[Row, ...] = (
    (C, "夜间流量包上新", "data-night", "data", "2", 28, S.APPROVED, "U6", "a"),
    (E, "企业短信{season}续费", "business-sms", "group", "3", 30, S.APPROVED, "E6", "mt"),
    (P, "阅读会员畅读月", "reading-member", "data", "4", 30, S.APPROVED, "P3", "a"),
    (SOUTH, "南浦渔港返乡专场", "family-share", "promotion", "5", 20, S.APPROVED, "J3", "yh"),
    (C, "副卡加装优惠", "family-sub-card", "mobile_service", "9", 35, S.APPROVED, "J2", "ho"),
    (E, "云办公体验季", "cloud-office", "group", "10", 40, S.APPROVED, "E7", "m"),
    (P, "智能音箱搭售", "home-speaker", "device", "11", 30, S.APPROVED, "P5", "ha"),
    (
        NORTH,
        "北苑厂区宿舍宽带",
        "broadband-300",
        "promotion",
        "8",
        25,
        S.APPROVED,
        "home-without-line",
        "yd",
    ),
    (P, "家庭相册搬家", "cloud-photo", "data", "K1", 30, S.APPROVED, "P6", "a"),
    (E, "集团彩铃新装", "group-ringback", "group", "K2", 30, S.APPROVED, "E8", "m"),
    (C, "千兆提速预约", "broadband-1000", "tariff", "K0", 30, S.APPROVED, "home-with-line", "yh"),
    (C, "家庭共享包加量", "family-share", "tariff", "24", 30, S.APPROVED, "J4", "h"),
    (E, "入云专线试点", "line-cloud", "group", "25", 45, S.APPROVED, "E9", "m"),
    (P, "来电助理体验", "call-assistant", "mobile_service", "26", 30, S.APPROVED, "P4", "s"),
    (C, "全省双节流量", "data-holiday", "data", "23", 20, S.APPROVED, "U3", "a"),
)
FINALISED: tuple[Row, ...] = (
    (C, "积分年度兑换", "points-shop", "service", "30", 40, S.FINALISED, "A1", "a"),
    (E, "行车卫士推广", "fleet-guard", "group", "31", 40, S.FINALISED, "E2", "m"),
    (P, "云盘一 T 升级", "cloud-1t", "data", "32", 30, S.FINALISED, "P8", "a"),
    (EAST, "东湖商圈开业礼", "home-camera", "promotion", "30", 15, S.FINALISED, "J5", "yh"),
    (C, "智能手表体验", "device-watch", "device", "33", 30, S.FINALISED, "A3", "h"),
    (E, "集团统付流量", "group-data", "group", "34", 45, S.FINALISED, "E10", "m"),
)
COORDINATING: tuple[Row, ...] = (
    (C, "套餐升档有礼", "plan-flow-129", "tariff", "K2", 30, S.COORDINATING, "A4", "h"),
    (P, "体育会员观赛季", "video-sports", "data", "K3", 30, S.COORDINATING, "P7", "a"),
    (
        WEST,
        "西岭小区宽带节",
        "broadband-500",
        "promotion",
        "K4",
        20,
        S.COORDINATING,
        "home-without-line",
        "y",
    ),
    (C, "学习平板换新", "device-tablet", "device", "K2", 30, S.COORDINATING, "A6", "h"),
    (P, "演唱会直播套票", "music-concert", "data", "38", 30, S.COORDINATING, "P1", "as"),
    (SOUTH, "南浦旅游年票合作", "roaming-asia", "promotion", "39", 20, S.COORDINATING, "J1", "yh"),
    (C, "银龄新春关怀", "birthday-care", "service", "44", 25, S.COORDINATING, "silver-age", "hy"),
    (E, "中小企业上云", "cloud-host", "group", "45", 50, S.COORDINATING, "E3", "m"),
    (C, "校园老带新", "campus-39", "promotion", "51", 30, S.COORDINATING, "campus-students", "ad"),
    (P, "智能门锁安家季", "home-door", "device", "52", 30, S.COORDINATING, "P5", "hy"),
    (NORTH, "北苑招工季用网包", "data-month-10g", "promotion", "53", 20, S.COORDINATING, "U1", "y"),
    (C, "合约手机分期", "device-contract", "device", "58", 40, S.COORDINATING, "A5", "ho"),
    (E, "企业总机换代", "business-hotline", "group", "59", 45, S.COORDINATING, "E6", "m"),
    (P, "亚洲漫游出行季", "roaming-asia", "data", "65", 35, S.COORDINATING, "J2", "as"),
    (C, "副卡亲子卡", "family-sub-card", "mobile_service", "66", 30, S.COORDINATING, "J6", "ho"),
    (P, "国庆假日流量包", "data-holiday", "data", "N0", 20, S.COORDINATING, "U3", "a"),
    (C, "国庆换机补贴", "device-trade-in", "device", "N1", 20, S.COORDINATING, "A5", "h"),
    (E, "国庆值守专线保障", "line-500", "group", "N1", 30, S.COORDINATING, "E1", "m"),
    (
        C,
        "国庆宽带开门红",
        "broadband-500",
        "tariff",
        "N2",
        30,
        S.COORDINATING,
        "home-without-line",
        "yh",
    ),
    (P, "国庆视频会员礼", "video-member", "data", "N2", 20, S.COORDINATING, "P3", "a"),
    (EAST, "东湖国庆广场", "home-camera", "promotion", "N3", 10, S.COORDINATING, "J5", "yh"),
)
DRAFTS: tuple[tuple[str, str, str, str, str, int, S | str, str, str], ...] = (
    (C, "老客续约预售", "plan-flow-99", "tariff", "80", 40, S.DRAFT, "J5", "h"),
    (E, "专线年中让利", "line-100", "group", "84", 60, INTENTION, "E1", "m"),
    (P, "视频会员踏春季", "video-member", "data", "90", 30, INTENTION, "P1", "a"),
    (EAST, "东湖银发课堂", "plan-silver-29", "service", "76", 20, S.DRAFT, "silver-age", "h"),
    (WEST, "西岭山货节", "data-month-10g", "promotion", "95", 15, INTENTION, "U2", "y"),
    (P, "看家摄像头入户", "home-camera", "device", "100", 40, S.DRAFT, "P6", "hy"),
    (C, "世界电信日服务周", "points-shop", "service", "150", 10, INTENTION, "A3", "h"),
)
CLOSED: tuple[Row, ...] = (
    (C, "双卡双号优惠", "family-sub-card", "mobile_service", "20", 30, S.WITHDRAWN, "J4", "s"),
    (P, "手机早报改版", "news-daily", "data", "28", 30, S.WITHDRAWN, "P6", "s"),
    (E, "酒店专线套餐", "line-100", "group", "22", 40, S.REJECTED, "E6", "m"),
    (
        NORTH,
        "北苑宿舍提速",
        "broadband-500",
        "promotion",
        "-40",
        25,
        S.LAPSED,
        "home-with-line",
        "d",
    ),
)
# Plans of the province's own hand, carried out by the city.
FROM_PROVINCE = frozenset({"全省携号转网服务月", "全省双节流量"})
# Where a product of another department is joined.
# It is done in a workgroup.
URGENT = "套餐升档有礼"
RIDERS = {
    "智能音箱搭售": (C, "broadband-fttr"),
    "校园老带新": (P, "music-pack"),
    "合约手机分期": (P, "video-member"),
}
