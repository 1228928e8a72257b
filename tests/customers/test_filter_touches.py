"""Conditions on what was done to people agree with a plain reading of the record."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from customers.bitmaps import store
from customers.filter_parsing import filter_fields, parse_filter
from customers.filters import evaluate, without_value
from customers.formatting import filter_words
from customers.models import Party, Touch
from tests.factories.customers import make_customer
from tests.seeds import times

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = dt.date(2027, 3, 1)
WHAT = (("contact", "sms"), ("contact", "call"), ("complaint", "none"), ("visit", "none"))
FIELDS = ("recent.sms", "recent.call", "recent.complaint", "recent.visited")

touches = st.lists(
    st.tuples(
        st.integers(0, 3),  # what
        st.integers(-2, 20),  # days ago
        st.sets(st.integers(0, 5), min_size=1, max_size=4),  # whom
        st.booleans(),  # a service notice
    ),
    max_size=8,
)


@settings(max_examples=times(12), deadline=None)
@given(touches, st.integers(0, 3), st.integers(1, 20), st.sampled_from(["", "gold"]))
def test_counts_are_those_of_a_plain_reading(told, what, days, tier):
    """Six accounts of five persons: the last two are one; those with odd numbers have the tier."""
    mark = f"{Party.objects.count()}"
    parties = [make_customer(f"T{mark}-{n}", tier="gold" if n % 2 else "").party for n in range(6)]
    Party.objects.filter(pk=parties[5].pk).update(counted_as=parties[4].ordinal)
    person = {n: parties[min(n, 4)].ordinal for n in range(6)}
    for number, (kind, ago, whom, is_service) in enumerate(told):
        one = (
            {"party": parties[min(whom)]}
            if len(whom) == 1
            else {"party_set": store(BitMap(parties[n].ordinal for n in whom))}
        )
        Touch.objects.create(
            source=mark,
            key=str(number),
            happened_on=TODAY - dt.timedelta(days=ago),
            kind=WHAT[kind][0],
            contact_class=WHAT[kind][1],
            is_service=is_service,
            **one,
        )

    touched = {
        person[n]
        for kind, ago, whom, is_service in told
        for n in whom
        if kind == what and 0 <= ago < days and not (kind < 2 and is_service)
    }
    everybody = set(person.values())
    golden = {person[n] for n in range(6) if n % 2} if tier else everybody
    narrow = [{"field": "tier", "op": "eq", "value": tier}] if tier else []
    for op, expected in (("eq", touched), ("ne", everybody - touched)):
        leaf = parse_filter({"field": FIELDS[what], "op": op, "value": days})
        mine = BitMap(everybody)
        assert set(evaluate(leaf, today=TODAY) & mine) == expected
        assert set(evaluate({"all": [leaf, *narrow]}, today=TODAY) & mine) == expected & golden
        assert set(evaluate({"any": [leaf, *narrow]}, today=TODAY) & mine) == (
            expected | golden if tier else expected
        )
        assert set(evaluate({"not": leaf}, today=TODAY) & mine) == everybody - expected
        assert not without_value(leaf, today=TODAY)


@pytest.mark.parametrize("value", [0, 401, "x", "1.5", "-3", True])
def test_days_are_whole_and_few(value):
    with pytest.raises(ValidationError):
        parse_filter({"field": "recent.sms", "op": "eq", "value": value})


def test_they_are_said_as_people_say_them():
    known = {info.name: info for info in filter_fields()}
    tree = {
        "all": [
            {"field": "recent.sms", "op": "ne", "value": "14"},
            {"field": "recent.complaint", "op": "eq", "value": "90"},
        ]
    }

    with translation.override("en"):
        assert filter_words(tree, known) == (
            "no Contact by SMS in the last 14 days and complaint in the last 90 days"
        )
    with translation.override("zh-hans"):
        assert filter_words(tree, known) == "近 14 天没有短信接触 且 近 90 天有投诉"
