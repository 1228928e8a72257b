"""Who is contacted when: a stable partition by a hash of the party's number."""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from campaigns.waves import Hundredths, bucket_of, hundredths, split, wave_buckets
from customers.bitmaps import ORGANISATION_BASE
from customers.models import Party
from tests.factories.customers import make_customers

CODE = "C2026-0001"
NONE = Hundredths(())


@dataclass
class Terms:
    on: dt.date
    share: Decimal
    to: str = "all"
    starts_at: dt.time | None = None


def wave(day, share, to="all"):
    return Terms(dt.date(2026, 10, day), Decimal(share), to)


@pytest.mark.parametrize(
    ("waves", "sizes"),
    [
        ([wave(1, "0.5"), wave(8, "0.5")], [50, 50]),
        ([wave(1, "0.3"), wave(2, "0.3")], [30, 30]),
        ([wave(1, "1")], [100]),
        ([wave(1, "0.3"), wave(2, "1", "rest")], [30, 70]),
        ([wave(1, "0.3"), wave(2, "0.5", "rest")], [30, 35]),
        ([wave(1, "0.3"), wave(2, "1", "non_responders")], [30, 30]),
        ([wave(1, "1", "rest"), wave(2, "1", "rest")], [100, 0]),
        # A part of an odd pool takes the person more.
        ([wave(1, "0.33"), wave(2, "0.5", "rest")], [33, 34]),
        ([wave(1, "0.33"), wave(2, "0.5", "rest"), wave(3, "0.5", "rest")], [33, 34, 17]),
        ([wave(1, "0.33"), wave(2, "0.5", "non_responders")], [33, 17]),
        ([wave(1, "0.99"), wave(2, "0.01", "rest")], [99, 1]),
        ([wave(1, "0.01", "rest"), wave(2, "0.01", "rest")], [1, 1]),
        ([wave(1, "1", "non_responders")], [0]),
        ([], []),
    ],
)
def test_sizes_in_hundredths(waves, sizes):
    assert [len(buckets) for buckets in wave_buckets(waves)] == sizes


def test_shares_do_not_overlap():
    first, second, third = wave_buckets([wave(1, "0.33"), wave(2, "0.33"), wave(3, "0.34")])

    assert len(first | second | third) == 100
    assert not first & second
    assert not second & third


def test_non_responders_were_contacted_before():
    first, again = wave_buckets([wave(1, "0.4"), wave(9, "1", "non_responders")])

    assert again == first


def test_order_of_dates_counts_not_of_rows():
    late, early = wave_buckets([wave(9, "1", "rest"), wave(1, "0.2")])

    assert (len(early), len(late)) == (20, 80)


def buckets_of(*waves):
    return [sorted(buckets) for buckets in wave_buckets(waves)]


def test_which_hundredths_each_kind_of_wave_takes():
    assert buckets_of(
        wave(1, "0.02"),
        wave(2, "0.02", "rest"),
        wave(3, "0.04"),
        wave(4, "0.5", "non_responders"),
        wave(5, "1", "rest"),
    ) == [
        [0, 1],
        # Two in a hundred of 98 are two.
        [2, 3],
        # An ``all`` wave goes on where the last one ended, whatever others took.
        [2, 3, 4, 5],
        # The lower half of those contacted so far.
        [0, 1, 2],
        list(range(6, 100)),
    ]


@pytest.mark.parametrize(
    ("shares", "sizes"),
    [
        pytest.param(["0.6", "0.4", "0.1"], [60, 40, 0], id="nobody is left"),
        pytest.param(["0.6", "0.6"], [60, 40], id="only the rest is left"),
        pytest.param(["0.999"], [99], id="a part of a hundredth is none"),
        pytest.param(["0.29"], [29], id="exact where a float is not"),
        pytest.param(["0"], [0], id="none"),
    ],
)
def test_waves_to_all_share_the_hundredths(shares, sizes):
    found = wave_buckets([wave(day, share) for day, share in enumerate(shares, start=1)])

    assert [len(buckets) for buckets in found] == sizes


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        pytest.param(
            (1, dt.time(9)), (1, dt.time(8)), [[1], [0]], id="the earlier time on one day"
        ),
        pytest.param((1, dt.time(0, 1)), (1, None), [[1], [0]], id="no time comes before any"),
        pytest.param((1, dt.time(0)), (1, None), [[0], [1]], id="but not before midnight"),
        pytest.param((1, None), (1, None), [[0], [1]], id="at once: the order given"),
        pytest.param((2, dt.time(8)), (1, dt.time(9)), [[1], [0]], id="the day before the time"),
    ],
)
def test_waves_count_by_day_then_time_then_place(first, second, expected):
    waves = [
        Terms(dt.date(2026, 10, day), Decimal("0.01"), "all", at) for day, at in (first, second)
    ]

    assert buckets_of(*waves) == expected


