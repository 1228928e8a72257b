"""Whom a plan reaches, and what leaves the others out: parts that add up, against a count person by
person.
"""

from __future__ import annotations

import random

import pytest
from pyroaring import BitMap

from preflight.context import ChannelFacts, HoldingRow
from preflight.reach import LeftOut, Reach, reach_of
from preflight.reach_view import parts_of
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
from tests.seeds import times

TWO_PUSH = CHANNELS | {
    "app": ChannelFacts(code="app", direction="push", contact_class="app", needs_consent=True)
}
BOUND = (offer("100", "50", exclusive_groups=frozenset({"main"})),)


def sizes(reach) -> dict[str, int]:
    return {str(reason): len(persons) for reason, persons in reach.left_out.items() if persons}


def holding(persons, until: str | None = None) -> HoldingRow:
    ends_on = day(until) if until else None
    return HoldingRow(exclusive_group="main", product="x", ends_on=ends_on, persons=persons)


def test_each_reason_takes_its_persons_and_the_totals_add_up():
    sms = placement("sms", wave("2026-10-05", range(2, 81)), parties=range(2, 101))
    checked = plan(audience=people(100), placements=(sms,), offers=BOUND)
    around = context(
        touches=(*(touch("sms", f"2026-09-{n:02}", people(11, 12)) for n in range(10, 14)),),
        as_of=day("2026-09-20"),
        do_not_contact={"sms": people(2, 6)},
        holdings=(holding(people(6, 10)),),
        policies={"pressure_sms_days": 60},
    )

    reach = reach_of(checked, around, asked=people(110), held_out=lambda _day: people(98, 105))

    assert sizes(reach) == {
        "excluded": 10,
        "channel": 1,
        "consent": 5,
        "contract": 4,  # one of the five may not be contacted anyway
        "control": 3,
        "pressure": 2,
        "share": 17,
    }
    assert len(reach.asked) == 110 == len(reach.reached) + sum(sizes(reach).values())
    assert len(reach.reached) == len(reach.waves[0].reached) == 68


@pytest.mark.parametrize(
    ("consent", "untold"),
    [(20, set()), (19, {"consent", "contract"}), (0, set())],
)
def test_what_is_not_told_cannot_be_had_from_the_sum(consent, untold):
    left_out = {reason: BitMap() for reason in LeftOut} | {
        LeftOut.CONSENT: BitMap(range(consent)),
        LeftOut.CONTRACT: BitMap(range(100, 130)),
        LeftOut.SHARE: BitMap(range(200, 260)),
    }
    reached = BitMap(range(300, 400))
    asked = BitMap().union(reached, *left_out.values())
    reach = Reach(asked=asked, reached=reached, left_out=left_out)

    parts = parts_of(reach, opens=False)

    assert {str(one.code) for one in parts if one.persons is None} == untold
    assert None not in {one.persons for one in parts_of(reach, opens=True)}


@pytest.mark.parametrize(("until", "bound"), [("2026-12-30", 0), ("2026-12-31", 5), (None, 5)])
def test_a_plan_that_nobody_is_told_of_reaches_who_may_come(until, bound):
    hall = placement("own-hall", parties=range(1, 21))
    checked = plan(audience=people(25), placements=(hall,), offers=BOUND)
    around = context(do_not_contact={"sms": people(25)}, holdings=(holding(people(16, 20), until),))

    reach = reach_of(checked, around, held_out=lambda _day: people(25))

    assert sizes(reach) == {"channel": 5} | ({"contract": bound} if bound else {})
    assert not reach.waves


def test_who_is_over_in_one_wave_is_reached_by_another():
    first, second = wave("2026-10-05", [1]), wave("2026-12-05", [1], number=2)
    checked = plan(
        ends_on="2026-12-31", audience=people(1), placements=(placement("sms", first, second),)
    )
    theirs = other(audience=people(1), placements=(placement("sms", wave("2026-10-06", [1])),))
    around = context(theirs, policies={"pressure_sms_limit": 1})

    reach = reach_of(checked, around)

    assert [len(one.reached) for one in reach.waves] == [0, 1]
    assert reach.reached == BitMap([1])


def test_random_plans_part_into_persons_reached_and_left_out_for_one_reason_each():
    for seed in range(times(60)):
        dice = random.Random(seed)

        def some(most: int = 60, dice=dice) -> BitMap:
            return BitMap(n for n in range(1, most) if dice.random() < 0.5)

        audience, asked = some(), some()
        lines = [
            (kind, some() & audience, some() & audience)
            for kind in dice.sample(["sms", "app", "own-hall"], dice.randint(1, 3))
        ]
        placements = tuple(
            placement(
                kind,
                *(
                    [wave(f"2026-10-{dice.randint(2, 28):02}", meant & given)]
                    if kind != "own-hall"
                    else []
                ),
                parties=meant,
            )
            for kind, meant, given in lines
        )
        control, bound = some(), some()
        around = context(
            channels=TWO_PUSH,
            do_not_contact={"sms": some(), "app": some()},
            consented={"app": some()},
            holdings=(holding(bound),),
            touches=(touch("sms", "2026-09-01", some()),) * 4,
            policies={"pressure_sms_days": 90},
        )
        checked = plan(audience=audience, placements=placements, offers=BOUND)

        reach = reach_of(checked, around, asked=asked, held_out=lambda _day, c=control: c)

        closed = {
            "sms": around.do_not_contact["sms"],
            "app": around.do_not_contact["app"] | (BitMap(range(60)) - around.consented["app"]),
        }
        parts = [reach.reached, *reach.left_out.values()]
        assert sum(map(len, parts)) == len(asked | audience) == len(BitMap().union(*parts))
        pushed = [(k, m, m & g) for k, m, g in lines if k != "own-hall"]
        for person in reach.asked:
            told = any(
                person in given and person not in closed[kind] and person not in bound
                for kind, _meant, given in pushed
            )
            if person in reach.reached and pushed:
                assert told
            if person not in audience:
                assert person in reach.left_out[LeftOut.EXCLUDED]
            elif not any(person in meant for _k, meant, _g in pushed or lines):
                assert person in reach.left_out[LeftOut.CHANNEL]
            elif pushed and all(person in closed[k] for k, meant, _g in pushed if person in meant):
                assert person in reach.left_out[LeftOut.CONSENT]
            elif person in bound:
                assert person in reach.left_out[LeftOut.CONTRACT]
