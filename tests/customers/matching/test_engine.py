"""Persons and organisations as the platform compares them, and clusters where merges chain."""

from __future__ import annotations

from itertools import permutations

import pytest

from customers.matching.clusters import clusters_of, settled
from customers.matching.engine import Index, Pair, compared
from customers.matching.fields import Agreement
from customers.matching.outcomes import Outcome
from customers.matching.schemas import ORGANISATION, PERSON

CARD, OTHER_CARD = "11010519491231002X", "440308199901101512"
PHONE = "13811112222"
BASE = {"name": "王小明", "phone": PHONE, "address": "文一西路969号3幢"}


def pairs(schema, *records):
    index = Index(schema)
    for key, values in enumerate(records):
        index.add(key, values)
    return list(compared(index))


@pytest.mark.parametrize(
    ("other", "outcome"),
    [
        pytest.param({"phone": PHONE}, Outcome.REVIEW, id="one phone is a question"),
        pytest.param({"phone": PHONE, "name": "王小明"}, Outcome.REVIEW, id="one phone, one name"),
        pytest.param({"phone": PHONE, "name": "李红"}, Outcome.REVIEW, id="one phone, two names"),
        pytest.param(BASE, Outcome.SAME, id="phone, name and address"),
        pytest.param({**BASE, "name": "李红"}, Outcome.REVIEW, id="a family"),
        pytest.param({**BASE, "certificate": OTHER_CARD}, Outcome.DIFFERENT, id="two cards"),
        pytest.param({"certificate": CARD, "name": "王小明"}, Outcome.SAME, id="card and name"),
        pytest.param({"certificate": CARD}, Outcome.REVIEW, id="card alone"),
        pytest.param({"certificate": CARD, "name": "李红"}, Outcome.REVIEW, id="card of another"),
    ],
)
def test_two_accounts_of_persons(other, outcome):
    assert [pair.outcome for pair in pairs(PERSON, {**BASE, "certificate": CARD}, other)] == [
        outcome
    ]


def test_one_name_alone_is_not_even_compared():
    assert pairs(PERSON, {"name": "王小明"}, {"name": "王小明"}) == []


def test_a_phone_that_many_share_says_nothing():
    assert pairs(PERSON, *[{"phone": PHONE}] * 21) == []


@pytest.mark.parametrize(
    ("left", "right", "outcome"),
    [
        ("苏州恒泰机械有限公司", "苏州恒泰机械有限公司", Outcome.SAME),
        ("苏州恒泰机械有限公司", "苏州恒泰机械（集团）股份有限公司", Outcome.REVIEW),
        ("苏州恒泰机械有限公司", "恒泰机械有限公司", Outcome.REVIEW),
        ("苏州恒泰机械有限公司", "无锡恒泰机械有限公司", Outcome.DIFFERENT),
    ],
)
def test_two_registered_names(left, right, outcome):
    assert [pair.outcome for pair in pairs(ORGANISATION, {"name": left}, {"name": right})] == [
        outcome
    ]


def test_credit_codes_that_differ_keep_one_name_apart():
    one = {"name": "苏州恒泰机械有限公司", "certificate": "91310000MA1FL4NX0W"}
    two = {**one, "certificate": "91310000MA1FL4NX1W"}

    assert [pair.outcome for pair in pairs(ORGANISATION, one, two)] == [Outcome.DIFFERENT]


def test_new_records_are_compared_with_all_but_old_ones_not_again():
    index = Index(PERSON)
    for key, phone in enumerate((PHONE, PHONE, PHONE)):
        index.add(key, {"phone": phone})

    assert {(pair.left, pair.right) for pair in compared(index, among=[2])} == {(0, 2), (1, 2)}


def test_what_was_asked_says_which_fields_agree():
    (pair,) = pairs(PERSON, BASE, {**BASE, "name": "李红"})

    assert pair.evidence == {
        "phone": Agreement.EQUAL,
        "name": Agreement.FAR,
        "address": Agreement.EQUAL,
    }


def same(left, right, score=30.0):
    return Pair(left, right, score, Outcome.SAME, {})


def never(_left, _right):
    return False


def outcomes(found):
    return {(pair.left, pair.right): pair.outcome for pair in found}


def test_a_chain_of_those_who_are_all_one_is_one_cluster():
    found = settled([same(1, 2), same(2, 3), same(1, 3)], contradict=never)

    assert set(outcomes(found).values()) == {Outcome.SAME}


def test_who_would_merge_with_two_that_are_not_one_is_asked():
    found = settled([same(1, 2), same(2, 3)], contradict=never)

    assert set(outcomes(found).values()) == {Outcome.REVIEW}


def test_a_newcomer_joins_a_cluster_that_stands():
    found = settled([same(1, 9), same(2, 9)], contradict=never, start=[(1, 2)])

    assert set(outcomes(found).values()) == {Outcome.SAME}


def test_contradicting_certificates_are_never_brought_together_by_way_of_others():
    def contradict(left, right):
        return {left, right} == {1, 3}

    found = settled([same(2, 3)], contradict=contradict, start=[(1, 2)])

    assert outcomes(found) == {(2, 3): Outcome.REVIEW}


def test_no_hub_swallows_everybody():
    everybody = [same(left, right) for left in range(20) for right in range(left + 1, 20)]
    joined = clusters_of(
        (pair.left, pair.right)
        for pair in settled(everybody, contradict=never)
        if pair.outcome == Outcome.SAME
    )

    assert max(map(len, joined.all().values())) <= 12


def test_the_cluster_is_the_same_whatever_the_order_of_links():
    links = [(1, 2), (3, 4), (2, 3)]

    for order in permutations(links):
        joined = clusters_of(order)
        assert joined.all() == {1: {1, 2, 3, 4}}
        assert joined.root(4) == 1
