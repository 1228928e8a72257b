"""The 120 channel loading rules (渠道加载规则): which product suits which customers through which
channel, and why.
"""

from __future__ import annotations

from channels.enums import Fit
from channels.models import LoadingRule
from demo.catalogue import Catalogue
from demo.scenario import Scenario

YES, MAY, POOR, NO, TRIAL = Fit.PREFERRED, Fit.ALLOWED, Fit.DISCOURAGED, Fit.FORBIDDEN, Fit.TRIAL
# Products, customer groups, fit by channel, reason.
PATTERNS = (
    (
        ("recharge",),
        ("consumer", "enterprise-member", "senior"),
        {"own-hall": MAY, "social-outlet": YES, "app": YES, "sms": MAY, "outbound-call": POOR},
        "充值门槛低，网点与线上成单快；外呼打扰大、收益小",
    ),
    (
        ("line-100", "line-500", "line-cloud"),
        ("enterprise",),
        {"account-manager": YES, "direct-sales": MAY, "social-outlet": NO, "sms": POOR},
        "专线须现场勘查，网点无受理能力",
    ),
    (
        ("group-vnet", "group-data", "group-ringback"),
        ("enterprise", "enterprise-member"),
        {"account-manager": YES, "social-outlet": NO},
        "按集团计费，须由集团统一办理",
    ),
    (
        ("cloud-host", "cloud-office"),
        ("enterprise",),
        {"account-manager": YES, "hotline": MAY, "social-outlet": NO},
        "需要方案讲解",
    ),
    (
        ("business-sms", "e-invoice"),
        ("enterprise",),
        {"account-manager": YES, "own-hall": MAY, "outbound-call": MAY},
        "续费为主，可电话办理",
    ),
    (
        ("data-month-10g", "data-holiday", "data-video"),
        ("consumer", "campus"),
        {"app": YES, "sms": MAY, "social-outlet": POOR},
        "社会网点加载数据业务效果差，投诉多",
    ),
    (
        ("broadband-500", "broadband-1000"),
        ("household",),
        {"community": YES, "own-hall": MAY, "direct-sales": MAY, "sms": POOR},
        "驻点可当场预约装机",
    ),
    (
        ("music-pack", "video-member"),
        ("consumer", "campus"),
        {"app": YES, "sms": MAY, "social-outlet": POOR},
        "线上可先试听试看",
    ),
    (
        ("music-pack", "cloud-200g"),
        ("enterprise-member",),
        {"account-manager": TRIAL},
        "产品部希望借客户经理销售，试点一季度",
    ),
    (
        ("device-contract",),
        ("consumer", "enterprise-member", "campus"),
        {"own-hall": YES, "social-outlet": MAY, "outbound-call": MAY},
        "真机体验带动成单",
    ),
    (
        ("campus-39",),
        ("campus",),
        {"direct-sales": YES, "app": MAY, "outbound-call": NO},
        "校园不外呼",
    ),
    (
        ("plan-silver-29",),
        ("senior",),
        {"own-hall": YES, "community": YES, "app": POOR, "outbound-call": NO},
        "银龄客户面对面办理，不外呼",
    ),
    (
        ("plan-flow-129", "plan-peak-199"),
        ("consumer",),
        {"own-hall": YES, "outbound-call": MAY, "social-outlet": POOR},
        "高档套餐须讲清协议期",
    ),
    (
        ("home-camera",),
        ("household",),
        {"community": YES, "direct-sales": MAY, "social-outlet": MAY},
        "与宽带装机同行",
    ),
    (("iot-card",), ("enterprise",), {"account-manager": YES, "app": NO}, "实名与用途须人工核对"),
    (("fleet-guard",), ("enterprise",), {"account-manager": YES, "sms": POOR}, "须现场演示"),
)


def load_rules(scenario: Scenario, catalogue: Catalogue) -> list[LoadingRule]:
    """Write the rules, in force for two years; one in nine is a second version whose first one said
    otherwise.
    """
    since, changed = scenario.day(-720), scenario.day(-150)
    rules: list[LoadingRule] = []
    triples = (
        (p, g, c, fit, why)
        for products, groups, fits, why in PATTERNS
        for p in products
        for g in groups
        for c, fit in fits.items()
    )
    for number, (product, group, channel, fit, why) in enumerate(triples):
        is_changed = number % 9 == 4
        keys = {
            "product": catalogue.products[product],
            "customer_group": catalogue.groups[group],
            "channel": catalogue.channels[channel],
        }
        if is_changed:
            before = MAY if fit != MAY else POOR
            rules.append(
                LoadingRule(
                    **keys,
                    fit=before,
                    reason="初版规则",
                    valid_from=since,
                    valid_until=scenario.day(-151),
                )
            )
        rules.append(
            LoadingRule(
                **keys,
                fit=fit,
                reason=why,
                version=1 + is_changed,
                valid_from=changed if is_changed else since,
            )
        )
    return LoadingRule.objects.bulk_create(rules)
