"""Contacts counted from check to check: whatever becomes of them, and whatever is tried, the answer
is that of a plain count.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

import pytest
from pyroaring import BitMap, FrozenBitMap

from preflight.pressure import kept
from preflight.pressure.contacts import Contact, split
from preflight.pressure.day_counts import FEW, DayCounts
from preflight.pressure.limits import Limit, limits
from preflight.pressure.measuring import Pressure, measure
from preflight.pressure.rolling import Rolling
from tests.preflight.builders import TODAY, context, placement, plan, wave

DAYS, PERSONS = 12, range(24)
LAST = TODAY + dt.timedelta(days=DAYS)


def drawn(dice: random.Random) -> Contact:
    return Contact(
        on=TODAY + dt.timedelta(days=dice.randint(0, DAYS)),
        contact_class=dice.choice(["sms", "sms", "call"]),
        campaign="C2026-0002",
        persons=FrozenBitMap(dice.sample(PERSONS, dice.randint(0, 12))),
    )


def again(one: Contact) -> Contact:
    """The same contact as another check would read it."""
    return Contact(
        on=one.on,
        contact_class=one.contact_class,
        campaign=one.campaign,
        persons=BitMap(one.persons),
    )


def times(contacts: Sequence[Contact], limit: Limit, person: int, last: dt.date) -> int:
    """How often a person is contacted in the window that ends on a day."""
    return sum(
        person in one.persons and limit.counts(one) and last - limit.span <= one.on <= last
        for one in contacts
    )


def plainly(own: Sequence[Contact], beside: Sequence[Contact], limit: Limit) -> set[int]:
    """Who is over, person by person and day by day."""
    return {
        person
        for person in PERSONS
        for last in (TODAY + dt.timedelta(days=by) for by in range(DAYS + limit.days))
        if times(own, limit, person, last)
        and times([*own, *beside], limit, person, last) > limit.most
    }


def told(found: Pressure | None) -> object:
    """What is said of it; windows that end where none of these persons is contacted are no
    fuller.
    """
    return found and (
        found.persons,
        found.waves,
        (found.worst.last, found.worst.persons, found.worst.contacts),
    )


@pytest.mark.parametrize("seed", range(30))
def test_the_answer_is_exact_whatever_happened_since(seed):
    dice, counts = random.Random(seed), DayCounts()
    contacts = [drawn(dice) for _ in range(dice.randint(0, 60))]
    for _ in range(12):
        for _ in range(dice.choice([0, 1, 3, 2 * FEW])):
            contacts.append(drawn(dice))
            if dice.random() < 0.5:
                contacts.remove(dice.choice(contacts))
        contacts = [again(one) if dice.random() < 0.2 else one for one in contacts]
        dice.shuffle(contacts)
        if dice.random() < 0.6:
            counts.follow(contacts, TODAY, LAST)
        own = dice.randint(0, min(4, len(contacts)))
        classes = frozenset(dice.choice([["sms"], ["call"], ["sms", "call"]]))
        limit = Limit(name="sms", classes=classes, most=dice.randint(0, 4), days=dice.randint(1, 9))
        tried = [*(drawn(dice) for _ in range(dice.randint(0, 2))), *contacts[:own]]
        beside = contacts[own:]

        found = measure(tried, beside, (limit,), counts=counts)

        assert told(found) == told(measure(tried, beside, (limit,)))
        assert set(found.persons if found else ()) == plainly(tried, beside, limit)


def test_no_other_than_the_changed_days_are_counted_again():
    dice, counts = random.Random(1), DayCounts()
    contacts = [drawn(dice) for _ in range(80)]
    counts.follow(contacts, TODAY, LAST)
    before = {day: count.tally for day, count in counts._days.items()}
    changed = [one for one in contacts if one.on == TODAY][:3]
    others = [again(one) for one in contacts if one not in changed]
    for few, same in ((len(changed), len(before)), (0, len(before) - 1)):
        counts.follow(others, TODAY, LAST, few=few)

        assert sum(before[day] is one.tally for day, one in counts._days.items()) == same


def test_the_most_contacts_of_one_person_are_told_of_what_is_tried():
    dice, counts = random.Random(3), DayCounts()
    contacts = [drawn(dice) for _ in range(50)]
    counts.follow(contacts, TODAY, LAST)
    limit = Limit(name="sms", classes=frozenset({"sms", "call"}), most=2, days=5)
    for _ in range(10):
        tried = [*contacts[3:], drawn(dice), drawn(dice)]
        rolling = Rolling(tried, limit, FrozenBitMap(PERSONS), counts)
        for last in rolling.days:
            most = max(times(tried, limit, person, last) for person in PERSONS)
            assert rolling.most(last, FrozenBitMap(PERSONS)) == most


def test_a_warm_process_counts_nothing_for_its_first_check():
    dice = random.Random(5)
    plans = [
        plan(
            f"C2026-{number:04d}",
            placements=(
                placement(
                    "sms",
                    *(
                        wave(one.on.isoformat(), one.persons, number=place)
                        for place, one in enumerate((drawn(dice), drawn(dice)), start=1)
                    ),
                ),
            ),
        )
        for number in range(1, 12)
    ]
    kept.warm(context(*plans), TODAY, LAST)
    before = dict(kept.ALL._above)

    own, beside = split(plans[0], context(*plans[1:]))
    found = [measure(own, beside, limit, counts=kept.ALL) for limit in limits(context())]

    assert any(found)
    assert kept.ALL._above == before
