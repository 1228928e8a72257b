from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace

import pytest

from findings.enums import Severity
from findings.types import FindingDraft
from preflight.policies import COUNTS, COUNTS_NOT, Policies
from preflight.rules.contact_pressure import ContactPressure
from tests.preflight.builders import (
    cases_of,
    context,
    day,
    findings,
    only,
    other,
    people,
    placement,
    plan,
    touch,
    wave,
    ways,
)
from tests.seeds import times

RULE = ContactPressure()
LOOSE = {"pressure_sms_limit": 99, "pressure_call_limit": 99, "pressure_push_limit": 99}


def sms(on: str, persons: object, code: str = "C2026-0001", **more: object):
    """A plan with one SMS wave."""
    make = plan if code == "C2026-0001" else other
    return make(
        code, placements=(placement("sms", wave(on, persons)),), **{"audience": persons, **more}
    )


def others(count: int, on: str = "2026-10-05", persons: object = None, **more: object):
    """So many other plans with one SMS wave each."""
    return [
        sms(on, persons if persons is not None else people(10), f"C2026-{n:04d}", **more)
        for n in range(2, 2 + count)
    ]


@pytest.mark.parametrize(
    ("count", "cases"),
    [
        pytest.param(3, [], id="four SMS are allowed"),
        pytest.param(4, ["sms_over"], id="the fifth is too many"),
        pytest.param(6, ["sms_over", "push_over"], id="seven are too many of all kinds"),
    ],
)
def test_limits(count, cases):
    assert cases_of(RULE, sms("2026-10-05", people(10)), context(*others(count))) == cases


def test_calls_have_a_limit_of_their_own():
    def calls(code: str):
        return plan(
            code,
            audience=people(5),
            placements=(placement("outbound-call", wave("2026-10-05", people(5))),),
        )

    around = context(calls("C2026-0002"), calls("C2026-0003"))

    found = only(RULE, calls("C2026-0001"), around)

    assert (found.case, found.facts["limit"], found.facts["worst_count"]) == ("call_over", 2, 3)


@pytest.mark.parametrize(
    ("theirs", "cases"),
    [
        pytest.param("2026-10-30", ["sms_over"], id="day d+29 is in the window"),
        pytest.param("2026-10-31", [], id="day d+30 is not"),
        pytest.param("2026-09-02", ["sms_over"], id="day d-29 is in the window"),
        pytest.param("2026-09-01", [], id="day d-30 is not"),
    ],
)
def test_the_window_slides_over_both_sides(theirs, cases):
    own = sms("2026-10-01", people(10))

    assert cases_of(RULE, own, context(*others(4, theirs, starts_on="2026-08-01"))) == cases


def test_a_window_without_a_contact_of_this_plan_does_not_count():
    own = sms("2026-10-01", people(10))

    assert cases_of(RULE, own, context(*others(9, "2026-11-15", ends_on="2026-12-31"))) == []


def test_none_allowed():
    policies = {**LOOSE, "pressure_sms_limit": 0}

    found = only(RULE, sms("2026-10-01", people(10)), context(policies=policies))

    assert (found.facts["persons_over"], found.facts["worst_count"]) == (10, 1)


def test_two_on_one_day_are_two():
    twice = plan(
        placements=(
            placement(
                "sms", wave("2026-10-01", people(4)), wave("2026-10-01", people(3, 9), number=2)
            ),
        ),
        audience=people(9),
    )
    policies = {**LOOSE, "pressure_sms_limit": 1}

    assert only(RULE, twice, context(policies=policies)).persons == people(3, 4)


def test_all_push_adds_up_the_kinds_that_the_policy_names():
    mixed = plan(
        audience=people(9),
        placements=(
            placement("sms", wave("2026-10-01", people(9))),
            placement("app", wave("2026-10-02", people(9))),
        ),
    )
    policies = {**LOOSE, "pressure_push_limit": 1}

    assert cases_of(RULE, mixed, context(policies=policies)) == ["push_over"]
    assert (
        cases_of(RULE, mixed, context(policies={**policies, "pressure_push_classes": ("sms",)}))
        == []
    )


def test_past_days_count_touches_and_future_days_waves():
    past = [touch("sms", "2026-08-25", people(5)) for _ in range(4)]
    own = sms("2026-09-10", people(10), starts_on="2026-09-01")

    found = only(RULE, own, context(touches=tuple(past)))

    assert found.persons == people(5)
    assert found.facts["contacts_by_plan"] == {"": 20}
    assert found.facts["plans"] == []


