"""Comparing what two plans offer: tiers, their counterparts and the order of what differs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from preflight.terms import compare_tiers, counterpart, difference, is_same, meet, tiers
from tests.preflight.builders import offer, other, plan

QUARTER = Decimal("0.25")


def pairs_of(own, theirs):
    """The numbers of the differing tiers, the worst first; None where there is no difference."""
    found = difference(plan(offers=tuple(own)), other(offers=tuple(theirs)), tolerance=QUARTER)
    return found and [(pair.own.number, pair.other.number) for pair in found.compared]


@pytest.mark.parametrize(
    ("own", "theirs", "rates", "gap"),
    [
        pytest.param(
            offer("100", "50"), offer("100", "30"), ("0.5", "0.3"), "20", id="percentage points"
        ),
        pytest.param(
            offer("100", "30"), offer("100", "50"), ("0.3", "0.5"), "20", id="from either side"
        ),
        pytest.param(
            offer("0", "120", lock_months=12),
            offer("0", "60", lock_months=12),
            ("10", "5"),
            "5",
            id="yuan per bound month",
        ),
    ],
)
def test_the_gap_is_between_the_rates(own, theirs, rates, gap):
    pair = compare_tiers(own, theirs)

    assert (pair.own, pair.other) == (own, theirs)
    assert (pair.rate_own, pair.rate_other) == tuple(Decimal(rate) for rate in rates)
    assert pair.gap == Decimal(gap)


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(offer("100", "30", number=2, product="data-10g"), id="another product"),
        pytest.param(offer("101", "30", number=2), id="another payment"),
        pytest.param(offer("100", "30", number=2, min_spend=Decimal(10)), id="a minimum spend"),
        pytest.param(offer("100", "30", number=2, lock_months=1), id="bound for longer"),
    ],
)
def test_what_another_payment_brings_is_a_tier_of_its_own(second):
    first = offer("100", "20")

    assert tiers([first, second]) == [first, second]


def test_a_tier_sums_its_lines_under_the_number_of_the_first():
    (tier,) = tiers([offer("100", "20"), offer("100", "30", number=2), offer("100", "7", number=3)])

    assert (tier.number, tier.pay, tier.value, tier.get) == (1, 100, 57, 57)


@pytest.mark.parametrize(
    ("theirs", "expected"),
    [
        pytest.param(offer(), True, id="one family"),
        pytest.param(offer(family="data"), False, id="another family"),
        pytest.param(
            offer(family="data", exclusive_groups=frozenset({"main", "night"})),
            True,
            id="one group",
        ),
        pytest.param(
            offer(family="data", exclusive_groups=frozenset({"night"})), False, id="another group"
        ),
    ],
)
def test_offers_meet_in_a_family_or_an_exclusive_group(theirs, expected):
    own = offer(exclusive_groups=frozenset({"main"}))

    assert meet(own, theirs) is meet(theirs, own) is expected


@pytest.mark.parametrize(
    ("theirs", "same"),
    [
        pytest.param(offer("100", "50"), True, id="the same"),
        pytest.param(offer("120", "60"), True, id="another payment at the same rate"),
        pytest.param(offer("100", "50.01"), False, id="a cent more"),
        pytest.param(offer("100", "50", get_kind="gift"), False, id="a gift"),
        pytest.param(offer("100", "50", payout_months=5), False, id="paid out in parts"),
        pytest.param(offer("100", "50", lock_months=12), False, id="bound without a minimum"),
        pytest.param(offer("100", "50", min_spend=Decimal(10)), False, id="a minimum unbound"),
    ],
)
def test_same_terms_are_the_same_rate_shape_and_bond(theirs, same):
    assert is_same(compare_tiers(offer("100", "50"), theirs)) is same


@pytest.mark.parametrize(
    ("pay", "candidates", "number"),
    [
        pytest.param("100", ["120", "100", "90"], 2, id="equal before near"),
        pytest.param("100", ["80", "110"], 2, id="the nearest"),
        pytest.param("100", ["120", "90", "111"], 2, id="the nearest below"),
        pytest.param("100", ["110", "90"], 1, id="as near: the first"),
        pytest.param("100", ["90", "110"], 1, id="as near: the first, below"),
        pytest.param("100", ["125"], 1, id="a quarter more"),
        pytest.param("100", ["125.01"], None, id="over a quarter more"),
        pytest.param("100", ["80"], 1, id="a quarter of the smaller less"),
        pytest.param("100", ["79.99"], None, id="over a quarter of the smaller less"),
        pytest.param("0", ["0"], 1, id="both without payment"),
        pytest.param("0", ["0.01"], None, id="only one without payment"),
        pytest.param("100", [], None, id="none"),
    ],
)
def test_counterpart_is_equal_or_the_nearest_within_the_tolerance(pay, candidates, number):
    there = [offer(text, "50", number=n) for n, text in enumerate(candidates, start=1)]

    found = counterpart(offer(pay), there, QUARTER)

    assert (found and found.number) == number


def test_counterpart_meets_the_same_need():
    there = [offer("100", family="data"), offer("110", number=2)]

    found = counterpart(offer("100"), there, QUARTER)

    assert found == there[1]


@pytest.mark.parametrize(
    ("own", "theirs", "expected"),
    [
        pytest.param([], [offer()], None, id="nothing offered"),
        pytest.param([offer()], [offer(family="data")], None, id="nothing meets"),
        pytest.param([offer()], [offer("500", "1")], [], id="meets, but nothing is near"),
        pytest.param(
            [offer("100", "50"), offer("200", "100", number=2)],
            [offer("100", "40"), offer("200", "40", number=2)],
            [(2, 2), (1, 1)],
            id="the widest gap first",
        ),
        pytest.param(
            [offer("0", "900"), offer("100", "50", number=2)],
            [offer("0", "100"), offer("100", "49", number=2)],
            [(2, 2), (1, 1)],
            id="points before yuan a month, however many",
        ),
        pytest.param(
            [offer("200", "100", number=2), offer("100", "50")],
            [offer("200", "80", number=1), offer("100", "40", number=2)],
            [(1, 2), (2, 1)],
            id="as wide: the own numbers",
        ),
        pytest.param(
            [offer("100", "50")],
            [offer("110", "44", number=2), offer("100", "40", number=1)],
            [(1, 1), (1, 2)],
            id="as wide and one own tier: the other's numbers",
        ),
        pytest.param(
            [offer("100", "50"), offer("110", "44", number=2)],
            [offer("100", "50")],
            [(2, 1)],
            id="a near tier beside the equal one",
        ),
        pytest.param(
            [offer("100", "50")],
            [offer("100", "50"), offer("110", "44", number=2)],
            [(1, 2)],
            id="a near tier of the other side",
        ),
        pytest.param(
            [offer("100", "50"), offer("300", "9", number=2, family="data")],
            [offer("100", "40"), offer("300", "99", number=2, family="music")],
            [(1, 1)],
            id="what meets nothing is left out",
        ),
        pytest.param(
            [offer("100", "50"), offer("300", "90", number=2)],
            [offer("100", "50"), offer("800", "90", number=2)],
            None,
            id="what is far is silent where the rest agrees",
        ),
        pytest.param(
            [offer("300", "90"), offer("100", "50", number=2)],
            [offer("800", "90"), offer("100", "49", number=2)],
            [(2, 2)],
            id="what is far comes before what compares",
        ),
    ],
)
def test_which_tiers_differ_and_in_which_order(own, theirs, expected):
    assert pairs_of(own, theirs) == expected


def test_a_difference_names_the_products_that_meet_and_the_worst_tiers():
    own = plan(
        offers=(
            offer("100", "50", product="recharge"),
            offer("200", "50", product="gift-card", number=2),
            offer("200", "50", product="data-10g", family="data", number=3),
        )
    )
    members = other(offers=(offer("100", "40", product="member"), offer("200", "10", number=2)))

    found = difference(own, members, tolerance=QUARTER)

    assert found.products == ("gift-card", "member", "recharge")
    assert found.worst == found.compared[0]
    assert (found.own, found.other) == (found.worst.own, found.worst.other)
    assert (found.own, found.other) == (own.offers[1], members.offers[1])


def test_what_cannot_be_compared_shows_the_first_tiers_that_meet():
    own = plan(
        offers=(offer("10", family="data"), offer("100", number=2), offer("120", number=3)),
    )
    members = other(
        offers=(offer("10", family="music"), offer("900", number=2), offer("990", number=3)),
    )

    found = difference(own, members, tolerance=QUARTER)

    assert (found.worst, found.compared) == (None, ())
    assert (found.own, found.other) == (own.offers[1], members.offers[1])
    assert found.products == ("recharge",)
