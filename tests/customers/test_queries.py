from __future__ import annotations

import datetime as dt

import pytest
from pyroaring import BitMap

from customers import bitmaps, masked_rows, numbers, queries
from customers.enums import REACHING_OUT, TouchKind
from customers.models import Consent, DoNotContact, Touch
from tests.factories.channels import make_group
from tests.factories.customers import make_customer, make_customers, make_organisation
from tests.factories.organization import make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = dt.date(2027, 3, 1)
DAY = dt.timedelta(days=1)


def of(*customers):
    return BitMap(customer.party.ordinal for customer in customers)


def touch(key, **values):
    return Touch.objects.create(
        **{"source": "test", "key": key, "happened_on": TODAY, "contact_class": "sms", **values}
    )


def test_bitmap_of_numbers_takes_both_kinds_and_names_the_unknown():
    first, second = make_customers(2)
    make_customer("ACCOUNT-2", party=second.party)
    organisation = make_organisation("O1")

    found, unknown = numbers.bitmap_of_numbers(
        ["N0001", "nobody", "ACCOUNT-2", "O1", "N0002", "nobody"]
    )

    assert found == of(first, second) | BitMap([organisation.ordinal])
    assert unknown == ["nobody"]


def test_do_not_contact_holds_the_lists_for_this_way_and_for_all():
    sms, call, every, later = make_customers(4)
    for customer, kind, since in (
        (sms, "sms", TODAY),
        (call, "call", TODAY),
        (every, "", TODAY),
        (later, "sms", TODAY + DAY),
    ):
        DoNotContact.objects.create(party=customer.party, contact_class=kind, since=since)

    assert queries.do_not_contact("sms", today=TODAY) == of(sms, every)


def test_consented_leaves_out_those_who_took_it_back():
    given, withdrawn, later, other = make_customers(4)
    Consent.objects.create(
        party=given.party, contact_class="sms", given_on=TODAY, withdrawn_on=TODAY + DAY
    )
    Consent.objects.create(
        party=withdrawn.party, contact_class="sms", given_on=TODAY - DAY, withdrawn_on=TODAY
    )
    Consent.objects.create(party=later.party, contact_class="sms", given_on=TODAY + DAY)
    Consent.objects.create(party=other.party, contact_class="call", given_on=TODAY)

    assert queries.consented("sms", today=TODAY) == of(given)


def test_touches_between_keeps_two_touches_of_a_day_apart():
    first, second, third = make_customers(3)
    touch("1", party=first.party)
    touch("2", party=first.party)
    touch("3", party=second.party)
    touch("4", party=third.party, is_service=True)
    touch("5", party=third.party, happened_on=TODAY - DAY)
    touch("6", party_set=bitmaps.store(of(second, third)), campaign="C2027-0001")
    for kind in set(TouchKind) - set(REACHING_OUT):
        touch(f"theirs {kind}", party=first.party, kind=kind)
        touch(f"theirs {kind}s", party_set=bitmaps.store(of(third)), kind=kind)

    rows = queries.touches_between(TODAY, TODAY)

    assert [(row.campaign, row.persons) for row in rows] == [
        ("", of(first, second)),
        ("", of(first)),
        ("C2027-0001", of(second, third)),
    ]


def test_touches_between_tells_festival_care_apart():
    (person,) = make_customers(1)
    touch("1", party=person.party)
    touch("2", party=person.party, kind=TouchKind.CARE)
    touch("3", party_set=bitmaps.store(of(person)), kind=TouchKind.CARE)

    rows = queries.touches_between(TODAY, TODAY)

    assert [row.is_care for row in rows] == [False, True, True]


def test_touches_between_costs_the_same_for_many(django_assert_num_queries):
    customers = make_customers(3)
    for n, customer in enumerate(customers):
        touch(f"one{n}", party=customer.party)
        touch(f"many{n}", party_set=bitmaps.store(of(customer)))
    bitmaps._sets.clear()

    with django_assert_num_queries(4):
        assert len(queries.touches_between(TODAY, TODAY)) == 4


def test_branch_homes_hold_each_person_once_and_no_organisation():
    east, west = make_unit("branch-east", kind="branch"), make_unit("branch-west", kind="branch")
    centre = make_unit("centre-1", kind="centre", parent=east)
    first, second, _third = (
        make_customer("A", unit=centre),
        make_customer("B", unit=west),
        make_customer("C"),
    )
    make_customer("A2", party=first.party, unit=west)
    make_customer("O", kind="organisation", unit=east)

    assert queries.branch_homes() == {"branch-east": of(first), "branch-west": of(second)}


def test_group_members():
    first, _second = (
        make_customer("A", group=make_group("campus")),
        make_customer("B", group=make_group("consumer")),
    )

    assert queries.group_members("campus") == of(first)


def test_parties_page_is_masked_and_walks_on():
    unit = make_unit("branch-east", kind="branch")
    campus = make_group("campus", name="校园客户")
    customers = [
        make_customer(
            f"N{n}", name="王小明", phone="13800138000", unit=unit, group=campus, tier="gold"
        )
        for n in range(3)
    ]
    phone_number = make_customer("13900001111", name="李四")

    page = masked_rows.parties_page(of(*customers, phone_number), limit=2)
    rest = masked_rows.parties_page(
        of(*customers, phone_number), after_ordinal=page[-1].ordinal, limit=10
    )

    assert [(row.number, row.name, row.phone, row.unit) for row in page] == [
        (f"N{n}", "王**", "138****8000", "branch-east") for n in range(2)
    ]
    assert {(row.group, row.group_name) for row in page} == {("campus", "校园客户")}
    assert [row.ordinal for row in rest] == [customers[2].party.ordinal, phone_number.party.ordinal]
    assert masked_rows.parties_page(of(*customers), after_ordinal=rest[-1].ordinal) == []


def test_numbers_and_phones_of_other_units_are_unknown():
    east, west = (make_unit(code, kind="branch") for code in ("east", "west"))
    mine = make_customer("A", unit=east, phone="13800000001")
    make_customer("B", unit=west, phone="13800000001")
    make_customer("C", unit=west, phone="13800000002")
    named = make_customer("13800000003", unit=east)

    found, unknown = numbers.bitmap_of_numbers(
        ["C", "138 0000 0002", "A", "+8613800000001", "", "x\ny", "+8613800000003"],
        units=[east.pk],
    )

    assert found == of(mine, named)
    assert unknown == ["C", "138 0000 0002", "", "x\ny"]
