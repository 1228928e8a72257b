"""Whoever is deleted leaves every list, upload and count at once."""

from __future__ import annotations

import pytest
from pyroaring import BitMap, FrozenBitMap

from common import changelog, clock
from customers import bitmaps
from customers.aliases import NOBODY, aliased, as_often, with_same
from customers.imports.mapping import Mapping
from customers.imports.rejects import RejectWriter
from customers.imports.running import import_file
from customers.models import Customer, GoneParty, Party
from customers.segment_members import members
from tests.factories.customers import make_customer, make_segment

pytestmark = [pytest.mark.django_db, pytest.mark.database]
BY = ({3: 1, 5: NOBODY}, FrozenBitMap([3, 5]))


def erase(number: str) -> int:
    customer = Customer.objects.select_related("party").get(number=number)
    ordinal, party = customer.party.ordinal, customer.party
    customer.delete()
    party.delete()
    changelog.record_change("customers", number, "erase", now=clock.now())
    return ordinal


def test_a_fixed_list_is_without_them_at_once():
    first, second = make_customer("A"), make_customer("B")
    both = bitmaps.store(BitMap([first.party.ordinal, second.party.ordinal]))
    segment = make_segment("fans", kind="list", definition=None, members=both)
    assert len(members(segment)) == 2

    gone = erase("A")

    assert list(members(segment)) == [second.party.ordinal]
    assert [row.ordinal for row in GoneParty.objects.all()] == [gone]
    # What was stored is not rewritten: that is how many were meant then.
    assert len(bitmaps.load_stored([segment.members_id])[segment.members_id]) == 2


def test_whoever_was_found_to_be_the_same_stays():
    first, second = make_customer("A"), make_customer("B")
    Party.objects.filter(pk=second.party_id).update(counted_as=first.party.ordinal)
    both = bitmaps.store(BitMap([first.party.ordinal, second.party.ordinal]))

    erase("A")

    assert list(bitmaps.load(both.pk)) == [first.party.ordinal]  # B, by the number of both


def test_their_number_in_the_order_is_given_to_nobody_else(tmp_path):
    make_customer("A")
    gone = erase("A")
    path = tmp_path / "a.csv"
    path.write_text("number,name\nA,王\nB,李\n", encoding="utf-8")

    import_file(path, mapping=Mapping({}), rejects=RejectWriter(tmp_path / "no"))

    ordinals = list(Party.objects.order_by("ordinal").values_list("ordinal", flat=True))
    assert ordinals == [gone + 1, gone + 2]


@pytest.mark.parametrize(
    ("stored", "read"),
    [([1, 2, 5], [1, 2]), ([5], []), ([3, 5], [1]), ([2, 3], [1, 2])],
)
def test_sets_are_read_without_them(stored, read):
    assert list(aliased(BitMap(stored), BY)) == read


def test_nobody_is_the_same_as_somebody_who_is_gone():
    assert list(with_same(BitMap([1]), BY)) == [1, 3]
    assert list(with_same(BitMap([2]), BY)) == [2]
    assert [list(one) for one in as_often(BitMap([1, 3, 5]), BY)] == [[1], [1]]
