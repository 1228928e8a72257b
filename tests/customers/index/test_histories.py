"""The index says what the rows say, whatever happened in whatever order, before and after it took
that in.
"""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal

import pytest
from hypothesis import given, settings
from pyroaring import BitMap

from customers import filter_touches, filters, queries
from customers.aliases import aliased
from customers.bitmaps import load, store
from customers.caches import state
from customers.filter_parsing import parse_filter
from customers.filters import Evaluation, evaluate
from customers.index import attributes, fold, wide
from customers.index.proof import all_shards, differences, prove_some
from customers.index.shares import shares
from customers.models import (
    Consent,
    Customer,
    DoNotContact,
    Holding,
    IndexShard,
    KeptHeader,
    Party,
    Touch,
)
from tests.customers.test_filters import NUMBERS, leaf, population, trees
from tests.factories.customers import hold, link, make_customer, make_organisation, make_party
from tests.seeds import times

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = dt.date(2027, 3, 1)
WAYS = ["sms", "call", ""]


def asked(tree, day):
    """The answer of the rows alone."""
    at = state()._replace(version=0)
    if tree.get("field", "").startswith(filter_touches.RECENT):
        return told_of(tree, day, at)
    return set(filters._found(parse_filter(tree, sees_masked=True), Evaluation(day, at)))


def told_of(tree, day, at):
    """A condition on touches by a plain reading of the record."""
    what = filter_touches.LABELLED[tree["field"]][0]
    rows = Touch.objects.filter(
        kind=what.kind,
        happened_on__gt=day - dt.timedelta(int(tree["value"])),
        happened_on__lte=day,
    )
    if what.way:
        rows = rows.filter(contact_class=what.way, is_service=False)
    single = rows.filter(party__isnull=False).values_list("party__ordinal", flat=True)
    sets = [
        load(key)
        for key in rows.filter(party_set__isnull=False).values_list("party_set", flat=True)
    ]
    found = aliased(BitMap(single).union(*sets))
    everybody = filters._found({}, Evaluation(day, at))
    return set(everybody & found if tree["op"] == "eq" else everybody - found)


def answered(tree, day):
    return set(evaluate(parse_filter(tree, sees_masked=True), today=day))


def told(day, at):
    """What else is read of customers, at a state."""
    return {
        **{f"dnc {way}": set(queries.do_not_contact(way, today=day, at=at)) for way in WAYS[:2]},
        **{f"yes {way}": set(queries.consented(way, today=day, at=at)) for way in WAYS[:2]},
        "campus": set(queries.group_members("campus", at)),
        "members": set(queries.people_of_organisations(at)),
        "homes": queries.branch_homes(at),
        "shares": shares(at),
    }


def wrong():
    return [key for shard in all_shards() for key in differences(shard)]


def take_in(day=TODAY):
    fold.bring_up_to_date(now=dt.datetime.combine(day, dt.time(4), dt.UTC))


LOOKS = [
    {"all": [leaf("unit", "eq", "east"), leaf("arpu", "gte", "9.99")]},
    {"any": [leaf("tier", "contains", "OLD"), leaf("products", "in", ["music", "video"])]},
    leaf("do_not_contact", "in", ["sms", "call"]),
    leaf("do_not_contact", "is_null", True),
    leaf("consent", "eq", "sms"),
    leaf("consent", "is_null", False),
    {"all": [leaf("consent", "in", ["sms", "call"]), leaf("kind", "eq", "person")]},
    leaf("products", "is_null", True),
    leaf("joined_on", "between", ["2020-02-29", "2026-01-01"]),
    leaf("attributes.a b", "eq", "5"),
    leaf("recent.sms", "eq", "3"),
    leaf("recent.complaint", "ne", "5"),
    {"not": leaf("group", "eq", "campus")},
    {"all": [leaf("name", "contains", "a"), leaf("arpu", "lt", "50")]},
]


