"""Which benefits count as one too many: the boundaries of each window, without a database."""

import datetime as dt

import pytest

from customers.enums import BenefitKind, Occasion
from resources.enums import Likeness
from resources.policies import PREFIX, STOP, VERDICTS, WARN, WINDOWS, Terms
from resources.similar import Had, Wanted, similar_to

DAY = dt.date(2026, 9, 20)
TERMS = Terms(
    {f"{PREFIX}window_{name}": days for name, (days, _) in WINDOWS.items()}
    | {f"{PREFIX}second_{name}": (verdict,) for name, (verdict, _) in VERDICTS.items()}
)


def had(days, *, kind=BenefitKind.CREDIT, occasion=Occasion.OTHER, resource=""):
    """One that lies so many days from the wanted one."""
    return Had(
        kind=kind,
        occasion=occasion,
        resource=resource,
        day=DAY + dt.timedelta(days=days),
        value=None,
        unit="enterprise",
        state="reserved",
    )


def found(one, *, kind=BenefitKind.GOODS, occasion=Occasion.OTHER, resource=""):
    wanted = Wanted(kind=kind, occasion=occasion, resource=resource, day=DAY)
    return [(each.likeness, each.stops) for each in similar_to(wanted, [one], TERMS)]


@pytest.mark.parametrize(
    ("days", "counts"), [(-61, False), (-60, True), (0, True), (60, True), (61, False)]
)
def test_the_same_occasion_stops_within_its_window(days, counts):
    one = had(days, occasion=Occasion.MID_AUTUMN)

    assert found(one, occasion=Occasion.MID_AUTUMN) == [(Likeness.OCCASION, True)] * counts


@pytest.mark.parametrize(
    ("kind", "days", "stops"),
    [
        (BenefitKind.TERMINAL, 730, True),
        (BenefitKind.GOODS, 30, False),
        (BenefitKind.CREDIT, 30, False),
        (BenefitKind.SERVICE, 30, False),
    ],
)
@pytest.mark.parametrize("sign", [1, -1])
def test_the_same_kind_counts_within_its_own_window(kind, days, stops, sign):
    assert found(had(sign * days, kind=kind), kind=kind) == [(Likeness.KIND, stops)]
    assert found(had(sign * (days + 1), kind=kind), kind=kind) == []


@pytest.mark.parametrize(("days", "counts"), [(30, True), (31, False)])
def test_the_same_gift_is_warned_of(days, counts):
    one = had(-days, resource="thermos")

    assert found(one, resource="thermos") == [(Likeness.RESOURCE, False)] * counts
    assert found(had(-1)) == []


def test_another_occasion_is_no_occasion():
    assert found(had(0, occasion=Occasion.OTHER), occasion=Occasion.OTHER) == []


def test_of_several_likenesses_the_one_that_stops_is_said():
    one = had(-1, kind=BenefitKind.TERMINAL, resource="phone")

    assert found(one, kind=BenefitKind.TERMINAL, resource="phone") == [(Likeness.KIND, True)]


def test_what_stops_stands_first_then_the_nearest():
    wanted = Wanted(kind=BenefitKind.GOODS, occasion=Occasion.MID_AUTUMN, resource="", day=DAY)
    near = had(-1, kind=BenefitKind.GOODS)
    nearer = had(0, kind=BenefitKind.GOODS)
    stopping = had(-40, occasion=Occasion.MID_AUTUMN)

    assert [one.had for one in similar_to(wanted, [near, nearer, stopping], TERMS)] == [
        stopping,
        nearer,
        near,
    ]


def test_every_kind_has_a_window_and_a_verdict():
    kinds = set(BenefitKind.values)

    assert set(WINDOWS) == kinds | {"occasion"}
    assert set(VERDICTS) == kinds | {Likeness.OCCASION.value, Likeness.RESOURCE.value}
    assert {verdict for verdict, _ in VERDICTS.values()} == {STOP, WARN}
