"""Monthly prices in texts against what was published."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

import pytest

from preflight.tariffs import TariffFacts, other_prices
from tests.seeds import times


def tariff(price: str, *names: str, code: str = "t") -> TariffFacts:
    return TariffFacts(
        code=code,
        product=names[0],
        names=names,
        price=Decimal(price),
        published_on=dt.date(2026, 1, 1),
    )


MUSIC = tariff("10", "音乐畅听包", "Music pack")
FLOW = tariff("99.00", "畅行 99 元套餐", code="f")
HOME = tariff("99", "千兆宽带", code="h")
HD = tariff("6", "高清新通话", code="c")
ALL = (MUSIC, FLOW, HOME, HD)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("音乐畅听包12元/月", [("12元/月", "10元/月")], id="a slash"),
        pytest.param("音乐畅听包每月12元", [("每月12元", "每月10元")], id="before the amount"),
        pytest.param("音乐畅听包月费仅12.5元", [("月费仅12.5元", "月费仅10元")], id="with a word"),
        pytest.param("音乐 畅听包１２ 元／月", [("１２ 元／月", "10 元／月")], id="full width"),
        pytest.param("Music pack: 12 yuan a month", [("12 yuan a month", "10 yuan a month")]),
        pytest.param("音乐畅听包10元/月", [], id="as published"),
        pytest.param("音乐畅听包10.00元每月", [], id="with places"),
        pytest.param("音乐畅听包充100送50", [], id="no monthly price"),
        pytest.param("音乐畅听包每月返12元", [], id="given back"),
        pytest.param("音乐畅听包立减12元/月", [], id="taken off"),
        pytest.param("音乐畅听包好听。每月12元", [], id="another sentence"),
        pytest.param("每月12元", [], id="nothing named"),
        pytest.param("畅行99元套餐每月99元", [], id="a name with a number"),
        pytest.param("千兆宽带89元/月", [("89元/月", "99元/月")], id="another product"),
        pytest.param("音乐畅听包与高清新通话合计每月16元", [("每月16元", "每月6元")], id="a sum"),
        pytest.param("高清新通话每月6元，音乐畅听包每月10元", [], id="two that agree"),
    ],
)
def test_prices_are_read_and_held_against_what_was_published(text, found):
    assert [(one.written, one.to) for one in other_prices(text, ALL)] == found
    for one in other_prices(text, ALL):
        assert text[one.start :].startswith(one.written)


def test_without_tariffs_nothing_is_said():
    assert not list(other_prices("音乐畅听包12元/月", ()))


@pytest.mark.parametrize("seed", range(times(20)))
def test_as_planted(seed):
    dice = random.Random(seed)
    pieces, expected = [], []
    for _ in range(dice.randint(1, 6)):
        one, price = dice.choice(ALL), dice.choice(["6", "10", "12", "99", "101.50"])
        pieces.append(f"{one.names[0]}{dice.choice(['资费', '优惠', ' '])}{price}元/月")
        if Decimal(price) != one.price:
            expected.append((one.code, price))

    found = [
        (one.tariff.code, one.written.removesuffix("元/月"))
        for one in other_prices("。".join(pieces), ALL)
    ]
    assert found == expected
