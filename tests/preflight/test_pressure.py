"""Contacts per person in sliding windows: which of them count, and where they are too many."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from pyroaring import BitMap

from preflight.context import PastContacts
from preflight.pressure.contacts import Contact, contacts_of, split
from preflight.pressure.limits import Limit
from preflight.pressure.measuring import measure, over_with_one_more
from tests.preflight.builders import TODAY, context, day, people, placement, plan, touch, wave


def contact(on: str, persons: object, contact_class: str = "sms") -> Contact:
    return Contact(on=day(on), contact_class=contact_class, campaign="C2026-0002", persons=persons)


def at_most(most: int, days: int, *classes: str) -> Limit:
    return Limit(name="sms", classes=frozenset(classes or ("sms",)), most=most, days=days)


def in_days(days: int) -> str:
    return (TODAY + dt.timedelta(days=days)).isoformat()


@pytest.mark.parametrize(
    ("days", "code", "theirs", "counted"),
    [
        pytest.param(-1, "C2026-0001", "C2026-0001", people(3, 9), id="its results stand for them"),
        pytest.param(-1, "C2026-0001", "C2026-0002", people(9), id="results of another plan"),
        pytest.param(-1, "C2026-0001", "", people(9), id="touches that no plan sent"),
        pytest.param(-1, "", "", people(9), id="nor are they a plan's that has no code yet"),
        pytest.param(0, "C2026-0001", "C2026-0001", people(3, 9), id="results of today"),
        pytest.param(1, "C2026-0001", "C2026-0001", people(9), id="it is still to come"),
        pytest.param(-6, "C2026-0001", "C2026-0001", people(3, 9), id="results still come in"),
        pytest.param(-7, "C2026-0001", "C2026-0001", None, id="no more results are awaited"),
        pytest.param(-7, "C2026-0001", "", people(9), id="no results ever came"),
    ],
)
def test_a_wave_counts_those_of_whom_nothing_is_told_yet(days, code, theirs, counted):
    checked = plan(code, placements=(placement("sms", wave(in_days(days), people(9))),))
    around = context(touches=(touch("sms", in_days(days), people(2), campaign=theirs),))

    found = [one.persons for one in contacts_of(checked, around)]

    assert found == ([] if counted is None else [counted])


@pytest.mark.parametrize(
    ("on", "more", "first", "second"),
    [
        pytest.param("2026-08-26", {}, 9, 9, id="before the first wave"),
        pytest.param("2026-08-27", {}, 6, 9, id="on its day"),
        pytest.param("2026-08-28", {}, 6, 9, id="the day before the next one"),
        pytest.param("2026-08-29", {}, 9, 6, id="on the day of the next one"),
        pytest.param("2026-09-01", {}, 9, 6, id="long after the last one"),
        pytest.param("2026-08-28", {"kind": "call"}, 9, 9, id="of another kind"),
        pytest.param("2026-08-28", {"channel": "sms"}, 6, 9, id="of its channel"),
        pytest.param("2026-08-28", {"channel": "sms-2"}, 9, 9, id="of another channel"),
    ],
)
def test_a_touch_tells_of_the_latest_wave_before_it(on, more, first, second):
    waves = (wave("2026-08-27", people(9)), wave("2026-08-29", people(9), number=2))
    checked = plan(placements=(placement("sms", *waves),))
    told = {"kind": "sms", "channel": "", **more}
    told_of = PastContacts(
        contact_class=told["kind"],
        on=day(on),
        persons=people(3),
        campaign=checked.code,
        channel=told["channel"],
    )

    left = [len(one.persons) for one in contacts_of(checked, context(touches=(told_of,)))]

    assert left == [first, second]


def test_one_touch_tells_of_one_contact_and_a_second_of_the_wave_before():
    waves = (wave("2026-08-27", people(9)), wave("2026-08-29", people(9), number=2))
    checked = plan(placements=(placement("sms", *waves),))
    told = (
        touch("sms", "2026-08-30", people(5), campaign=checked.code),
        touch("sms", "2026-08-31", people(2), campaign=checked.code),
    )

    left = [one.persons for one in contacts_of(checked, context(touches=told))]

    assert left == [people(3, 9), people(6, 9)]


def test_what_contacts_nobody_hides_nothing_that_comes_after_it():
    waves = (wave(in_days(-5), people(1)), wave(in_days(-1), people(2)))
    checked = plan(
        placements=(
            placement("unknown", wave(in_days(1), people(7))),
            placement("own-hall", wave(in_days(1), people(8))),
            placement("sms", *waves),
        )
    )
    around = context(touches=(touch("sms", in_days(-4), people(1), campaign=checked.code),))

    # People 1 are told of, so of the first wave nobody is left.
    assert [one.persons for one in contacts_of(checked, around)] == [people(2)]


@pytest.mark.parametrize(
    ("state", "days", "decided"),
    [
        pytest.param("draft", 1, [False, False], id="a draft"),
        pytest.param("coordinating", 1, [False, False], id="in coordination"),
        pytest.param("approved", 1, [True, True], id="approved"),
        pytest.param("live", 1, [True, True], id="running"),
        pytest.param("ended", 1, [True, True], id="ended: what it did counts"),
    ],
)
def test_whose_contacts_are_decided(state, days, decided):
    checked = plan(
        state=state,
        placements=(
            placement("app", wave(in_days(days), people(9))),
            placement("sms", wave(in_days(-1), people(9))),
        ),
    )

    assert [one.is_decided for one in contacts_of(checked, context())] == decided


def test_the_plans_own_past_waves_stand_beside_those_that_can_still_be_changed():
    checked = plan(
        placements=(placement("sms", *(wave(in_days(by), people(5 + by)) for by in (-1, 0, 1))),)
    )
    around = context(touches=(touch("call", in_days(-1), people(9)),))

    coming, beside = split(checked, around)

    assert [one.persons for one in coming] == [people(5), people(6)]
    assert [one.persons for one in beside] == [people(4), people(9)]


def test_only_the_classes_of_the_limit_count():
    own = [contact("2026-10-05", people(9))]
    beside = [contact("2026-10-05", people(9), "app")]

    assert measure(own, beside, (at_most(1, 7),)) is None
    assert measure(own, beside, (at_most(1, 7, "sms", "app"),)).persons == people(9)


@pytest.mark.parametrize(
    ("theirs", "over"),
    [
        pytest.param(["2026-09-30", "2026-10-07"], False, id="one leaves as the other comes"),
        pytest.param(["2026-10-01", "2026-10-07"], True, id="both in one window"),
        pytest.param(["2026-09-28", "2026-10-01"], False, id="the first one left long ago"),
        pytest.param(["2026-10-05", "2026-10-11"], True, id="as far on as the window reaches"),
        pytest.param(["2026-10-05", "2026-10-12"], False, id="a day further"),
    ],
)
def test_contacts_leave_the_window_as_it_slides(theirs, over):
    """Two in seven days."""
    own = [contact("2026-10-05", people(9))]
    found = measure(own, [contact(on, people(9)) for on in theirs], (at_most(2, 7),))

    assert bool(found) == over


def test_who_is_over_in_a_wave_is_added_up_over_its_windows():
    call = contact("2026-10-05", people(50), "call")
    first, second = contact("2026-10-05", people(10)), contact("2026-10-06", people(20, 29))
    beside = [
        contact("2026-10-01", people(1, 3)),
        contact("2026-10-10", people(8, 9)),
        contact("2026-10-10", people(29, 29)),
    ]

    found = measure([call, first, second], beside, (at_most(1, 7),))

    assert found.by_wave == (0, 5, 1)
    assert found.persons == BitMap([1, 2, 3, 8, 9, 29])
    assert [(one.first, one.last, one.contacts) for one in found.windows] == [
        (day("2026-09-29"), day("2026-10-05"), 6),
        (day("2026-09-30"), day("2026-10-06"), 6),
        (day("2026-10-04"), day("2026-10-10"), 6),
    ]


@pytest.mark.parametrize(
    ("on", "first", "last"),
    [
        pytest.param("2026-10-10", "2026-10-06", "2026-10-14", id="four days to both sides"),
        pytest.param("2026-10-01", "2026-10-01", "2026-10-05", id="on the first day asked for"),
        pytest.param("2026-09-27", "2026-10-01", "2026-10-01", id="just near enough"),
        pytest.param("2026-09-26", None, None, id="too long ago"),
        pytest.param("2026-10-20", "2026-10-16", "2026-10-20", id="on the last day"),
        pytest.param("2026-10-24", "2026-10-20", "2026-10-20", id="just not too far ahead"),
        pytest.param("2026-10-25", None, None, id="too far ahead"),
    ],
)
def test_one_more_within_five_days_of_another_is_too_many(on, first, last):
    asked = [day("2026-10-01") + dt.timedelta(days=by) for by in range(20)]

    found = over_with_one_more([contact(on, people(3))], [], people(9), at_most(1, 5), asked)

    assert list(found) == asked
    full = [one for one in asked if first and day(first) <= one <= day(last)]
    assert [one for one in asked if found[one]] == full
    assert all(found[one] == people(3) for one in full)


def test_a_contact_of_the_day_before_the_first_window_was_never_counted():
    """Nor is it taken away from what others got."""
    rest = [contact("2026-09-26", people(3)), contact("2026-09-28", people(5, 6))]

    found = over_with_one_more([], rest, people(9), at_most(1, 5), [day("2026-10-01")])

    assert found == {day("2026-10-01"): BitMap([5, 6])}


def test_one_more_where_none_is_allowed_is_too_many_for_everybody():
    asked = [day("2026-10-01"), day("2026-10-02")]

    assert over_with_one_more([], [], people(9), at_most(0, 5), asked) == dict.fromkeys(
        asked, BitMap(people(9))
    )


@pytest.mark.parametrize("seed", range(20))
def test_one_more_equals_a_count_person_by_person(seed):
    dice = random.Random(seed)
    most, span = dice.randint(1, 3), dice.randint(0, 6)
    asked = [TODAY + dt.timedelta(days=by) for by in range(dice.randint(1, 8))]
    rest = [
        contact(
            in_days(dice.randint(-9, 16)),
            BitMap(dice.sample(range(1, 9), dice.randint(1, 8))),
            dice.choice(["sms", "sms", "sms", "call"]),
        )
        for _ in range(dice.randint(1, 12))
    ]

    own = dice.randint(0, len(rest))

    found = over_with_one_more(rest[:own], rest[own:], people(1, 6), at_most(most, span + 1), asked)

    for on in asked:
        over = {
            person
            for person in range(1, 7)
            for ends in range(span + 1)
            if sum(
                person in one.persons
                for one in rest
                if one.contact_class == "sms"
                and 0 <= (on + dt.timedelta(days=ends) - one.on).days <= span
            )
            >= most
        }
        assert set(found[on]) == over
