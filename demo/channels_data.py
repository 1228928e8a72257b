"""To whom Feiteng sells, and through which channels. All invented."""

from __future__ import annotations

from channels.enums import ContactClass, Direction

# Code, name, English name.
GROUPS = (
    ("consumer", "个人客户", "Consumer"),
    ("household", "家庭客户", "Household"),
    ("campus", "校园客户", "Campus"),
    ("senior", "银龄客户", "Senior"),
    ("enterprise-member", "集团成员", "Enterprise member"),
    ("enterprise", "集团客户", "Enterprise"),
)

PUSH, PULL = Direction.PUSH, Direction.PULL
C = ContactClass
# Code, name, English name, direction, contact class, public, staffed, needs consent, owner unit,
# per day, per week, outlets. Per day: contacts of a push channel, transactions per branch of a
# staffed one.
CHANNELS = (
    (
        "own-hall",
        "自有营业厅",
        "Own halls",
        PULL,
        C.NONE,
        True,
        True,
        False,
        "channel",
        1200,
        7200,
        26,
    ),
    (
        "social-outlet",
        "社会网点",
        "Social outlets",
        PULL,
        C.NONE,
        True,
        True,
        False,
        "channel",
        3000,
        21000,
        175,
    ),
    ("hotline", "服务热线", "Hotline", PULL, C.NONE, False, True, False, "service", 900, 6300, 1),
    (
        "outbound-call",
        "外呼",
        "Outbound calls",
        PUSH,
        C.CALL,
        False,
        True,
        True,
        "service",
        6000,
        30000,
        1,
    ),
    ("sms", "短信", "SMS", PUSH, C.SMS, False, False, False, "channel", 24000, 120000, 0),
    ("app", "掌上营业厅", "App", PUSH, C.APP, True, False, False, "channel", 40000, 200000, 0),
    (
        "account-manager",
        "客户经理",
        "Account managers",
        PUSH,
        C.VISIT,
        False,
        True,
        False,
        "enterprise",
        900,
        4500,
        0,
    ),
    (
        "direct-sales",
        "直销队",
        "Direct sales",
        PUSH,
        C.VISIT,
        True,
        True,
        False,
        "channel",
        2000,
        10000,
        12,
    ),
    (
        "community",
        "社区驻点",
        "Community stands",
        PULL,
        C.NONE,
        True,
        True,
        False,
        "channel",
        400,
        2400,
        40,
    ),
)
