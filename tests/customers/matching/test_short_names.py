"""Short names of companies: merged beyond doubt, asked in doubt, never guessed."""

from __future__ import annotations

import pytest

from customers.matching.companies import full_name, is_registered, runs
from customers.matching.outcomes import Outcome
from customers.matching.short_names import ShortNames

NAMES = [
    "苏州恒泰机械制造有限公司",
    "恒泰物流(集团)股份有限公司",
    "马鞍山钢铁股份有限公司",
    "南方风机股份有限公司",
    "南风化工集团股份有限公司",
    "山东鲁北化工股份有限公司",
    "广州远洋贸易有限责任公司",
    "中国盛远信息技术有限公司",
]


@pytest.fixture(scope="module")
def known():
    return ShortNames(NAMES)


@pytest.mark.parametrize(
    ("short", "outcome", "meant"),
    [
        pytest.param("恒泰机械", Outcome.SAME, NAMES[0], id="own name and trade"),
        pytest.param("恒泰物流", Outcome.SAME, NAMES[1], id="the other of one own name"),
        pytest.param("盛远信息", Outcome.SAME, NAMES[7], id="after the country"),
        pytest.param("恒泰集团", Outcome.REVIEW, NAMES[1], id="two could be meant"),
        pytest.param("马钢股份", Outcome.REVIEW, NAMES[2], id="first characters of words"),
        pytest.param("南风股份", Outcome.REVIEW, NAMES[3], id="shortened, not written out"),
        pytest.param("*ST远洋", Outcome.REVIEW, NAMES[6], id="a mark took the room"),
        pytest.param("粤远洋", Outcome.REVIEW, NAMES[6], id="with a region's initial"),
        pytest.param(NAMES[4], Outcome.SAME, NAMES[4], id="written out"),
        pytest.param("恒泰物流（集团）股份有限公司", Outcome.SAME, NAMES[1], id="other brackets"),
    ],
)
def test_short_name_means(known, short, outcome, meant):
    answer = known.answer(short)

    assert answer.outcome == outcome
    assert meant in {NAMES[place] for place in answer.candidates}


def test_own_name_in_the_middle_of_another_is_not_merged(known):
    assert known.answer("北化股份").outcome != Outcome.SAME  # in 鲁北化工, which is 鲁北


def test_nobody_is_meant(known):
    answer = known.answer("云天科创")

    assert (answer.outcome, list(answer.candidates)) == (Outcome.DIFFERENT, [])


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("江苏省苏州市恒泰机械制造有限公司", "恒泰机械制造"),
        ("恒泰（苏州）物流有限责任公司", "恒泰苏州物流"),
        ("中国恒泰集团有限公司", "恒泰"),
        ("上海有限公司", "上海"),
    ],
)
def test_own_name_without_region_and_form(name, own):
    assert full_name(name).own == own


def test_registered_names_end_in_a_legal_form():
    assert is_registered("恒泰物流(集团)股份有限公司")
    assert not is_registered("恒泰物流")


def test_runs_count_the_pieces():
    assert runs("恒泰机械", "苏州恒泰精密机械", 2) == 2
    assert runs("恒泰机械", "苏州恒泰精密机械", 0) == 0
    assert runs("机恒", "恒机", 0) == 0
