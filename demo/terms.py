"""The usual terms of each product family: plans that keep to them do not contradict each other."""

from __future__ import annotations

from typing import Any

# Family: what is paid, what is got, its kind, its value in yuan, months it is paid out over, months
# bound, and the words.
USUAL: dict[str, tuple[str, str, str, str, int, int, str]] = {
    "recharge": ("100.00", "20.00", "balance", "20.00", 0, 0, "充100送20"),
    "tariff-plan": ("0.00", "240.00", "balance", "240.00", 12, 12, "每月返20元，共12个月"),
    "campus": ("0.00", "240.00", "balance", "240.00", 12, 12, "每月返20元，共12个月"),
    "data-pack": ("20.00", "10.00", "data", "20.00", 0, 0, "买一份送10GB"),
    "broadband": ("360.00", "120.00", "balance", "120.00", 12, 12, "预存360返120"),
    "family-plan": ("0.00", "1.00", "service", "30.00", 0, 6, "首季减免10元每月"),
    "device": ("1000.00", "1.00", "device", "1200.00", 0, 24, "预存1000元得指定终端"),
    "loyalty": ("0.00", "500.00", "points", "5.00", 0, 0, "兑换加赠500积分"),
    "roaming": ("30.00", "3.00", "data", "15.00", 0, 0, "买三天加送3GB"),
    "music": ("0.00", "1.00", "service", "10.00", 0, 0, "首月体验"),
    "video": ("0.00", "1.00", "service", "20.00", 0, 0, "首月体验"),
    "cloud": ("0.00", "1.00", "service", "10.00", 0, 0, "首月体验"),
    "call-help": ("0.00", "1.00", "service", "5.00", 0, 0, "首月体验"),
    "reading": ("0.00", "1.00", "service", "12.00", 0, 0, "首月体验"),
    "smart-home": ("99.00", "1.00", "device", "199.00", 0, 12, "99元得设备"),
    "leased-line": ("3600.00", "600.00", "balance", "600.00", 12, 24, "签两年返600"),
    "group-talk": ("0.00", "1.00", "service", "60.00", 0, 12, "一年功能费减免"),
    "enterprise-message": ("500.00", "100.00", "balance", "100.00", 0, 0, "充500送100"),
    "enterprise-cloud": ("1200.00", "1.00", "service", "200.00", 0, 12, "签一年送两个月"),
    "iot": ("100.00", "20.00", "data", "20.00", 0, 12, "充100送20GB"),
}


def usual_offer(family: str, product: str) -> dict[str, Any]:
    """The family's usual offer as the API writes it; no two of them may be taken together."""
    pay, get, kind, value, payout, lock, words = USUAL[family]
    return {
        "product": product,
        "kind": f"{family}-usual",
        "pay": pay,
        "get": get,
        "get_kind": kind,
        "get_value": value,
        "payout_months": payout,
        "lock_months": lock,
        "stackable": False,
        "description": words,
    }


def top_up(get: str, *, description: str) -> dict[str, Any]:
    """Pay 100 and get so much on the account."""
    return {
        "product": "recharge",
        "kind": "recharge_gift",
        "pay": "100.00",
        "get": get,
        "get_kind": "balance",
        "get_value": get,
        "stackable": False,
        "description": description,
    }
