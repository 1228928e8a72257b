"""What ways out lead to: tried on the plan, never recommended into something worse."""

from __future__ import annotations

import datetime as dt
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

import pytest

from channels.enums import Fit
from findings.enums import Severity, WayOutKind
from findings.types import FindingDraft, WayOut, recommended
from preflight.applying import applied
from preflight.context import Context, LoadingFit
from preflight.engine import ask, evaluate
from preflight.outlook import with_outlooks
from preflight.rule import Rule
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import RequestLine
from resources.availability import Supply
from tests.preflight.builders import (
    CHANNELS,
    READY,
    TODAY,
    context,
    day,
    offer,
    other,
    people,
    placement,
    plan,
    wave,
)
from tests.preflight.test_properties import Company, company
from tests.seeds import times


def tried(
    checked: PlanSnapshot, around: Context, rule: str, **options: float
) -> tuple[FindingDraft, dict[WayOutKind, WayOut]]:
    """The finding of a rule after all its ways out were tried, and the first of each kind."""
    found = evaluate(checked, around).findings
    looked = with_outlooks(
        checked, found, around, ask=ask, farther=lambda _first, _last: around, **options
    )
    one = next(finding for finding in looked if finding.rule == rule)
    ways: dict[WayOutKind, WayOut] = {}
    for way in one.ways_out:
        ways.setdefault(way.kind, way)
    return one, ways


def best(found: FindingDraft) -> WayOut | None:
    return recommended(found.ways_out, found.campaigns[0])


def crowded(*more: PlanSnapshot, **values: object) -> tuple[PlanSnapshot, Context]:
    """A plan of a week that is over the company's limit, and may be moved by a month."""
    others = [other(f"C2026-{n:04d}", starts_on="2026-10-05") for n in range(2, 8)]
    checked = plan(starts_on="2026-10-05", ends_on="2026-10-09", flex_days=30, audience=people(9))
    return checked, context(*others, *more, **values)


def test_the_nearest_week_with_room_is_recommended():
    checked, around = crowded()

    found, ways = tried(checked, around, "launch-clustering")

    assert best(found) is ways[WayOutKind.SHIFT_DATES]
    assert ways[WayOutKind.SHIFT_DATES].solves


