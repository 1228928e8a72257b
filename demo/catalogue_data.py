"""What Feiteng sells. All invented."""

from __future__ import annotations

from channels.enums import BillingKind

P, G = BillingKind.PERSON, BillingKind.GROUP

# Family: code, name, English name, owner unit, billing kind, and its products as
# (code, name, English name, brand, monthly fee, exclusive group).
FAMILIES = (
    (
        "recharge",
        "话费充值",
        "Top-up",
        "consumer",
        P,
        (
            ("recharge", "话费充值", "Top-up", "", "0", ""),
            ("recharge-auto", "自动充值", "Automatic top-up", "", "0", ""),
            ("recharge-gift-card", "充值礼品卡", "Top-up gift card", "", "0", ""),
        ),
    ),
    (
        "tariff-plan",
        "主套餐",
        "Main plan",
        "consumer",
        P,
        (
            ("plan-easy-59", "轻享 59 元套餐", "Easy 59", "轻享", "59", "main-plan"),
            ("plan-easy-79", "轻享 79 元套餐", "Easy 79", "轻享", "79", "main-plan"),
            ("plan-flow-99", "畅行 99 元套餐", "Flow 99", "畅行", "99", "main-plan"),
            ("plan-flow-129", "畅行 129 元套餐", "Flow 129", "畅行", "129", "main-plan"),
            ("plan-peak-199", "尊行 199 元套餐", "Peak 199", "尊行", "199", "main-plan"),
            ("plan-silver-29", "银龄 29 元套餐", "Silver 29", "银龄", "29", "main-plan"),
        ),
    ),
    (
        "data-pack",
        "流量包",
        "Data pack",
        "consumer",
        P,
        (
            ("data-month-10g", "月包 10GB", "Monthly 10 GB", "", "20", ""),
            ("data-night", "夜间流量包", "Night data", "", "10", ""),
            ("data-holiday", "假日流量包", "Holiday data", "", "15", ""),
            ("data-video", "视频定向包", "Video data", "", "12", ""),
        ),
    ),
    (
        "broadband",
        "家庭宽带",
        "Home broadband",
        "consumer",
        P,
        (
            ("broadband-300", "宽带 300M", "Broadband 300", "光居", "49", "home-line"),
            ("broadband-500", "宽带 500M", "Broadband 500", "光居", "69", "home-line"),
            ("broadband-1000", "千兆宽带", "Gigabit broadband", "光居", "99", "home-line"),
            ("broadband-fttr", "全屋光组网", "Fibre to the room", "光居", "39", ""),
        ),
    ),
    (
        "family-plan",
        "家庭融合",
        "Family plan",
        "consumer",
        P,
        (
            ("family-share", "家庭共享包", "Family share", "", "29", "family-plan"),
            ("family-number", "亲情号", "Family numbers", "", "3", ""),
            ("family-sub-card", "副卡", "Second card", "", "10", ""),
        ),
    ),
    (
        "campus",
        "校园",
        "Campus",
        "consumer",
        P,
        (
            ("campus-39", "校园 39 元套餐", "Campus 39", "青芒", "39", "main-plan"),
            ("campus-broadband", "校园宽带", "Campus broadband", "青芒", "30", "home-line"),
        ),
    ),
    (
        "device",
        "终端",
        "Devices",
        "consumer",
        P,
        (
            ("device-contract", "合约手机", "Contract phone", "", "0", "device-contract"),
            ("device-trade-in", "换机补贴", "Trade-in", "", "0", ""),
            ("device-watch", "智能手表", "Smart watch", "", "10", ""),
            ("device-tablet", "学习平板", "Study tablet", "", "0", ""),
        ),
    ),
    (
        "loyalty",
        "客户回馈",
        "Loyalty",
        "consumer",
        P,
        (
            ("points-shop", "积分商城", "Points shop", "", "0", ""),
            ("birthday-care", "生日关怀", "Birthday care", "", "0", ""),
        ),
    ),
    (
        "roaming",
        "漫游出行",
        "Roaming",
        "product",
        P,
        (
            ("roaming-asia", "亚洲漫游包", "Roaming Asia", "", "30", ""),
            ("roaming-world", "环球漫游包", "Roaming world", "", "68", ""),
        ),
    ),
    (
        "music",
        "音乐",
        "Music",
        "product",
        P,
        (
            ("music-pack", "音乐畅听包", "Music pack", "声浪", "10", "music-member"),
            ("music-ringback", "来电彩铃", "Ring-back tone", "声浪", "5", ""),
            ("music-concert", "演唱会直播", "Live concert", "声浪", "8", ""),
        ),
    ),
    (
        "video",
        "视频会员",
        "Video membership",
        "product",
        P,
        (
            ("video-member", "视频会员", "Video member", "映视", "20", "video-member"),
            ("video-sports", "体育会员", "Sports member", "映视", "18", ""),
            ("video-ring", "视频彩铃", "Video ring-back", "映视", "8", ""),
        ),
    ),
    (
        "cloud",
        "云盘",
        "Cloud drive",
        "product",
        P,
        (
            ("cloud-200g", "云盘 200GB", "Cloud 200 GB", "云匣", "10", "cloud-drive"),
            ("cloud-1t", "云盘 1TB", "Cloud 1 TB", "云匣", "25", "cloud-drive"),
            ("cloud-photo", "家庭相册", "Family album", "云匣", "6", ""),
        ),
    ),
    (
        "call-help",
        "通话助理",
        "Call services",
        "product",
        P,
        (
            ("call-guard", "骚扰拦截", "Call guard", "", "3", ""),
            ("call-assistant", "来电助理", "Call assistant", "", "5", ""),
            ("call-hd", "高清新通话", "HD calling", "", "6", ""),
        ),
    ),
    (
        "smart-home",
        "智慧家居",
        "Smart home",
        "product",
        P,
        (
            ("home-camera", "看家摄像头", "Home camera", "安居", "15", ""),
            ("home-speaker", "智能音箱", "Smart speaker", "安居", "8", ""),
            ("home-door", "智能门锁", "Smart lock", "安居", "12", ""),
        ),
    ),
    (
        "reading",
        "阅读",
        "Reading",
        "product",
        P,
        (
            ("reading-member", "阅读会员", "Reading member", "", "12", ""),
            ("news-daily", "手机早报", "Morning news", "", "5", ""),
        ),
    ),
    (
        "leased-line",
        "企业专线",
        "Leased line",
        "enterprise",
        G,
        (
            ("line-100", "互联网专线 100M", "Internet line 100", "政企", "1200", "leased-line"),
            ("line-500", "互联网专线 500M", "Internet line 500", "政企", "3600", "leased-line"),
            ("line-cloud", "入云专线", "Cloud line", "政企", "4200", ""),
        ),
    ),
    (
        "group-talk",
        "集团通信",
        "Group calling",
        "enterprise",
        G,
        (
            ("group-vnet", "集团 V 网", "Group V-net", "政企", "5", "group-vnet"),
            ("group-ringback", "集团彩铃", "Group ring-back", "政企", "3", ""),
            ("group-data", "集团统付流量", "Group-paid data", "政企", "10", ""),
        ),
    ),
    (
        "enterprise-message",
        "企业消息",
        "Business messages",
        "enterprise",
        G,
        (
            ("business-sms", "企业短信", "Business SMS", "政企", "200", ""),
            ("business-hotline", "企业总机", "Business switchboard", "政企", "300", ""),
        ),
    ),
    (
        "enterprise-cloud",
        "企业上云",
        "Business cloud",
        "enterprise",
        G,
        (
            ("cloud-host", "云主机", "Cloud server", "政企", "500", ""),
            ("cloud-office", "云办公", "Cloud office", "政企", "30", ""),
            ("e-invoice", "电子发票", "Electronic invoice", "政企", "50", ""),
        ),
    ),
    (
        "iot",
        "物联网",
        "Internet of things",
        "enterprise",
        G,
        (
            ("iot-card", "物联网卡", "IoT card", "政企", "5", ""),
            ("fleet-guard", "行车卫士", "Fleet guard", "政企", "20", ""),
        ),
    ),
)