def test_the_hundredth_of_a_party_is_the_hash_of_its_number():
    assert bucket_of("") == 0
    assert bucket_of("123456789") == 0xCBF43926 % 100  # the check value of CRC-32
    assert bucket_of("号码") == zlib.crc32("号码".encode()) % 100


@pytest.mark.parametrize("code", ["C2026-0001", "C2026-0002"])
def test_a_campaign_starts_at_its_own_hundredth(code):
    """Person n stands in plane n; one organisation stands in plane 7 too."""
    firm = ORGANISATION_BASE + 7
    planes = [BitMap([n, firm] if n == 7 else [n]) for n in range(100)]
    first = -zlib.crc32(code.encode()) % 100
    everybody = BitMap([*range(100), firm])

    one, rest, nobody = split(
        code,
        [wave(1, "0.01"), wave(2, "1", "rest"), wave(3, "1", "rest")],
        everybody,
        among=Hundredths(planes),
    )

    assert one == BitMap([first])
    assert rest == BitMap(range(100)) - one
    assert nobody == BitMap()
    assert planes[first] == BitMap([first, firm] if first == 7 else [first])
    assert everybody == BitMap([*range(100), firm])


def test_a_wave_to_all_and_one_to_nobody_need_no_hundredths():
    people = BitMap([1, 2, ORGANISATION_BASE + 1])

    reached = split(CODE, [wave(1, "1"), wave(2, "1", "rest"), wave(3, "0")], people, among=NONE)

    assert reached == [BitMap([1, 2]), BitMap(), BitMap()]
    assert split(CODE, [], people) == []


def test_each_wave_has_a_set_of_its_own():
    people = BitMap([1, 2])

    first, again = split(CODE, [wave(1, "1"), wave(2, "1", "non_responders")], people, among=NONE)
    first.add(9)

    assert (again, people) == (BitMap([1, 2]), BitMap([1, 2]))


@settings(deadline=None)
@given(
    shares=st.lists(
        st.tuples(st.integers(1, 100), st.sampled_from(["all", "rest", "non_responders"])),
        max_size=6,
    ),
    persons=st.sets(st.integers(0, 400), max_size=60),
)
def test_waves_that_end_with_the_rest_reach_everybody(shares, persons):
    waves = [wave(n, Decimal(part) / 100, to) for n, (part, to) in enumerate(shares, start=1)]
    planes = [BitMap(range(bucket, 401, 100)) for bucket in range(100)]

    reached = split(CODE, [*waves, wave(9, "1", "rest")], BitMap(persons), among=Hundredths(planes))

    assert BitMap().union(*reached) == BitMap(persons)
    assert not reached[-1] & BitMap().union(*reached[:-1])
    for n, (_part, to) in enumerate(shares):
        earlier = BitMap().union(*reached[:n])
        assert to != "rest" or not reached[n] & earlier
        assert to != "non_responders" or reached[n] <= earlier


@pytest.mark.django_db
def test_partition_is_the_hash_of_the_number():
    make_customers(200)
    everybody = BitMap(Party.objects.values_list("ordinal", flat=True))

    first, second = split(CODE, [wave(1, "0.5"), wave(8, "0.5")], everybody)

    offset = zlib.crc32(CODE.encode())
    expected = {
        party.ordinal
        for party in Party.objects.all()
        if (zlib.crc32(party.number.encode()) % 100 + offset) % 100 < 50
    }
    assert set(first) == expected
    assert first | second == everybody
    assert not first & second


@pytest.mark.django_db
def test_persons_stay_in_their_wave_when_the_audience_changes():
    make_customers(100)
    everybody = BitMap(Party.objects.values_list("ordinal", flat=True))
    waves = [wave(1, "0.5"), wave(8, "0.5")]

    few = BitMap(list(everybody)[:40])

    assert split(CODE, waves, few)[0] == split(CODE, waves, everybody)[0] & few


@pytest.mark.django_db
def test_new_parties_are_seen_and_organisations_left_out(django_assert_num_queries):
    make_customers(10)
    hundredths()
    make_customers(10, prefix="M")

    planes = hundredths().planes

    assert sum(len(plane) for plane in planes) == 20
    for party in Party.objects.all():
        assert party.ordinal in planes[bucket_of(party.number)]
    with django_assert_num_queries(3):
        hundredths()
    assert split(CODE, [wave(1, "1")], BitMap([1, ORGANISATION_BASE + 1])) == [BitMap([1])]
