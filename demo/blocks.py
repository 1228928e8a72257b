"""Whom the demo's plans address: blocks of customers, named by a letter and a number.

Blocks of one letter have nobody in common. Blocks of different letters mix evenly, so that two
plans seldom share more than a fifth of the smaller audience.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from demo.accounts import PORTRAITS
from demo.names import FIRM_TRADES
from demo.scenario import Scenario
from demo.segments import every, where

# Six bands each: days since joining, monthly data in GB, monthly spend in yuan.
JOINED = (0, 620, 1220, 1820, 2420, 3020, 9999)
USAGE = ("0", "5.6", "8.2", "11.1", "15.0", "21.7", "99999")
SPEND = ("0", "27", "38", "50", "68", "100", "999999")
PERSON = where("kind", "eq", "person")
NOT_DISTURBED = {"segment": "do-not-disturb"}


def block(scenario: Scenario, key: str, branches: Sequence[str]) -> dict[str, Any]:
    """A source of an audience: ``P`` portraits, ``J`` joined, ``U`` data used, ``A`` spend, ``E``
    firms by trade, or a segment's code.

    With branches only the customers who live there.
    """
    letter, number = key[0], key[1:]
    if not number.isdigit():
        if not branches:
            return {"segment": key}
        return {"filter": every(_group(key), where("unit", "in", list(branches)))}
    n = int(number)
    conditions = {
        "P": lambda: [
            PERSON,
            where("attributes.客户画像", "in", list(PORTRAITS[2 * n - 2 : 2 * n])),
        ],
        "J": lambda: [
            PERSON,
            where("joined_on", "gt", scenario.day(-JOINED[n])),
            where("joined_on", "lte", scenario.day(-JOINED[n - 1])),
        ],
        "U": lambda: [PERSON, *_band("attributes.月均流量GB", USAGE[n - 1 : n + 1])],
        "A": lambda: [PERSON, *_band("arpu", SPEND[n - 1 : n + 1])],
        "E": lambda: [
            where("kind", "eq", "organisation"),
            where("attributes.行业", "in", list(FIRM_TRADES[2 * n - 2 : 2 * n])),
        ],
    }[letter]()
    if branches:
        conditions.append(where("unit", "in", list(branches)))
    return {"filter": every(*conditions)}


def _band(field: str, limits: Sequence[str]) -> list[dict[str, Any]]:
    return [where(field, "gte", limits[0]), where(field, "lt", limits[1])]


def _group(segment: str) -> dict[str, Any]:
    """The customer group behind a segment that plans of branches use."""
    return where(
        "group",
        "eq",
        {"campus-students": "campus", "silver-age": "senior"}.get(segment, "household"),
    )