def deeds(chance, day):
    """What can happen to customers, by every way that rows change."""
    anybody = list(Customer.objects.order_by("?"))
    one, other = anybody[0], anybody[1]

    def insert():
        party = other.party if chance.random() < 0.4 else None
        make_customer(f"X{chance.random()}", party=party, tier="gold", arpu=Decimal("10.50"))

    def wish():
        since = day + dt.timedelta(chance.randint(-3, 3))
        kind = chance.choice(WAYS)
        DoNotContact.objects.get_or_create(
            party=one.party, contact_class=kind, defaults={"since": since}
        )

    def agree():
        given, gone = (day + dt.timedelta(chance.randint(-9, 4)) for _each in range(2))
        Consent.objects.update_or_create(
            party=one.party,
            contact_class=chance.choice(WAYS[:2]),
            defaults={"given_on": given, "withdrawn_on": chance.choice([None, gone])},
        )

    def holding():
        first = day + dt.timedelta(chance.randint(-5, 5))
        held = Holding.objects.select_related("product").first()
        if held and not Holding.objects.filter(customer=one, starts_on=first).exists():
            hold(one, held.product, starts_on=first, ends_on=first + dt.timedelta(3))

    def touch():
        kind, way = chance.choice([("contact", "sms"), ("contact", "call"), ("complaint", "none")])
        mass = {"party_set": store(BitMap([one.party.ordinal, other.party.ordinal]))}
        Touch.objects.create(
            source="x",
            key=str(chance.random()),
            happened_on=day - dt.timedelta(chance.randint(-1, 6)),
            kind=kind,
            contact_class=way,
            is_service=chance.random() < 0.2,
            **(mass if chance.random() < 0.3 else {"party": one.party}),
        )

    return [
        insert,
        wish,
        touch,
        touch,
        lambda: Touch.objects.filter(pk__in=Touch.objects.order_by("?")[:1]).delete(),
        lambda: Touch.objects.filter(party=one.party).update(party=other.party),
        agree,
        holding,
        lambda: Customer.objects.filter(pk=one.pk).update(
            tier=chance.choice(["", "gold"]), arpu=chance.choice(NUMBERS), unit=other.unit
        ),
        lambda: Customer.objects.filter(pk=one.pk).update(attributes={"a b": chance.choice("5x")}),
        lambda: Holding.objects.filter(customer=one).delete(),
        lambda: (Holding.objects.filter(customer=one).delete(), one.delete()),
        lambda: Consent.objects.filter(party=one.party).delete(),
        lambda: Customer.objects.filter(pk=one.pk).update(party=other.party),
        lambda: (
            Party.objects.filter(pk=one.party_id).update(
                counted_as=None if one.party.counted_as else other.party.counted
            )
            if one.party.counted != other.party.counted
            and other.party.counted_as is None
            and not Party.objects.filter(counted_as=one.party.ordinal).exists()
            else None
        ),
        lambda: make_party(f"P{chance.random()}"),
        lambda: (
            link(make_organisation(f"O{chance.random()}"), one.party)
            if one.party.kind == "person"
            else None
        ),
    ]


@pytest.mark.parametrize("seed", range(times(3)))
def test_what_is_kept_is_what_is_derived_after_any_history(seed):
    chance = random.Random(seed)
    population()
    for step in range(25):
        day = TODAY + dt.timedelta(step // 6)
        chance.choice(deeds(chance, day))()
        if chance.random() < 0.4:
            take_in(day)
            assert wrong() == []
        for tree in chance.sample(LOOKS, 4):
            assert answered(tree, day) == asked(tree, day), (step, tree)
        assert told(day, state()) == told(day, state()._replace(version=0)), step


def test_the_index_agrees_with_the_rows_on_every_filter():
    population()
    take_in()
    assert state().waiting == 0

    @settings(max_examples=times(150), deadline=None, database=None, derandomize=True)
    @given(trees)
    def agrees(tree):
        try:
            parse_filter(tree, sees_masked=True)
        except Exception:  # noqa: BLE001 - refused filters are another test's
            return
        assert answered(tree, TODAY) == asked(tree, TODAY)

    agrees()


def test_a_column_with_very_many_values_is_compared_by_size(monkeypatch):
    monkeypatch.setattr(wide, "MOST_VALUES", 4)
    for n, value in enumerate(["1", "2.5", "2.500", "2.501", "2.509", "-3", "1,200", "", "-0.001"]):
        make_customer(
            f"A{n}", attributes={"费用": value, "备注": f"x{value}", "日": f"2026-1-{n + 1}"}
        )
    take_in()
    assert dict(KeptHeader.objects.values_list("name", "is_wide")) == {
        "费用": True,
        "备注": True,
        "日": True,
    }

    bounds = ["1", "2.5", "2.501", "-3", "0", "-0.001", "1200"]
    sizes = [(op, value) for op in ("lt", "lte", "gt", "gte", "eq") for value in bounds]
    more = [("between", ["-0.001", "2.501"]), ("in", ["2.5", "1200"]), ("is_null", True)]
    for op, value in (*sizes, *more):
        tree = leaf("attributes.费用", op, value)
        assert answered(tree, TODAY) == asked(tree, TODAY), tree
    for tree in (
        leaf("attributes.日", "gte", "2026-01-03"),
        leaf("attributes.日", "eq", "2026-01-03"),
        leaf("attributes.备注", "eq", "X1"),
        leaf("attributes.备注", "is_null", False),
    ):
        assert answered(tree, TODAY) == asked(tree, TODAY) != set(), tree
    assert wrong() == []


def test_the_rows_of_customers_are_not_read_for_what_the_index_knows(
    django_assert_max_num_queries,
):
    population()
    take_in()

    with django_assert_max_num_queries(52) as queries_made:
        for tree in LOOKS[:-1]:
            answered(tree, TODAY)
    assert not [query["sql"] for query in queries_made if "customers_customer " in query["sql"]]


def test_what_is_wrong_is_found_and_mended(caplog):
    make_customer("A", tier="gold")
    take_in()
    assert prove_some(3, seed=1) == []
    IndexShard.objects.filter(value__attribute=attributes.TIER).delete()

    assert {key[0] for key in prove_some(3, seed=1)} == {attributes.TIER}
    assert "wrong in 2 sets" in caplog.text
    take_in()
    assert wrong() == []
