"""The kinds of facts, and what follows from a declaration."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.utils import translation

from common import display
from findings.enums import Severity, WayOutKind
from findings.facts import (
    CHANNEL,
    PLAN,
    PRODUCT,
    UNIT,
    Count,
    Day,
    Days,
    Facts,
    Figure,
    Flag,
    Many,
    Money,
    Note,
    Noun,
    Number,
    OneOrMany,
    Per,
    Persons,
    Pieces,
    Ratio,
    Record,
    Sides,
    Span,
    Time,
    Word,
)
from findings.types import WayOut
from preflight.rules.consent import Consent
from tests.preflight.builders import NAMES, plan

DAY = dt.date(2026, 10, 5)
TERMS = Facts(
    pay=Money(sides=True, figure=Figure("Pay", note=Note("against %(n)s", n="pay_other"))),
    shared_channels=Many(CHANNEL, figure=Figure("Both on")),
    gap=Number(nullable=True, figure=Figure("Gap", unit="points")),
    seen=Persons(figure=Figure("See it")),
)


class Everything:
    """Names by noun and code, as a reader who knows all of them."""

    def name(self, noun: Noun, code: str) -> str:
        return f"{noun} {code}"


@pytest.mark.parametrize(
    ("fact", "value", "stored"),
    [
        (Count(), 3, 3),
        (Number(), 2.5, 2.5),
        (Money(), Decimal("9.90"), "9.90"),
        (Day(), DAY, "2026-10-05"),
        (Time(), dt.time(8, 5), "08:05"),
        (Flag(), False, False),
        (CHANNEL, "sms", "sms"),
        (Word({"freeze": "Freeze"}), "freeze", "freeze"),
        (Many(UNIT), ("east",), ["east"]),
        (OneOrMany(PRODUCT), "recharge", "recharge"),
        (OneOrMany(PRODUCT), ["a", "b"], ["a", "b"]),
        (Per(UNIT, Persons()), {"east": 4}, {"east": 4}),
        (
            Record({"on": Day(), "of": PLAN}),
            {"on": DAY, "of": "C1"},
            {"on": "2026-10-05", "of": "C1"},
        ),
        (Count(nullable=True), None, None),
    ],
)
def test_a_fact_is_stored_as_its_kind_says(fact, value, stored):
    assert fact.encode(value) == stored


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        (Count(), True),
        (Count(), -1),
        (Count(), 1.5),
        (Count(), None),
        (Number(), Decimal(1)),
        (Money(), 9.9),
        (Day(), "2026-10-05"),
        (Day(), dt.datetime(2026, 10, 5, tzinfo=dt.UTC)),
        (Time(), "08:05"),
        (Flag(), 1),
        (CHANNEL, None),
        (Word({"freeze": "Freeze"}), "thaw"),
        (Many(UNIT), "east"),
        (Many(UNIT), [1]),
        (Per(UNIT, Persons()), {"east": "4"}),
        (Record({"on": Day()}), {"on": DAY, "at": 3}),
        (Record({"on": Day()}), {}),
    ],
)
def test_a_value_of_another_kind_is_refused(fact, value):
    with pytest.raises(TypeError):
        fact.encode(value)


def test_a_declaration_takes_exactly_its_facts():
    told = {"pay": Sides(Decimal(1), Decimal(2)), "shared_channels": [], "gap": None, "seen": 1}

    assert TERMS.encode(told) == {
        "pay_own": "1",
        "pay_other": "2",
        "shared_channels": [],
        "gap": None,
        "seen": 1,
    }
    for wrong in (
        told | {"more": 1},
        {name: value for name, value in told.items() if name != "seen"},
        told | {"pay": Decimal(1)},
        told | {"seen": Sides(1, 2)},
    ):
        with pytest.raises(TypeError):
            TERMS.encode(wrong)
    assert TERMS.encode({"seen": 1}, is_whole=False) == {"seen": 1}


def test_facts_of_a_case_leave_out_those_of_others():
    declared = TERMS.only("a") + Facts(days=Count(optional=True))

    assert declared.of_case("b").encode({}) == {}
    assert declared.of_case("b").encode({"days": 3}) == {"days": 3}
    with pytest.raises(TypeError):
        declared.of_case("b").encode({"seen": 3})


def test_sides_change_places_for_the_other_plan_and_nothing_else_does():
    stored = {"pay_own": "1", "pay_other": "2", "seen": 3, "left_own": 4}

    assert TERMS.seen_from(stored, is_checked_side=True) == stored
    assert TERMS.seen_from(stored, is_checked_side=False) == {
        "pay_own": "2",
        "pay_other": "1",
        "seen": 3,
        "left_own": 4,
    }
    assert TERMS.seen_from({"pay_own": "1"}, is_checked_side=False) == {"pay_other": "1"}


def test_figures_follow_from_the_declaration():
    stored = {
        "pay_own": "100.00",
        "pay_other": "80.50",
        "shared_channels": ["sms", "app"],
        "gap": None,
        "seen": 12500,
    }

    with translation.override("en"):
        figures = TERMS.figures(stored, Everything(), beside={})
        units = [str(one["unit"]) for one in figures]

    assert units == ["", "", "", "persons"]
    assert [(one["label"], one["value"], one["note"]) for one in figures] == [
        ("Pay", "¥100", "against ¥80.50"),
        ("Pay", "¥80.50", "against ¥80.50"),
        ("Both on", "2", "channel sms, channel app"),
        ("See it", "12,500", ""),
    ]


def test_crowds_and_homes_follow_from_the_kinds():
    declared = Facts(
        shared=Persons(is_shared=True),
        crowd=Persons(sides=True, is_whole=True),
        by_branch=Per(UNIT, Persons()),
    )
    stored = {"shared": 3, "crowd_own": 5, "crowd_other": 9, "by_branch": {"east": 3}}

    found = declared.crowds(stored)

    assert found is not None
    assert (found.shared, found.own, found.other) == (3, 5, 9)
    assert declared.persons_by_unit(stored) == {"east": 3}
    assert Facts(points=Per(UNIT, Count())).persons_by_unit({"points": {"east": 3}}) == {}
    assert TERMS.crowds({"seen": 3}) is None


def test_codes_are_found_wherever_they_stand():
    declared = Facts(
        branch=UNIT,
        plans=Many(Record({"campaign": PLAN, "points": Count()})),
        by_product=Per(PRODUCT, Persons()),
    )
    stored = {"branch": "", "plans": [{"campaign": "C1", "points": 2}], "by_product": {"a": 1}}

    assert list(declared.codes(stored)) == [(Noun.PLAN, "C1"), (Noun.PRODUCT, "a")]


def test_a_span_is_written_as_its_days():
    span = Span({"from": Day(), "until": Day()})
    value = span.read({"from": "2026-10-05", "until": "2026-10-07"}, Everything())

    assert span.write(value) == display.date_range(DAY, DAY + dt.timedelta(days=2))
    assert Ratio().write(0.5) == "50.0%"


@pytest.mark.parametrize(
    "wrong",
    [
        {"case": "none"},
        {"severity": Severity.NOTICE},
        {"facts": {"persons": 3}},
        {"subject": {"channel": 3}},
        {"ways_out": [WayOut(kind=WayOutKind.OPT_IN, campaign="C2026-0001")]},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_rule_says_nothing_that_it_did_not_declare(wrong):
    right = {
        "case": "listed",
        "severity": Severity.BLOCKING,
        "subject": {"channel": "sms"},
        "facts": {
            "persons": 3,
            "persons_listed": 3,
            "persons_without_consent": 0,
            "percent_own": 30,
            "by_placement": [],
        },
    }

    assert Consent().finding(plan(), **right).facts == right["facts"]
    with pytest.raises(TypeError):
        Consent().finding(plan(), **(right | wrong))


def test_figures_call_pieces_as_the_resource_does_and_hide_what_is_nothing():
    declared = Facts(
        short_by=Pieces(figure=Figure("Short")),
        apart=Days(figure=Figure("Apart", hides_zero=True)),
        overlap=Days(figure=Figure("Overlap")),
    )
    stored = declared.encode({"short_by": 4, "apart": 0, "overlap": 0})

    shown = declared.figures(stored, NAMES, beside={}, measure="张")

    with translation.override("en"):
        assert [(one["label"], one["value"], str(one["unit"])) for one in shown] == [
            ("Short", "4", "张"),
            ("Overlap", "0", "days"),
        ]