@pytest.mark.parametrize("counts", [COUNTS, COUNTS_NOT])
@pytest.mark.parametrize("kind", ["sms", "call", "app"])
def test_festival_care_counts_by_policy(kind, counts):
    cared = tuple(touch(kind, "2026-08-25", people(5), is_care=True) for _ in range(6))
    channel = {"sms": "sms", "call": "outbound-call", "app": "app"}[kind]
    own = plan(
        starts_on="2026-09-01",
        audience=people(10),
        placements=(placement(channel, wave("2026-09-10", people(10))),),
    )

    cases = cases_of(RULE, own, context(touches=cared, policies={"pressure_care": (counts,)}))

    assert bool(cases) == (counts == COUNTS)


def test_a_past_wave_counts_as_planned_until_its_results_are_in():
    own = sms("2026-09-10", people(10), starts_on="2026-09-01")
    past = others(4, "2026-08-20", starts_on="2026-08-01")
    results = tuple(touch("sms", "2026-08-21", people(2), campaign=one.code) for one in past)

    assert only(RULE, own, context(*past)).persons == people(10)
    assert only(RULE, own, context(*past, touches=results)).persons == people(2)


@pytest.mark.parametrize(
    ("on", "over"),
    [
        pytest.param("2026-08-25", 2, id="a week later the results stand for the wave"),
        pytest.param("2026-08-26", 10, id="until then those not told of count as planned"),
        pytest.param("2026-09-01", 10, id="today's too"),
        pytest.param("2026-09-02", 10, id="tomorrow's wave is planned, whatever is in"),
    ],
)
def test_a_wave_is_counted_by_its_plan_or_by_its_results_never_twice(on, over):
    own = sms("2026-09-10", people(10), starts_on="2026-09-01")
    waves = others(4, on, starts_on="2026-08-01")
    results = tuple(touch("sms", on, people(2), campaign=one.code) for one in waves)

    without = only(RULE, own, context(*waves))
    found = only(RULE, own, context(*waves, touches=results))

    assert (without.persons, without.facts["worst_count"]) == (people(10), 5)
    assert (found.persons, found.facts["worst_count"]) == (people(over), 5)


@pytest.mark.parametrize(
    ("ended_on", "cases"),
    [
        pytest.param("2026-10-01", [], id="before its waves"),
        pytest.param("2026-10-02", ["sms_over"], id="on the day of its waves"),
    ],
)
def test_an_ended_plan_contacts_nobody_any_more(ended_on, cases):
    ended = [one.ended(day(ended_on)) for one in others(4, "2026-10-02", state="ended")]

    assert cases_of(RULE, sms("2026-10-01", people(10)), context(*ended)) == cases


@pytest.mark.parametrize(
    ("over", "case", "severity"),
    [
        pytest.param(10, "sms_over", Severity.BLOCKING, id="one per cent of a wave"),
        pytest.param(9, "sms_few", Severity.NOTICE, id="less than one per cent"),
    ],
)
def test_severity_by_share_of_a_wave(over, case, severity):
    found = only(RULE, sms("2026-10-05", people(1000)), context(*others(4, persons=people(over))))

    assert (found.case, found.severity, found.facts["persons_over"]) == (case, severity, over)
    assert bool(found.ways_out) == (severity == Severity.BLOCKING)


def test_a_small_wave_can_block_by_itself():
    own = plan(
        audience=people(1010),
        placements=(
            placement(
                "sms",
                wave("2026-10-01", people(1000)),
                wave("2026-10-10", people(1001, 1010), number=2),
            ),
        ),
    )
    found = only(RULE, own, context(*others(4, persons=people(1001, 1001))))

    assert (found.case, found.facts["persons_over"]) == ("sms_over", 1)
    assert found.facts["waves"] == [
        {
            "channel": "sms",
            "product": None,
            "wave": 2,
            "on": "2026-10-10",
            "persons_over": 1,
            "share": 0.1,
        }
    ]


def test_facts_say_who_adds_up_where_and_how_much_is_approved():
    approved = others(4, "2026-10-04", people(5), state="approved")
    pending = others(5, "2026-10-06", people(20))[4:]
    around = context(*approved, *pending)

    found = only(RULE, sms("2026-10-05", people(10)), around)

    assert found.persons == people(5)
    assert parts_of(found) == (0, 5, 0)
    assert found.facts["worst_window"] == {
        "from": "2026-09-07",
        "until": "2026-10-06",
        "persons": 5,
    }
    assert found.facts["worst_count"] == 6
    assert set(found.facts["plans"]) == {one.code for one in (*approved, *pending)}
    assert found.facts["contacts_by_plan"]["C2026-0002"] == 5
    assert found.names == set(found.facts["plans"])


