"""Who is contacted when: a stable partition by a hash of the party's number."""

from __future__ import annotations

import datetime as dt
import zlib
from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from campaigns.waves import bucket_of, bucket_planes, split, wave_buckets
from customers.bitmaps import ORGANISATION_BASE
from customers.models import Party
from tests.factories.customers import make_customers

CODE = "C2026-0001"


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

    reached = split(CODE, [*waves, wave(9, "1", "rest")], BitMap(persons), planes=planes)

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
    bucket_planes()
    make_customers(10, prefix="M")

    planes = bucket_planes()

    assert sum(len(plane) for plane in planes) == 20
    for party in Party.objects.all():
        assert party.ordinal in planes[bucket_of(party.number)]
    with django_assert_num_queries(1):
        bucket_planes()
    assert split(CODE, [wave(1, "1")], BitMap([1, ORGANISATION_BASE + 1])) == [BitMap([1])]
