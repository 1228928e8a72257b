"""The estimates on plain objects: where they lie, and how often they are right."""

import random
from math import log

import pytest

from channels.enums import Trend
from channels.evidence.comparing import effect, score, trend_of
from channels.evidence.pooling import (
    USUAL_CORRELATION,
    Round,
    Seen,
    caution_of,
    correlation_of,
    pool,
)


def seen(key, *rounds, family="f", group="g", channel="c"):
    return Seen(
        key, family, group, channel, [Round(f"{n:02}", *one) for n, one in enumerate(rounds)]
    )


def company(seed, *, cells=300, months=6, contacts=(20, 3000), spread=60, rough=400):
    """Cells whose rates are drawn as the model says: factors of channels, cells about them, rounds
    about the cells. With each the rate of its next round.
    """
    chance = random.Random(seed)
    factors = {f"c{n}": 0.4 + 0.25 * n for n in range(6)}
    drawn = []
    for key in range(cells):
        channel = chance.choice(sorted(factors))
        mean = 0.03 * factors[channel]
        own = chance.betavariate(spread * mean, spread * (1 - mean))
        own = min(max(own, 1e-4), 0.9)

        def a_round(own=own):
            size = chance.randint(*contacts)
            rate = chance.betavariate(rough * own, rough * (1 - own))
            return size, sum(chance.random() < rate for _one in range(size))

        rounds = [a_round() for _month in range(months)]
        drawn.append((seen(key, *rounds, channel=channel, family=f"f{key % 9}"), a_round()))
    return drawn


@pytest.fixture(scope="module")
def drawn():
    return company(7)


def test_nine_of_ten_next_rounds_lie_in_their_interval(drawn):
    known = pool(one for one, _next in drawn)
    inside = 0
    for one, (size, taken) in drawn:
        low, high = known.rate_of(one).interval_of(size)
        inside += low <= taken / size <= high
    assert 0.86 <= inside / len(drawn) <= 0.95


def test_next_rounds_are_foretold_better_than_by_raw_rates_or_one_rate(drawn):
    known = pool(one for one, _next in drawn)
    of_all = sum(one.taken for one, _n in drawn) / sum(one.contacted for one, _n in drawn)
    loss = {"pooled": 0.0, "raw": 0.0, "one": 0.0}
    for one, (size, taken) in drawn:
        means = {
            "pooled": known.rate_of(one).mean,
            "raw": one.taken / one.contacted,
            "one": of_all,
        }
        for name, mean in means.items():
            p = min(max(mean, 1e-4), 1 - 1e-4)
            loss[name] -= taken * log(p) + (size - taken) * log(1 - p)
    assert loss["pooled"] < min(loss["raw"], loss["one"])


def test_a_cell_of_few_contacts_lies_near_what_is_expected_and_one_of_many_near_its_own(drawn):
    many, few = (
        seen("many", *[(20_000, 2_000)] * 6, channel="c0"),
        seen("few", (10, 5), channel="c0"),
    )
    known = pool([*(one for one, _next in drawn), many, few])
    assert known.rate_of(many).mean == pytest.approx(0.1, rel=0.25)
    of_few = known.rate_of(few)
    assert abs(of_few.mean - of_few.expected) < abs(of_few.mean - 0.5) / 2


def test_a_cell_without_contacts_is_what_family_group_and_channel_say(drawn):
    known = pool(one for one, _next in drawn)
    low, high = (known.rate_of(seen("new", channel=f"c{n}")) for n in (0, 5))
    assert low.mean == pytest.approx(low.expected)
    assert high.mean > 2 * low.mean


def test_rates_that_chance_alone_parts_are_held_together():
    """Cells of one rate get one rate, whatever they showed."""
    chance = random.Random(3)
    cells = [
        seen(n, *[(500, sum(chance.random() < 0.05 for _one in range(500))) for _m in range(4)])
        for n in range(150)
    ]
    known = pool(cells)
    means = [known.rate_of(one).mean for one in cells]
    raw = [one.taken / one.contacted for one in cells]
    assert known.correlation < 0.002
    assert max(means) - min(means) < (max(raw) - min(raw)) / 2


def test_rounds_that_differ_make_intervals_wider():
    even = [seen(n, (1000, 50), (1000, 50), (1000, 50)) for n in range(20)]
    uneven = [seen(n, (1000, 10), (1000, 50), (1000, 90)) for n in range(20)]
    assert correlation_of(even) == USUAL_CORRELATION / 3  # of three months one is taken for granted
    assert correlation_of(uneven) > 0.01
    wide, narrow = (pool(cells).rate_of(cells[0]) for cells in (uneven, even))
    assert wide.high - wide.low > 3 * (narrow.high - narrow.low)


@pytest.mark.parametrize(
    "cells",
    [
        [],
        [seen("nobody")],
        [seen("none took it", (1000, 0))],
        [seen("all took it", (1000, 1000))],
        [seen("one", (1, 1))],
        [seen(n, (1, n % 2)) for n in range(5)],
        [seen("a", (10**8, 10**8), (10**8, 0)), seen("b", (1, 0), channel="d")],
    ],
)
def test_any_record_gives_rates_within_their_intervals(cells):
    known = pool(cells)
    for one in [*cells, seen("new", family="new", group="new", channel="new")]:
        rate = known.rate_of(one)
        assert 0 <= rate.low <= rate.mean <= rate.high <= 1


def test_wilsons_interval_is_that_of_the_book():
    """Newcombe 1998, one proportion: 81 of 263 at 95 % is 0.2553 to 0.3662; at 90 % narrower."""
    low, high = score(81, 263)
    assert 0.2553 < low < 81 / 263 < high < 0.3662
    assert (low, high) == pytest.approx((0.2633, 0.3567), abs=2e-3)


def test_the_effect_is_the_difference_with_its_interval():
    assert effect(20, 1000, 0, 0) is None
    by, low, high = effect(40, 1000, 10, 1000)
    assert by == pytest.approx(0.03)
    assert 0.017 < low < 0.02
    assert 0.04 < high < 0.044
    by, low, high = effect(10, 1000, 10, 1000)
    assert by == 0
    assert low < 0 < high


@pytest.mark.parametrize(
    ("rounds", "said"),
    [
        ([(1000, 10), (1000, 40)], Trend.UNKNOWN),
        ([(1000, 10), (1000, 40), (1000, 80)], Trend.RISING),
        ([(1000, 80), (1000, 40), (1000, 10)], Trend.FALLING),
        ([(1000, 40), (1000, 42), (1000, 39)], Trend.STEADY),
        ([(1000, 0), (1000, 0), (1000, 0)], Trend.STEADY),
        ([(0, 0), (1000, 1), (1000, 2)], Trend.UNKNOWN),
    ],
)
def test_where_a_rate_goes(rounds, said):
    assert trend_of(seen("cell", *rounds).rounds, 0.0) == said


def test_the_same_slope_is_no_trend_where_rounds_differ_anyway():
    rounds = seen("cell", (1000, 30), (1000, 40), (1000, 50)).rounds
    assert trend_of(rounds, 0.0) == Trend.RISING
    assert trend_of(rounds, 0.2) == Trend.STEADY


def test_few_months_make_what_is_to_come_less_certain():
    """Student's t of one and of 23 differences at 90 %: 6.314 and 1.714, against 1.645."""
    assert caution_of(2) == pytest.approx((6.3138 / 1.6449) ** 2 * 1.5, rel=1e-3)
    assert caution_of(24) == pytest.approx((1.7139 / 1.6449) ** 2 * (1 + 1 / 24), rel=1e-3)
    assert caution_of(0) == caution_of(1) >= caution_of(2)
