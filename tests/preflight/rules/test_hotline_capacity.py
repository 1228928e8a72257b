from __future__ import annotations

import datetime as dt
import math
import random
from decimal import Decimal
from fractions import Fraction

import pytest

from findings.enums import Severity
from organization.models import WorkDay
from organization.workdays import DayTable
from preflight.context import Context
from preflight.hotline_facts import CallsBack, DayNumbers, Hotline
from preflight.rules.hotline_capacity import HotlineCapacity
from preflight.snapshot import PlanSnapshot
from tests.preflight.builders import (
    TODAY,
    WEEK,
    cases_of,
    context,
    day,
    day_numbers,
    findings,
    hotline,
    only,
    other,
    people,
    placement,
    plan,
    wave,
    ways,
)
from tests.seeds import times

RULE = HotlineCapacity()
THURSDAY, FRIDAY = "2026-10-08", "2026-10-09"
SINCE = day("2026-01-01")
CLASSES = {"sms": "sms", "outbound-call": "call", "app": "app"}
NO_SHRINKAGE = {"hotline_shrinkage": 0}


def around(known: Hotline, *plans: PlanSnapshot, **more: object) -> Context:
    return context(*plans, hotline=known, **{"policies": NO_SHRINKAGE, **more})


def texting(on: str = THURSDAY, persons: int = 100, **more: object) -> PlanSnapshot:
    """A plan that texts so many persons, one of a hundred of whom calls."""
    return plan(placements=(placement("sms", wave(on, people(persons))),), **more)


@pytest.mark.parametrize(
    ("normal", "cases"),
    [
        pytest.param(899, [], id="900 calls: 99.6 % in time"),
        pytest.param(1_090, [], id="1,091 calls: 80.0 %"),
        pytest.param(1_091, ["slow"], id="1,092 calls: 79.7 %"),
        pytest.param(1_198, ["slow"], id="1,199 calls: it still clears"),
        pytest.param(1_199, ["never_clears"], id="1,200 calls: it never does"),
    ],
)
def test_sixty_agents_and_calls_of_three_minutes(normal, cases):
    assert cases_of(RULE, texting(), around(hotline(normal, 60))) == cases


def test_facts_of_a_queue_that_never_clears():
    approved = other("C2026-0002", placements=texting(persons=2_000).placements, state="approved")
    pending = other("C2026-0003", placements=texting(persons=3_000).placements)

    found = only(RULE, texting(persons=1_000), around(hotline(1_140, 60), approved, pending))

    assert (found.severity, found.subject) == (Severity.BLOCKING, {"day": THURSDAY})
    facts = dict(found.facts)
    (hour,) = facts.pop("hours")
    assert list(facts["by_campaign"]) == ["C2026-0003", "C2026-0002", "C2026-0001"]
    assert facts == {
        "carries": 1_200,
        "calls": 1_200,
        "needed": 66,
        "day": THURSDAY,
        "hour": "10:00",
        "rostered": 60,
        "agents": 60,
        "calls_normal": 1_140,
        "calls_plan": 10,
        "calls_approved": 20,
        "calls_pending": 30,
        "by_campaign": {"C2026-0003": 30, "C2026-0002": 20, "C2026-0001": 10},
        "persons": 1_000,
    }
    assert (hour["hour"], hour["in_time"], hour["wait"]) == ("10:00", None, None)


def test_facts_of_calls_that_wait_too_long():
    found = only(RULE, texting(), around(hotline(1_149, 60)))

    assert found.severity == Severity.WARNING
    told = {name: found.facts[name] for name in ("calls", "in_time", "least", "seconds", "wait")}
    assert told == {"calls": 1_150, "in_time": 50.3, "least": 80, "seconds": 20, "wait": 47.3}
    assert found.facts["needed"] == 64


