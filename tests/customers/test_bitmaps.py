from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from customers import bitmaps
from customers.audience import combine
from customers.bitmaps import ORGANISATION_BASE
from customers.models import PartySet
from tests.factories.customers import link, make_customers, make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def test_counts_split_persons_from_organisations():
    bitmap = BitMap([0, 5, ORGANISATION_BASE - 1, ORGANISATION_BASE, ORGANISATION_BASE + 7])

    assert (bitmaps.count_persons(bitmap), bitmaps.count_organisations(bitmap)) == (3, 2)
    assert list(bitmaps.persons(bitmap)) == [0, 5, ORGANISATION_BASE - 1]
    assert list(bitmaps.organisations(bitmap)) == [ORGANISATION_BASE, ORGANISATION_BASE + 7]


@pytest.mark.parametrize(
    "members",
    [
        pytest.param([], id="empty"),
        pytest.param([0], id="one"),
        pytest.param(range(2**20 - 3, 2**20 + 3), id="across a shard's border"),
        pytest.param([1, 2**20, ORGANISATION_BASE, 2**32 - 1], id="first and last shard"),
    ],
)
def test_store_and_load_give_the_set_back(members):
    row = bitmaps.store(BitMap(members))

    assert bitmaps.load(row.pk) == BitMap(members)
    assert (row.size, row.persons) == (len(BitMap(members)), bitmaps.count_persons(BitMap(members)))


def test_store_keeps_an_equal_set_once():
    assert bitmaps.store(BitMap([1, 2])).pk == bitmaps.store(BitMap([2, 1])).pk


def test_load_many_takes_one_query_beside_who_is_counted_as_whom(django_assert_num_queries):
    ids = [bitmaps.store(BitMap([n, 2**21 + n])).pk for n in range(900, 903)]
    bitmaps._sets.clear()

    with django_assert_num_queries(2):
        first = bitmaps.load_many(ids)
    with django_assert_num_queries(1):
        assert bitmaps.load_many(ids) == first


def test_load_of_an_unknown_set_says_so():
    with pytest.raises(PartySet.DoesNotExist):
        bitmaps.load(10**9)


def test_expand_adds_members_and_key_contacts_once():
    organisation, other = make_organisation("O1"), make_organisation("O2")
    member, contact, outsider = (customer.party for customer in make_customers(3))
    link(organisation, member)
    link(organisation, contact, "key_contact")
    link(organisation, contact)
    link(other, outsider)

    assert bitmaps.expand(BitMap([organisation.ordinal])) == BitMap(
        [organisation.ordinal, member.ordinal, contact.ordinal]
    )


def test_combine_agrees_with_a_plain_reading():
    persons = [customer.party for customer in make_customers(8)]
    groups = [make_organisation(f"O{n}") for n in range(3)]
    people: dict[int, set[int]] = {group.ordinal: set() for group in groups}
    for n, person in enumerate(persons):
        group = groups[n % 3]
        link(group, person, "member" if n % 2 else "key_contact")
        people[group.ordinal].add(person.ordinal)
    everyone = [party.ordinal for party in [*persons, *groups]]
    sets = st.lists(st.sets(st.sampled_from(everyone)), max_size=3)

    @settings(max_examples=150, deadline=None, database=None, derandomize=True)
    @given(sets, sets)
    def agrees(include, exclude):
        out = set().union(*exclude)
        out |= {person for party in out for person in people.get(party, ())}
        base = set().union(*include) - out
        expected = (base | {person for party in base for person in people.get(party, ())}) - out
        assert set(combine(map(BitMap, include), map(BitMap, exclude))) == expected

    agrees()