def test_plans_that_add_up_are_named_by_how_much_they_add():
    """The most contacts first, of equals the lower code; neither the checked plan nor one that
    reaches nobody over the limit.
    """

    def theirs(code: str, on: str, persons: object, channel: str = "sms"):
        return other(code, placements=(placement(channel, wave(on, persons)),))

    own = plan(
        starts_on="2026-08-01",
        placements=(
            placement(
                "sms", wave("2026-08-31", people(10)), wave("2026-09-29", people(10), number=2)
            ),
        ),
    )
    around = context(
        theirs("C2026-0009", "2026-08-31", people(4)),
        theirs("C2026-0008", "2026-09-10", people(7)),
        theirs("C2026-0007", "2026-09-10", people(4)),
        theirs("C2026-0006", "2026-09-10", people(11, 90)),
        theirs("C2026-0005", "2026-09-10", people(10), "app"),
        theirs("C2026-0004", "2026-08-30", people(10)),
        policies={**LOOSE, "pressure_sms_limit": 2},
    )

    found = only(RULE, own, around)

    assert found.facts["worst_window"] == {
        "from": "2026-08-31",
        "until": "2026-09-29",
        "persons": 7,
    }
    assert list(found.facts["contacts_by_plan"].items()) == [
        ("C2026-0008", 7),
        ("C2026-0007", 4),
        ("C2026-0009", 4),
    ]
    assert found.facts["worst_count"] == 5


@pytest.mark.parametrize(
    ("approved", "expected"),
    [
        pytest.param(3, 0, id="one short of the limit"),
        pytest.param(4, 10, id="the limit is reached without those in coordination"),
    ],
)
def test_how_many_more_are_over_with_approved_plans(approved, expected):
    around = context(*others(approved, state="approved"), *others(5, persons=people(10))[approved:])

    found = only(RULE, sms("2026-10-05", people(10)), around)

    assert parts_of(found) == (0, expected, 10 - expected)


def parts_of(found: FindingDraft) -> tuple[int, int, int]:
    """Over by the plan alone, more with approved plans, more with those in coordination."""
    parts = tuple(found.facts[f"persons_over_{part}"] for part in ("plan", "approved", "pending"))
    assert sum(parts) == found.facts["persons_over"]
    return parts


def test_what_the_plan_does_alone_is_nobody_elses():
    own = plan(
        audience=people(10),
        placements=(
            placement(
                "sms",
                wave("2026-10-05", people(6)),
                wave("2026-10-06", people(6), number=2),
                wave("2026-10-07", people(10), number=3),
            ),
        ),
    )
    sent = touch("sms", "2026-09-10", people(3))
    policies = {**LOOSE, "pressure_sms_limit": 2}

    assert parts_of(only(RULE, own, context(policies=policies))) == (6, 0, 0)
    loose = {**LOOSE, "pressure_sms_limit": 3}
    assert parts_of(only(RULE, own, context(touches=(sent,), policies=loose, as_of=SENT))) == (
        3,
        0,
        0,
    )
    late = others(2, "2026-10-09", people(10))
    assert parts_of(only(RULE, own, context(*late, policies=policies))) == (6, 0, 4)


SENT = dt.date(2026, 9, 20)
STRICTER = dt.date(2026, 10, 6)


@pytest.mark.parametrize(
    ("on", "cases"),
    [
        pytest.param("2026-10-05", [], id="the day before the limit changes"),
        pytest.param("2026-10-06", ["sms_over"], id="the day on which it changes"),
        pytest.param("2026-10-20", ["sms_over"], id="later"),
    ],
)
def test_the_limit_of_the_day_of_the_contact_holds(on, cases):
    own = plan(
        audience=people(10),
        placements=(placement("sms", wave("2026-10-01", people(10)), wave(on, people(10))),),
    )
    later = ((STRICTER, Policies(pressure_sms_limit=1)),)

    assert cases_of(RULE, own, context(later_policies=later)) == cases
    if cases:
        found = only(RULE, own, context(later_policies=later))
        assert (found.facts["limit"], found.facts["worst_count"]) == (1, 2)


