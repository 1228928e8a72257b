"""Rules count persons, not accounts: whoever has two is one in whatever a rule reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any

import pytest
from pyroaring import AbstractBitMap, BitMap, FrozenBitMap

from channels.enums import Fit
from common import clock
from customers import aliases, bitmaps, queries
from customers.aliases import aliased, as_often
from customers.enums import LinkKind
from customers.models import Customer, Party, Touch
from preflight import loading
from preflight.context import HoldingRow, LoadingFit, MomentFacts
from preflight.engine import evaluate
from tests.factories.campaigns import day as in_days
from tests.factories.customers import link, make_customers, make_organisation
from tests.preflight.builders import (
    CHANNELS,
    context,
    day,
    offer,
    other,
    people,
    placement,
    plan,
    touch,
    wave,
)
from tests.preflight.test_replay import crowded_run

SECOND = 10_000  # a person's second account stands so much farther on
BY = ({n + SECOND: n for n in range(1, 2_000)}, FrozenBitMap(range(SECOND + 1, SECOND + 2_000)))
COUNTING = {
    "audience-overlap",
    "channel-capacity",
    "channel-fit",
    "consent",
    "contact-pressure",
    "exclusive-products",
    "offer-clash",
    "offer-stacking",
    "opt-out-enrolment",
}


def changed(value: Any, change: Any) -> Any:
    """The value with every bitmap in it changed."""
    match value:
        case AbstractBitMap():
            return change(value)
        case tuple():
            return tuple(changed(one, change) for one in value)
        case Mapping():
            return {key: changed(one, change) for key, one in value.items()}
        case _ if is_dataclass(value) and not isinstance(value, type):
            own = {one.name: changed(getattr(value, one.name), change) for one in fields(value)}
            return replace(value, **own)
        case _:
            return value


def with_both(persons: AbstractBitMap) -> FrozenBitMap:
    """All accounts of persons who have two each."""
    return FrozenBitMap(persons | BitMap(n + SECOND for n in persons))


def crowd():
    """A plan that most rules which count persons have something to say about."""
    sms = placement(
        "sms", wave("2026-10-05", people(900)), wave("2026-10-06", people(600), number=2)
    )
    checked = plan(
        audience=people(900),
        offers=(
            offer("100", "50", exclusive_groups=frozenset({"main"})),
            offer("60", "9", number=2, product="music", family="music"),
        ),
        placements=(sms, placement("own-hall", parties=people(900))),
        enrolment="opt_out",
    )
    clashing = other(
        audience=people(300, 1500),
        offers=(offer("100", "30"), offer("60", "9", product="music", family="music")),
        placements=(placement("own-hall", parties=people(300, 1500)),),
    )
    near = other(
        "C2026-0003",
        audience=people(1, 800),
        offers=(offer("5", "1", product="data", family="data"),),
    )
    return checked, context(
        clashing,
        near,
        channels=CHANNELS
        | {"sms": replace(CHANNELS["sms"], capacity_per_day=100, needs_consent=True)},
        touches=tuple(touch("sms", f"2026-09-{n}", people(20, 60)) for n in range(10, 14)),
        as_of=day("2026-09-20"),
        do_not_contact={"sms": people(7)},
        consented={"sms": people(5, 900)},
        holdings=(
            HoldingRow(exclusive_group="main", product="x", ends_on=None, persons=people(9)),
        ),
        fits=(LoadingFit(product="recharge", group="members", channel="sms", fit=Fit.FORBIDDEN),),
        groups={"members": people(30)},
        members=people(40),
        moments=(
            MomentFacts(
                code="m", kind="quiet", starts_on=day("2026-10-01"), ends_on=day("2026-10-01")
            ),
        ),
        policies={"pressure_sms_days": 60},
    )


def test_every_rule_tells_the_same_of_persons_with_two_accounts():
    one_each = crowd()
    two_each = changed(one_each, lambda found: aliased(with_both(found), BY))
    by_account = changed(one_each, with_both)

    said, of_two, of_accounts = (
        evaluate(*pair).findings for pair in (one_each, two_each, by_account)
    )

    assert {one.rule for one in said} >= COUNTING
    assert [(one.rule, one.case, one.facts, one.persons) for one in of_two] == [
        (one.rule, one.case, one.facts, one.persons) for one in said
    ]
    # The examples can tell: were accounts counted, each of these rules would say other numbers.
    told = {(one.fingerprint, str(one.facts)) for one in said}
    differing = {one.rule for one in of_accounts if (one.fingerprint, str(one.facts)) not in told}
    assert differing >= COUNTING


@pytest.mark.parametrize(
    ("accounts", "times"),
    [
        pytest.param([1, 2], [[1, 2]], id="one account each"),
        pytest.param([1, SECOND + 1], [[1], [1]], id="both of one person"),
        pytest.param([SECOND + 1], [[1]], id="the second alone"),
        pytest.param([2, SECOND + 1, SECOND + 2], [[1, 2], [2]], id="one of them twice"),
        pytest.param([], [[]], id="nobody"),
    ],
)
def test_what_reached_two_accounts_reached_one_person_twice(accounts, times):
    assert [list(one) for one in as_often(BitMap(accounts), BY)] == times


def bitmaps_of(value: Any, path: str = "") -> Iterator[tuple[str, AbstractBitMap]]:
    """Every set in a value, with where it stands."""
    match value:
        case AbstractBitMap():
            yield path, value
        case tuple():
            for one in value:
                yield from bitmaps_of(one, path)
        case Mapping():
            for key, one in value.items():
                yield from bitmaps_of(one, f"{path}[{key}]")
        case _ if is_dataclass(value) and not isinstance(value, type):
            for one in fields(value):
                yield from bitmaps_of(getattr(value, one.name), f"{path}.{one.name}")


@pytest.mark.django_db
def test_whatever_a_check_loads_holds_each_person_once(world):
    run = crowded_run(world)
    firm = make_organisation("FIRM")
    for number in ("P0005", "P0006"):
        link(firm, Customer.objects.get(number=number).party, LinkKind.MEMBER)
    for first, second in (("P0001", "P0002"), ("P0003", "P0004"), ("P0005", "P0006")):
        same = Party.objects.get(customers__number=first).ordinal
        Party.objects.filter(customers__number=second).update(counted_as=same)
    hidden = aliases.aliases()[1]

    loaded = loading.load(run.version, clock.today())

    assert len(hidden) == 3
    found = dict(bitmaps_of((loaded.plan, loaded.context)))
    assert len(found) > 12
    assert {path for path, one in found.items() if not hidden.isdisjoint(one)} == set()


@pytest.mark.django_db
def test_a_mass_contact_to_two_accounts_of_a_person_counts_twice(world):
    one, two, three = make_customers(3, prefix="M")
    told = bitmaps.store(BitMap(row.party.ordinal for row in (one, two, three)))
    Touch.objects.create(
        party_set=told,
        happened_on=in_days(-1),
        kind="contact",
        contact_class="sms",
        source="test",
        key="mass",
    )
    Party.objects.filter(pk=two.party_id).update(counted_as=one.party.ordinal)

    rows = queries.touches_between(in_days(-2), in_days(0))

    assert [list(row.persons) for row in rows] == [
        [one.party.ordinal, three.party.ordinal],
        [one.party.ordinal],
    ]