def test_numbers_of_calls_have_one_place():
    """Plans that bring equally many stand by their codes, one that brings none not at all."""
    calling = other("C2026-0007", placements=(placement("outbound-call", wave(THURSDAY, [1])),))
    beside = (
        other("C2026-0005", placements=texting(persons=77).placements),
        other("C2026-0004", placements=texting(persons=77).placements),
        other("C2026-0003", placements=texting(persons=66).placements, state="approved"),
        calling,
    )
    held = {**NO_SHRINKAGE, "hotline_handling_seconds": 187}

    found = only(RULE, texting(persons=33), around(hotline(1_300, 60), *beside, policies=held))

    parts = ("carries", "calls", "calls_plan", "calls_approved", "calls_pending")
    assert [found.facts[one] for one in parts] == [1_155.1, 1_302.5, 0.3, 0.7, 1.5]
    assert list(found.facts["by_campaign"].items()) == [
        ("C2026-0004", 0.8),
        ("C2026-0005", 0.8),
        ("C2026-0003", 0.7),
        ("C2026-0001", 0.3),
    ]
    assert found.facts["hours"][0]["calls"] == 1_302.5


def test_what_is_answered_in_time_has_one_place():
    held = {**NO_SHRINKAGE, "hotline_service_share": Decimal("0.8125")}

    facts = only(RULE, texting(persons=33), around(hotline(1_149, 60), policies=held)).facts

    (hour,) = facts["hours"]
    assert (facts["in_time"], facts["wait"], facts["least"]) == (50.7, 46.4, 81.2)
    assert (hour["in_time"], hour["wait"]) == (50.7, 46.4)


def by_the_hour(numbers: dict[int, int], rest: int) -> tuple[DayNumbers, ...]:
    hours = tuple(numbers.get(hour, rest) for hour in range(24))
    return tuple(DayNumbers(day_type=one, valid_from=SINCE, hours=hours) for one in WEEK)


@pytest.mark.parametrize(
    ("normal", "rostered", "hour"),
    [
        pytest.param(
            {9: 1_300, 10: 700, 11: 700, 12: 1_150},
            {10: 30, 11: 30},
            "10:00",
            id="most load for each agent, not most calls; the first of two",
        ),
        pytest.param({9: 1_300, 10: 24}, {10: 0}, "10:00", id="nobody counts as one"),
        pytest.param(
            {9: 1_150, 10: 90}, {10: 5}, "10:00", id="fewest in time, not most load for each agent"
        ),
        pytest.param({10: 90, 11: 90}, {10: 5, 11: 5}, "10:00", id="the first of two slow ones"),
    ],
)
def test_a_day_is_told_by_its_worst_hour(normal, rostered, hour):
    from_nine = tuple(int(9 <= one <= 12) for one in range(24))
    known = Hotline(
        calls=by_the_hour(normal, 0),
        roster=by_the_hour(rostered, 60),
        calls_back={"sms": CallsBack(100, from_nine)},
    )

    assert only(RULE, texting(), around(known)).facts["hour"] == hour


@pytest.mark.parametrize(
    ("policies", "cases"),
    [
        pytest.param({}, [], id="all are at the phone"),
        pytest.param({"hotline_shrinkage": Decimal("0.25")}, ["never_clears"], id="45 of 60 are"),
        pytest.param({"hotline_shrinkage": 1}, ["never_clears"], id="nobody is"),
        pytest.param({"hotline_handling_seconds": 240}, ["never_clears"], id="longer calls"),
        pytest.param({"hotline_service_share": 1}, ["slow"], id="every call in time"),
        pytest.param({"hotline_answer_seconds": 0}, [], id="at once: 97.9 %"),
    ],
)
def test_its_numbers_are_policies(policies, cases):
    held = {**NO_SHRINKAGE, **policies}

    assert cases_of(RULE, texting(), around(hotline(899, 60), policies=held)) == cases


def test_shrinkage_is_rounded_down_to_whole_agents():
    """Of 86 rostered 70 % are at the phone: 60, not 60.2."""
    held = {"hotline_shrinkage": Decimal("0.30")}

    found = only(RULE, texting(), around(hotline(1_199, 86), policies=held))

    assert (found.facts["agents"], found.facts["rostered"]) == (60, 86)
    assert found.facts["needed"] == math.ceil(66 / Decimal("0.7"))