@pytest.mark.parametrize("seed", range(3))
def test_changing_limits_equal_a_count_person_by_person(seed):
    """Each contact day of a person is judged by the limit and the window of that day."""
    dice = random.Random(seed)
    for _ in range(times(40)):
        limits = [(dice.randint(0, 3), dice.randint(1, 12)) for _ in range(3)]
        changes = [day("2026-10-08"), day("2026-10-15")]
        own, theirs = (
            plan(
                code,
                placements=(
                    placement(
                        "sms",
                        *(
                            wave(f"2026-10-{on:02d}", dice.sample(range(1, 12), 5), number=number)
                            for number, on in enumerate(sorted(dice.sample(range(1, 29), 4)), 1)
                        ),
                    ),
                ),
            )
            for code in ("C2026-0001", "C2026-0002")
        )
        first, *later = (
            Policies(pressure_sms_limit=most, pressure_sms_days=days, pressure_push_limit=99)
            for most, days in limits
        )
        around = replace(
            context(theirs, later_policies=tuple(zip(changes, later, strict=True))),
            policies=first,
        )

        expected = set()
        for person in range(1, 12):
            mine, every = (
                [
                    one.on
                    for side in sides
                    for _placement, one in side.waves()
                    if person in one.persons
                ]
                for sides in ((own,), (own, theirs))
            )
            for on in every:
                most, days = limits[sum(change <= on for change in changes)]
                window = [on - dt.timedelta(days=back) for back in range(days)]
                if sum(one in window for one in every) > most and any(
                    one in window for one in mine
                ):
                    expected.add(person)

        found = findings(RULE, own, around)
        assert (set(found[0].persons) if found else set()) == expected


def test_the_lower_rank_gives_way_first():
    weak = others(4)
    strong = [
        sms("2026-10-05", people(10), f"C2026-{n:04d}", origin="province") for n in range(2, 6)
    ]
    own = sms("2026-10-05", people(10))

    among_equals = only(RULE, own, context(*weak, policies={**LOOSE, "pressure_sms_limit": 4}))
    under_province = only(RULE, own, context(*strong, policies={**LOOSE, "pressure_sms_limit": 4}))
    unready = only(
        RULE,
        own,
        context(
            *[
                sms("2026-10-05", people(10), one.code, service_plan=type(own.service_plan)())
                for one in weak
            ]
        ),
    )

    assert among_equals.facts["gives_way"] == under_province.facts["gives_way"] == own.code
    assert under_province.facts["ranks"][-1]["campaign"] == own.code
    assert (unready.facts["gives_way"], unready.ways_out[0].campaign) == (
        "C2026-0002",
        "C2026-0002",
    )
    assert unready.ways_out[0].effect["persons_over_after"] == 0


def test_ways_out_keep_what_they_promise():
    own = sms("2026-10-05", people(10), audience=people(10))
    around = context(
        *others(4, "2026-09-20", starts_on="2026-09-01"),
        policies={**LOOSE, "pressure_sms_limit": 4},
    )

    found = ways(only(RULE, own, around))

    assert found["exclude_persons"].params == {"placements": [{"channel": "sms", "product": None}]}
    assert found["exclude_persons"].effect["percent_excluded"] == 100
    moved = found["move_wave"]
    assert (moved.params["wave"], moved.params["on"], moved.params["to"]) == (
        1,
        day("2026-10-05"),
        day("2026-10-20"),
    )
    assert (moved.effect["persons_over_after"], moved.solves) == (0, True)
    assert cases_of(RULE, sms("2026-10-20", people(10)), around) == []
    assert (
        found["drop_wave"].effect["persons_over_after"],
        found["drop_wave"].effect["contacts_lost"],
    ) == (0, 10)


@pytest.mark.parametrize(
    ("over", "case", "severity"),
    [
        pytest.param(10, "sms_over", Severity.BLOCKING, id="one per cent of a wave"),
        pytest.param(9, "sms_few", Severity.NOTICE, id="less than one per cent"),
    ],
)
def test_counting_without_ways_out(over, case, severity):
    own = sms("2026-10-05", people(1000))
    around = context(*others(4, persons=people(over)), needs_ways_out=False)

    (found,) = RULE.run(own, around)

    assert (found.case, found.severity, found.facts, found.ways_out) == (
        case,
        severity,
        {"persons_over": over},
        (),
    )
    assert found.names == only(RULE, own, replace(around, needs_ways_out=True)).names != set()


@pytest.mark.parametrize("seed", range(3))
def test_two_plans_name_each_other_whichever_is_checked(seed):
    """Not only in the fullest window: what one says of a pair, the other says too."""
    dice = random.Random(seed)
    for _ in range(times(20)):
        plans = [
            plan(
                f"C2026-{number:04d}",
                placements=(
                    placement(
                        "sms",
                        *(
                            wave(f"2026-10-{on:02d}", dice.sample(range(1, 15), 4), number=n)
                            for n, on in enumerate(sorted(dice.sample(range(1, 31), 3)), 1)
                        ),
                    ),
                ),
            )
            for number in range(1, 5)
        ]
        policies = {**LOOSE, "pressure_sms_limit": 2, "pressure_sms_days": 10}
        named = {}
        for checked in plans:
            rest = (one for one in plans if one is not checked)
            found = findings(RULE, checked, context(*rest, policies=policies))
            named[checked.code] = found[0].names if found else set()

        assert all((one in named[two]) == (two in named[one]) for one in named for two in named)
