"""What some products cost as the company made it public."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from channels.models import Tariff
from demo.catalogue import Catalogue

# Code, product, price in yuan a month, condition, number of the notice.
TARIFFS = (
    (
        "music-pack-10",
        "music-pack",
        "10",
        "每月自动续订须客户确认，随时可退。",
        "公示〔2026〕17 号",
    ),
    (
        "video-member-20",
        "video-member",
        "20",
        "首月体验须另行确认，到期不自动续订。",
        "公示〔2026〕21 号",
    ),
    ("broadband-1000-99", "broadband-1000", "99", "协议期 24 个月，含光猫。", "公示〔2026〕8 号"),
    ("plan-flow-129-129", "plan-flow-129", "129", "协议期 12 个月。", "公示〔2026〕3 号"),
    ("family-number-3", "family-number", "3", "首季减免，之后按月收取。", "公示〔2026〕11 号"),
    ("home-door-12", "home-door", "12", "门锁由客户自购或随活动领取。", "公示〔2026〕14 号"),
    ("home-camera-15", "home-camera", "15", "含 7 天云存储。", "公示〔2026〕14 号"),
)


def load_tariffs(catalogue: Catalogue, today: dt.date) -> None:
    """Write the tariffs, published at the beginning of the year."""
    Tariff.objects.bulk_create(
        Tariff(
            code=code,
            product=catalogue.products[product],
            price=Decimal(price),
            condition=condition,
            source=source,
            published_on=today.replace(month=1, day=1),
        )
        for code, product, price, condition, source in TARIFFS
    )
