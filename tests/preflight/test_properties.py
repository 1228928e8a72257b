"""Shared and over-contacted customers of 200 random small companies, against a count person by
person.

The oracle below knows no bitmaps, no windows that slide and no levels: it looks at every person and
every day.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import dataclass, field, replace

import pytest
from pyroaring import FrozenBitMap

from customers.bitmaps import ORGANISATION_BASE
from findings.types import FindingDraft, WayOut
from preflight.context import Context
from preflight.pressure.contacts import split
from preflight.pressure.kept import keep_up
from preflight.pressure.limits import limits
from preflight.pressure.measuring import measure
from preflight.pressure.tally import Tally, more_than
from preflight.rules.contact_pressure import ContactPressure
from preflight.rules.offer_clash import OfferClash
from preflight.snapshot import PlanSnapshot
from tests.preflight.builders import TODAY, context, findings, offer, placement, plan, touch, wave

COMPANIES = 200
KINDS = {"sms": "sms", "outbound-call": "call", "app": "app"}


@dataclass
class Sent:
    """One planned or past contact, person by person."""

    plan: str
    kind: str
    on: dt.date
    persons: set[int]


@dataclass
class Company:
    """A handful of people and firms, plans and touches, in plain Python sets."""

    seed: int
    contacts: list[Sent] = field(default_factory=list)
    eligible: dict[str, set[int]] = field(default_factory=dict)
    firms: dict[str, set[int]] = field(default_factory=dict)
    own: PlanSnapshot | None = None
    around: Context | None = None


def company(seed: int) -> Company:
    """A random small company; the same for the same seed."""
    dice = random.Random(seed)
    made = Company(seed)
    everybody = range(1, dice.randint(8, 60))
    policies = {
        name: dice.randint(0, 4) if name.endswith("limit") else dice.randint(1, 35)
        for name in (
            "pressure_sms_limit",
            "pressure_sms_days",
            "pressure_call_limit",
            "pressure_call_days",
            "pressure_push_limit",
        )
    } | {"pressure_push_days": dice.randint(1, 35)}
    plans = [
        random_plan(made, f"C2026-{n:04d}", dice, everybody) for n in range(1, dice.randint(3, 9))
    ]
    touches = []
    for _ in range(dice.randint(0, 8)):
        kind = dice.choice(sorted(KINDS.values()))
        on = TODAY - dt.timedelta(days=dice.randint(0, 35))
        persons = set(dice.sample(everybody, dice.randint(1, len(everybody))))
        made.contacts.append(Sent("", kind, on, persons))
        touches.append(touch(kind, on.isoformat(), persons))
    made.own = plans[0]
    made.around = context(*plans[1:], policies=policies, touches=tuple(touches))
    return made


def random_plan(made: Company, code: str, dice: random.Random, everybody: range) -> PlanSnapshot:
    persons = set(dice.sample(everybody, dice.randint(1, len(everybody))))
    firms = {ORGANISATION_BASE + n for n in range(5) if dice.random() < 0.3}
    starts_on = TODAY + dt.timedelta(days=dice.randint(0, 25))
    placements = []
    for channel in dice.sample(sorted(KINDS), dice.randint(1, 3)):
        waves = []
        for number in range(1, dice.randint(2, 4)):
            on = starts_on + dt.timedelta(days=dice.randint(0, 30))
            reached = set(dice.sample(sorted(persons), dice.randint(0, len(persons))))
            made.contacts.append(Sent(code, KINDS[channel], on, reached))
            waves.append(wave(on.isoformat(), reached, number=number))
        placements.append(placement(channel, *waves))
    made.eligible[code], made.firms[code] = persons, firms
    return plan(
        code,
        starts_on=starts_on.isoformat(),
        ends_on=(starts_on + dt.timedelta(days=30)).isoformat(),
        audience=[*persons, *firms],
        placements=tuple(placements),
        offers=(offer("100", str(dice.choice([30, 40, 50]))),),
    )


def over_limit(made: Company, kinds: set[str], most: int, days: int) -> set[int]:
    """Who gets more than ``most`` contacts in some window of so many days that holds a contact of
    the checked plan.
    """
    assert made.own is not None
    code, over = made.own.code, set()
    relevant = [sent for sent in made.contacts if sent.kind in kinds]
    everybody = {person for sent in relevant for person in sent.persons}
    first = min((sent.on for sent in relevant), default=TODAY)
    last = max((sent.on for sent in relevant), default=TODAY)
    for person in everybody:
        mine = sorted(sent.on for sent in relevant if person in sent.persons)
        planned = [sent.on for sent in relevant if person in sent.persons and sent.plan == code]
        end = first
        while end <= last + dt.timedelta(days=days):
            start = end - dt.timedelta(days=days - 1)
            if (
                any(start <= on <= end for on in planned)
                and sum(start <= on <= end for on in mine) > most
            ):
                over.add(person)
            end += dt.timedelta(days=1)
    return over


@pytest.mark.parametrize("block", range(10))
def test_counts_equal_a_count_person_by_person(block):
    for seed in range(block * COMPANIES // 10, (block + 1) * COMPANIES // 10):
        made = company(seed)
        if seed % 2:  # for the other half they are counted once, or what was kept is far apart
            keep_up(made.own, made.around, TODAY, TODAY + dt.timedelta(days=60))
        check_over_contacted(made)
        check_shared(made)


def check_over_contacted(made: Company) -> None:
    assert made.own is not None
    assert made.around is not None
    found = {
        one.subject["contact_class"]: one
        for one in findings(ContactPressure(), made.own, made.around)
    }
    for (limit,) in limits(made.around):
        expected = over_limit(made, set(limit.classes), limit.most, limit.days)
        if not expected:
            assert limit.name not in found, (made.seed, limit)
            continue
        one = found[limit.name]
        assert set(one.persons) == expected, (made.seed, limit)
        assert one.facts["persons_over"] == len(expected)
        check_waves(made, limit.classes, one.facts["waves"], expected)


def check_waves(
    made: Company, kinds: frozenset[str], waves: list[dict[str, object]], expected: set[int]
) -> None:
    """Every person over stands in some wave, and no wave counts more than it reaches of them."""
    assert made.own is not None
    reached = {
        (one.channel, wave.number): set(wave.persons) & expected
        for one in made.own.placements
        if KINDS[one.channel] in kinds
        for wave in one.waves
    }
    assert all(
        wave["persons_over"] <= len(reached[wave["channel"], wave["wave"]]) for wave in waves
    )
    assert sum(wave["persons_over"] for wave in waves) >= len(expected)


def check_shared(made: Company) -> None:
    assert made.own is not None
    assert made.around is not None
    found = {
        one.campaigns[1]: one
        for one in findings(OfferClash(), made.own, made.around)
        if one.case != "visible"
    }
    for other in made.around.plans:
        shared = made.eligible[made.own.code] & made.eligible[other.code]
        apart = max(made.own.starts_on, other.starts_on) - min(made.own.ends_on, other.ends_on)
        differs = made.own.offers[0].value != other.offers[0].value
        if not (shared and differs and apart.days <= 15):
            assert other.code not in found, (made.seed, other.code)
            continue
        one = found[other.code]
        assert set(one.persons) == shared, (made.seed, other.code)
        assert one.facts["shared_persons"] == len(shared)
        assert one.facts["shared_organisations"] == len(
            made.firms[made.own.code] & made.firms[other.code]
        )
        assert one.facts["share_own"] == round(len(shared) / len(made.eligible[made.own.code]), 4)
        assert sum(one.facts["by_reason"].values()) == len(shared)


def test_promised_effects_of_ways_out_come_true():
    """After moving or dropping the wave as a way out says, exactly so many persons are over as it
    promised.
    """
    kept = 0
    for seed in range(COMPANIES):
        made = company(seed)
        for one in findings(ContactPressure(), made.own, made.around):
            (limit,) = (
                over_time
                for over_time in limits(made.around)
                if over_time[0].name == one.subject["contact_class"]
            )
            for way in one.ways_out:
                if way.campaign == made.own.code:
                    own, beside = split(changed(made.own, way, one), made.around)
                    left = measure(own, beside, limit)
                    assert len(left.persons if left else ()) == way.effect["persons_over_after"], (
                        seed,
                        way,
                    )
                    kept += 1
    assert kept > COMPANIES


def changed(checked: PlanSnapshot, way: WayOut, found: FindingDraft) -> PlanSnapshot:
    """The plan after a way out, as the words of its params say."""
    named = way.params.get("placements", [way.params])
    channels = {one["channel"] for one in named}
    placements = []
    for one in checked.placements:
        waves = one.waves
        if one.channel in channels and way.kind == "exclude_persons":
            waves = tuple(replace(wave, persons=wave.persons - found.persons) for wave in waves)
        elif one.channel in channels and way.kind == "drop_wave":
            waves = tuple(wave for wave in waves if wave.number != way.params["wave"])
        elif one.channel in channels and way.kind == "move_wave":
            waves = tuple(
                replace(wave, on=way.params["to"]) if wave.number == way.params["wave"] else wave
                for wave in waves
            )
        placements.append(replace(one, waves=waves))
    return replace(checked, placements=tuple(placements))


def test_more_than_counts_like_a_tally():
    dice = random.Random(7)
    for most in range(6):
        sets = [FrozenBitMap(dice.sample(range(40), dice.randint(0, 40))) for _ in range(9)]
        tally = {person for person in range(40) if sum(person in one for one in sets) > most}
        assert set(more_than(most, sets)) == tally


def test_tallies_are_added_and_taken_away_whole():
    dice = random.Random(9)
    for _ in range(50):
        sets = [FrozenBitMap(dice.sample(range(40), dice.randint(0, 40))) for _ in range(12)]
        whole = Tally(sets[:2])
        for first in (2, 5, 9):
            whole.add_all(Tally(sets[first:12]))
        whole.remove_all(Tally(sets[5:12]))
        whole.remove_all(Tally(sets[9:12]))
        whole.add_all(Tally())
        for person in range(40):
            count = sum(person in one for one in sets)
            assert whole.largest(FrozenBitMap([person])) == count
            assert (person in whole.above(0)) is (count > 0)


def test_a_tally_forgets_exactly_what_is_taken_away():
    dice = random.Random(8)
    for _ in range(50):
        sets = [FrozenBitMap(dice.sample(range(40), dice.randint(0, 40))) for _ in range(9)]
        tally = Tally(sets)
        tally.remove_all(Tally(sets[:3]))
        for gone in sets[3:5]:
            tally.remove(gone)
        counts = {person: sum(person in one for one in sets[5:]) for person in range(40)}
        assert all(
            set(tally.above(most)) == {person for person, count in counts.items() if count > most}
            for most in range(6)
        )
        assert tally.largest(FrozenBitMap(range(40))) == max(counts.values())
        assert tally.total(FrozenBitMap(range(20))) == sum(counts[person] for person in range(20))