@pytest.mark.parametrize(
    ("known", "missing"),
    [
        pytest.param(
            {"roster": (day_numbers("mon", 60),)}, ["roster"], id="no roster for Thursdays"
        ),
        pytest.param({"calls": (day_numbers("mon", 1),)}, ["calls"], id="no calls for Thursdays"),
        pytest.param(
            {"roster": (day_numbers("thu", 60, valid_until=day("2026-10-07")),)},
            ["roster"],
            id="a roster that ended",
        ),
        pytest.param(
            {"roster": (day_numbers("thu", 60, valid_from=day(FRIDAY)),)},
            ["roster"],
            id="a roster that begins later",
        ),
        pytest.param({"roster": (day_numbers("thu", None),)}, ["roster"], id="an empty hour"),
        pytest.param(
            {"calls_back": {"call": hotline(1, 1).calls_back["sms"]}},
            ["rate"],
            id="no rate for texts",
        ),
        pytest.param(
            {"calls": (day_numbers("mon", 1),), "roster": (day_numbers("mon", 1),)},
            ["calls", "roster"],
            id="two of them",
        ),
    ],
)
def test_what_is_not_entered_cannot_be_ruled_out(known, missing):
    found = only(RULE, texting(), around(hotline(100, 60, **known)))

    assert (found.case, found.severity) == ("unknown", Severity.NOTICE)
    assert (found.facts["missing"], found.facts["days_unknown"]) == (missing, [THURSDAY])


def test_days_of_which_nothing_is_known_are_one_finding():
    often = plan(
        placements=(
            placement(
                "sms", *(wave(f"2026-10-{n:02d}", people(n, 9), number=n) for n in range(1, 9))
            ),
        )
    )
    known = hotline(100, 60, roster=(day_numbers("thu", 60),))

    found = only(RULE, often, around(known))

    assert (found.facts["days"], found.facts["unknown_from"]) == (6, "2026-10-02")
    assert (found.facts["persons"], found.persons) == (8, people(2, 9))


def test_what_is_too_much_without_what_is_missing_is_too_much():
    known = hotline(1_300, 60)
    calling = placement("outbound-call", wave(THURSDAY, people(7)))
    both = plan(placements=(*texting().placements, calling))

    assert cases_of(RULE, both, around(known)) == ["never_clears"]


@pytest.mark.parametrize("empty", ["calls", "roster", "calls_back"])
def test_an_empty_list_is_not_told_on_every_plan(empty):
    assert cases_of(RULE, texting(), around(hotline(1_300, 60, **{empty: ()}))) == []


@pytest.mark.parametrize(
    ("on", "rows", "cases"),
    [
        pytest.param(THURSDAY, [], [], id="a plain Thursday"),
        pytest.param(
            THURSDAY, [day_numbers("holiday", 1)], ["never_clears"], id="a public holiday"
        ),
        pytest.param(
            "2026-10-10", [day_numbers("make_up", 1)], ["never_clears"], id="a make-up Saturday"
        ),
        pytest.param(FRIDAY, [day_numbers("bill_run", 1)], ["never_clears"], id="a bill run"),
        pytest.param(
            FRIDAY,
            [day_numbers("fri", 1, valid_from=day(FRIDAY), valid_until=day(FRIDAY))],
            ["never_clears"],
            id="a single day that differs",
        ),
        pytest.param(
            FRIDAY,
            [day_numbers("fri", 1, valid_from=day("2026-01-02"), valid_until=day(THURSDAY))],
            [],
            id="one that does not reach so far",
        ),
    ],
)
def test_the_roster_of_the_most_particular_day_holds(on, rows, cases):
    base = hotline(100, 60)
    known = hotline(100, 60, roster=(*base.roster, *rows))
    there = around(
        known,
        holidays=frozenset({day(THURSDAY)}),
        workdays=make_up("2026-10-10"),
        closed=((day(FRIDAY), "bill_run"),),
    )

    assert cases_of(RULE, texting(on), there) == cases


def make_up(on: str) -> DayTable:
    return DayTable({day(on): WorkDay(on=day(on), kind="make_up")})


@pytest.mark.parametrize(
    ("sent", "cases"),
    [
        pytest.param({"as_of": day(THURSDAY)}, ["never_clears"], id="on the day of the run"),
        pytest.param({"as_of": day(FRIDAY)}, [], id="the day before it"),
    ],
)
def test_past_waves_bring_no_more_calls(sent, cases):
    assert cases_of(RULE, texting(), around(hotline(1_300, 60), **sent)) == cases