@pytest.mark.parametrize(
    ("values", "hindrance"),
    [
        pytest.param({"flex_days": 6}, "beyond_flex", id="farther than it may move"),
        pytest.param(
            {"requests": (RequestLine(resource="a", unit="b", quantity=1, needed_by=TODAY),)},
            "past_day",
            id="what it asks for would be due before today",
        ),
    ],
)
def test_other_days_that_cannot_be_are_not_recommended(values, hindrance):
    """Only an earlier week has room."""
    later = [day("2026-10-12") + dt.timedelta(weeks=n // 7) for n in range(8 * 7)]
    full = [other(f"C2026-1{n:03d}", starts_on=on.isoformat()) for n, on in enumerate(later)]
    checked, around = crowded(*full)

    found, ways = tried(replace(checked, **values), around, "launch-clustering")

    shift = ways[WayOutKind.SHIFT_DATES]
    assert shift.params["starts_on"] < checked.starts_on
    assert hindrance in shift.outlook.hindrances
    assert best(found) is None


def test_a_freeze_or_a_holiday_is_no_week_with_room():
    nearest = [day("2026-10-12"), day("2026-09-28")]
    checked, around = crowded(closed=((nearest[0], "freeze"),), holidays=frozenset(nearest[1:]))

    found, _ways = tried(checked, around, "launch-clustering")

    starts = {way.params["starts_on"] for way in found.ways_out}
    assert starts == {day("2026-10-19"), day("2026-09-21")}
    assert best(found).solves


def test_a_shift_into_a_freeze_is_never_recommended():
    """A clash ends where the system is closed: the other ways are left."""
    own = plan(audience=people(9), offers=(offer(),), flex_days=90)
    theirs = other(audience=people(9, 20), offers=(offer("100", "30"),))
    frozen = day("2026-11-16")  # sixteen days after the other's end
    around = context(theirs, closed=((frozen, "freeze"),))

    found, ways = tried(own, around, "offer-clash")

    shift = ways[WayOutKind.SHIFT_DATES]
    assert shift.params["starts_on"] == frozen
    assert set(shift.outlook.hindrances) == {"closed_day", "new_blocking"}
    assert best(found).kind in {WayOutKind.EXCLUDE_SHARED, WayOutKind.ALIGN_TERMS}


def test_excluding_everybody_is_never_recommended():
    own = plan(audience=people(9), offers=(offer(),))
    theirs = other(audience=people(9), offers=(offer("100", "30"),))

    found, ways = tried(own, context(theirs), "offer-clash")

    exclusion = ways[WayOutKind.EXCLUDE_SHARED]
    assert (exclusion.solves, exclusion.outlook.hindrances) == (True, ("nobody_left",))
    assert best(found).kind == WayOutKind.ALIGN_TERMS


def test_the_only_channel_is_never_left_on_recommendation():
    hall = {**CHANNELS, "own-hall": replace(CHANNELS["own-hall"], capacity_per_day=1)}
    own = plan(audience=people(9), placements=(placement("own-hall", expected_orders=900),))

    found, ways = tried(own, context(channels=hall), "channel-capacity")

    assert ways[WayOutKind.LEAVE_CHANNEL].outlook.hindrances == ("only_channel",)
    assert best(found) is None


@pytest.mark.parametrize(
    ("on_hand", "hindrances", "is_best"),
    [
        pytest.param(0, ("empty_request",), False, id="nothing is there"),
        pytest.param(4, (), True, id="a part is there"),
    ],
)
def test_a_request_is_never_emptied_on_recommendation(on_hand, hindrances, is_best):
    asked = RequestLine(
        resource="leaflet", unit="branch-east", quantity=10, needed_by=day("2026-09-25")
    )
    own = plan(audience=people(9), requests=(asked,))
    supplies = {("leaflet", "branch-east"): Supply(on_hand=on_hand)}

    found, ways = tried(own, context(supplies=supplies), "resource-shortage")

    reduction = ways[WayOutKind.REDUCE_REQUEST]
    assert (reduction.solves, reduction.outlook.hindrances) == (True, hindrances)
    assert (best(found) is reduction) == is_best
    assert not ways[WayOutKind.ACCEPT].solves


def test_no_other_channel_is_offered_that_the_rules_speak_against():
    """What is billed to a group goes nowhere where such is not sold, nor where it is forbidden."""
    sms = {
        **CHANNELS,
        "sms": replace(CHANNELS["sms"], capacity_per_day=5),
        "app": replace(CHANNELS["app"], capacity_per_week=500),
    }
    own = plan(
        starts_on="2026-10-01",
        ends_on="2026-10-01",
        audience=people(9),
        offers=(offer(),),
        placements=(placement("sms", wave("2026-10-01", people(9))),),
    )
    line = replace(own, group_billed=frozenset({"recharge"}))
    forbidden = LoadingFit(product="recharge", group="all", channel="app", fit=Fit.FORBIDDEN)

    _found, ways = tried(own, context(channels=sms), "channel-capacity")
    assert ways[WayOutKind.CHANGE_CHANNEL].params["to"] == "app"
    _found, ways = tried(line, context(channels=sms), "channel-capacity")
    assert WayOutKind.CHANGE_CHANNEL not in ways
    rules = {"fits": (forbidden,), "groups": {"all": people(9)}}
    _found, ways = tried(own, context(channels=sms, **rules), "channel-capacity")
    assert WayOutKind.CHANGE_CHANNEL not in ways


def test_what_was_not_tried_solves_nothing():
    own = plan(audience=people(9), offers=(offer(),))
    around = context(other(audience=people(5), offers=(offer("100", "30"),)))

    found, _ways = tried(own, around, "offer-clash", deadline=time.monotonic() - 1)

    assert [(way.solves, way.outlook) for way in found.ways_out] == [(False, None)] * len(
        found.ways_out
    )
    assert best(found) is None


def test_what_the_other_side_may_do_is_tried_on_the_finding():
    own = plan(audience=people(9), offers=(offer(),))
    theirs = other(audience=people(5), offers=(offer("100", "30"),))

    found, _ways = tried(own, context(theirs), "offer-clash")

    there = {way.kind: way for way in found.ways_out if way.campaign == theirs.code}
    assert there[WayOutKind.EXCLUDE_SHARED].solves
    assert there[WayOutKind.EXCLUDE_SHARED].outlook is None


def test_training_and_requests_move_along_and_are_said():
    ready = replace(READY, training_on=day("2026-10-01"))
    checked, around = crowded()

    _found, ways = tried(replace(checked, service_plan=ready), around, "launch-clustering")

    shift = ways[WayOutKind.SHIFT_DATES]
    moved_by = shift.params["starts_on"] - checked.starts_on
    assert shift.effect["training_on"] == day("2026-10-01") + moved_by


def test_outlooks_come_true_and_recommendations_bring_nothing_worse():
    """Random companies, among strangers that are left out of the comparison: the plan as a way out
    leaves it is found to be what was foreseen.
    """
    chosen = [one for seed in range(times(4)) for one in recommendations(company(seed))]

    assert chosen


def strangers(count: int) -> tuple[PlanSnapshot, ...]:
    """Plans of other years, other people, other needs."""
    theirs = {"audience": people(900_000, 900_009), "offers": (offer(family="far", product="far"),)}
    first = day("2031-01-06")
    return tuple(
        other(
            f"C2031-{n:04d}",
            starts_on=(first + dt.timedelta(weeks=n)).isoformat(),
            ends_on=(first + dt.timedelta(weeks=n, days=9)).isoformat(),
            **theirs,
        )
        for n in range(count)
    )


def test_only_plans_that_can_matter_are_compared_and_counted(monkeypatch):
    """As many ways out are tried among very many strangers as without them, and no more work is
    done.
    """
    monkeypatch.setattr("preflight.outlook.MOST_COMPARED", 10)
    others = [
        other(f"C2026-{n:04d}", audience=people(3, 8 + n), offers=(offer("100", f"{20 + n}"),))
        for n in range(2, 7)
    ]
    own = plan(audience=people(9), offers=(offer(),), flex_days=90)
    compared: list[int] = []

    def counting(checked: PlanSnapshot, around: Context, rules: Iterable[Rule]) -> object:
        compared.append(len(around.plans))
        return ask(checked, around, rules)

    def looked(*more: PlanSnapshot) -> list[tuple[str, bool, object]]:
        around = context(*others, *more)
        found = evaluate(own, around).findings
        compared.clear()
        return [
            (way.id, way.solves, way.outlook)
            for one in with_outlooks(
                own, found, around, ask=counting, farther=lambda _first, _last: around
            )
            for way in one.ways_out
        ]

    alone = looked()
    work = sum(compared)

    assert sum(outlook is not None for _id, _solves, outlook in alone) == 2
    assert looked(*strangers(60)) == alone
    assert sum(compared) <= work


def recommendations(made: Company) -> Iterator[WayOut]:
    """The recommended ways out of a company, after all its ways out were tried out."""
    around = replace(
        made.around, plans=(*made.around.plans, *strangers(len(made.around.plans) + 1))
    )
    found = evaluate(made.own, around).findings
    for one in with_outlooks(
        made.own, found, around, ask=ask, farther=lambda _first, _last: around
    ):
        rated = [way for way in one.ways_out if way.outlook]
        for way in rated:
            after = evaluate(applied(made.own, way, one, around), around).findings
            assert way.outlook.order == weights(after), (made.seed, way)
            gone = one.fingerprint not in {left.fingerprint for left in after}
            assert gone or not way.solves, (made.seed, way)
        if chosen := best(one):
            assert chosen.outlook.order < weights(found)
            assert chosen.outlook.order == min(
                way.outlook.order for way in rated if way.outlook.may_be_recommended
            )
            yield chosen


def weights(findings: tuple[FindingDraft, ...]) -> tuple[int, int, int]:
    counts = Counter(one.severity for one in findings)
    return counts[Severity.BLOCKING], counts[Severity.WARNING], counts[Severity.NOTICE]