def test_who_waits_for_customers_contacts_nobody():
    waiting = plan(placements=(placement("own-hall", wave(THURSDAY, people(100))),))

    assert cases_of(RULE, waiting, around(hotline(1_300, 60))) == []


def test_the_way_out_staggers_the_waves_or_asks_for_agents():
    beside = other(
        placements=(
            placement(
                "sms", wave(THURSDAY, people(15_000)), wave(FRIDAY, people(30_000), number=2)
            ),
        ),
        state="approved",
    )
    there = around(hotline(900, 60), beside, closed=((day("2026-10-07"), "freeze"),))

    steps = ways(only(RULE, texting(persons=15_000), there))

    assert steps["move_wave"].params["to"] == day("2026-10-06")
    assert steps["move_wave"].effect == {
        "load_before": 1_200,
        "load_after": 1_050,
        "capacity": 1_200,
        "days_moved": -2,
    }
    assert steps["move_wave"].solves
    assert steps["make_commitment"].params == {"agents": 6, "on": day(THURSDAY)}


def test_ways_out_are_made_where_they_are_asked_for():
    assert not only(RULE, texting(), around(hotline(1_199, 60), needs_ways_out=False)).ways_out


def test_a_wave_is_moved_nowhere_where_no_day_has_room():
    assert "move_wave" not in ways(only(RULE, texting(), around(hotline(1_199, 60))))


def by_hand(own: PlanSnapshot, plans: list[PlanSnapshot], known: Hotline) -> dict[str, str]:
    """Hour by hour, each wave by itself, with Erlang C as it is written down."""
    found: dict[str, str] = {}
    for offset in range(40):
        on = day("2026-10-01") + dt.timedelta(days=offset)
        roster = {one.day_type: one.hours for one in known.roster}[WEEK[on.weekday()]]
        normal = {one.day_type: one.hours for one in known.calls}[WEEK[on.weekday()]]
        for hour in range(24):
            ours, calls = Fraction(0), Fraction(normal[hour])
            for one in (own, *plans):
                for placed, sent in one.waves():
                    back = known.calls_back[CLASSES[placed.channel]]
                    brought = len(sent.persons) * back.hours[hour] if sent.on == on else Fraction(0)
                    calls += brought
                    ours += brought if one is own else 0
            if ours and found.get(on.isoformat()) != "never_clears":
                load, agents = calls * 180 / 3600, roster[hour]
                if load >= agents:
                    found[on.isoformat()] = "never_clears"
                elif in_time(load, agents) < 0.8:
                    found[on.isoformat()] = "slow"
    return found


def in_time(load: Fraction, agents: int) -> float:
    top = load**agents / math.factorial(agents) * agents / (agents - load)
    waits = top / (sum(load**k / math.factorial(k) for k in range(agents)) + top)
    return 1 - float(waits) * math.exp(-float(agents - load) * 20 / 180)


@pytest.mark.parametrize("seed", range(times(8)))
def test_as_counted_by_hand(seed):
    dice = random.Random(seed)

    def hours(most: int) -> tuple[int, ...]:
        return tuple(dice.randint(0, most) for _hour in range(24))

    def some_plan(code: str) -> PlanSnapshot:
        placed = []
        for channel in ("sms", "outbound-call", "app"):
            waves = [
                wave(f"2026-10-{dice.randint(1, 9):02d}", people(dice.randint(1, 900)), number=n)
                for n in range(1, dice.randint(1, 3))
            ]
            placed.append(placement(channel, *waves))
        return plan(code, placements=tuple(placed), state=dice.choice(["approved", "checking"]))

    known = Hotline(
        calls=tuple(DayNumbers(day_type=one, valid_from=SINCE, hours=hours(90)) for one in WEEK),
        roster=tuple(DayNumbers(day_type=one, valid_from=SINCE, hours=hours(14)) for one in WEEK),
        calls_back={
            one: CallsBack(dice.randint(0, 600), hours(3)) for one in ("sms", "call", "app")
        },
    )
    own, *plans = [some_plan(f"C2026-{n:04d}") for n in range(1, 6)]

    found = findings(RULE, own, around(known, *plans))

    assert {one.subject["day"]: one.case for one in found} == by_hand(own, plans, known)
    assert all(TODAY.isoformat() < one.subject["day"] for one in found)
