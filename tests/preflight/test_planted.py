"""Conflicts planted in random companies: all that are planted are found, with their numbers, and
nothing else. A company is quiet until something is planted in it; each plant says by itself what
has to be found then. ``--seeds 10`` looks at 300 companies.
"""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any

import pytest
from pyroaring import BitMap

from campaigns.enums import Enrolment
from channels.enums import Fit
from preflight.context import (
    Context,
    EndedPlan,
    HoldingRow,
    LoadingFit,
    MomentFacts,
    PastResult,
    TargetFacts,
)
from preflight.engine import evaluate
from preflight.gifts import GivenFacts
from preflight.law import TermFacts
from preflight.rules import all_rules
from preflight.said import ThemeFacts
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import ParticipantSnapshot, RequestLine
from preflight.tariffs import TariffFacts
from resources.availability import Supply
from resources.on_record import Group
from resources.similar import Had
from tests.preflight.builders import (
    CHANNELS,
    READY,
    TODAY,
    context,
    day,
    hotline,
    offer,
    other,
    people,
    placement,
    plan,
    wave,
)
from tests.seeds import times

COMPANIES = 30
MOST = 190  # persons of a plant, below what makes an overlap worth a notice
SENT_ON = "2026-10-07"
PIECES = 100
BEST = TermFacts(word="最佳", level="forbidden", forms=("最佳",), article="第九条")
LAW = (BEST, TermFacts(word="拒收", level="refusal", forms=("拒收",), article="第四十三条"))

Expected = tuple[str, str, Any]


@dataclass
class Company:
    """The checked plan, what is around it, and what has to be found: rule, fact, its value."""

    dice: random.Random
    own: PlanSnapshot
    plans: list[PlanSnapshot] = field(default_factory=list)
    around: dict[str, Any] = field(default_factory=dict)
    expected: list[Expected] = field(default_factory=list)

    @property
    def context(self) -> Context:
        return context(*self.plans, **self.around)

    def some(self) -> int:
        """So many of the plan's first persons."""
        return self.dice.randint(20, MOST)

    def expect(self, rule: str, fact: str, value: Any) -> None:
        self.expected.append((rule, fact, value))

    def change(self, **values: Any) -> None:
        self.own = replace(self.own, **values)

    def meets(self, code: str, audience: Any, **more: Any) -> None:
        """Another unit's plan at the same time, which starts in another week."""
        more = {"starts_on": "2026-10-12", "ends_on": "2026-11-08", **more}
        self.plans.append(other(code, audience=audience, **more))


def sms(persons: int, begins: dt.time) -> Any:
    return placement(
        "sms", wave(SENT_ON, people(persons), starts_at=begins), parties=people(persons)
    )


def quiet(seed: int) -> Company:
    """A company in which nothing is wrong, among plans, people and lists that do not matter."""
    dice = random.Random(seed)
    persons = dice.randint(700, 1000)
    requests = tuple(
        RequestLine(
            resource=resource,
            unit="branch-east",
            quantity=PIECES,
            needed_by=day("2026-09-25"),
            lead_days=lead,
        )
        for resource, lead in (("leaflet", 0), ("gift", 40))
    )
    own = plan(
        starts_on="2026-10-05",
        ends_on="2026-10-31",
        audience=people(persons),
        offers=(
            offer(stackable=False, exclusive_groups=frozenset({"main-plan"})),
            offer("30", "9", number=2, product="ring", family="ring", stackable=True),
        ),
        placements=(sms(persons, dt.time(dice.randint(8, 20))),),
        requests=requests,
        selling_points=("实惠",),
    )
    strangers = [
        other(
            f"C2026-09{n:02d}",
            starts_on="2026-10-12",
            audience=people(5000 + 100 * n, 5099 + 100 * n),
            offers=(offer(family="tv", product="tv"),),
            placements=(placement("sms", wave("2026-10-13", people(5000, 5050))),),
        )
        for n in range(dice.randint(0, 4))
    ]
    around: dict[str, Any] = {
        "channels": CHANNELS,
        "terms": LAW,
        "supplies": {
            (one.resource, one.unit): Supply(on_hand=PIECES, coming=(), held=()) for one in requests
        },
        "results": tuple(result(f"C2025-010{n}", 10, family="tv") for n in range(3)),
        "holdings": (held(people(5000, 5100)),),
        "groups": {"vip": people(5000, 5100)},
        "fits": (LoadingFit(product="ring", group="vip", channel="sms", fit=Fit.FORBIDDEN),),
        "unevaluated": (EndedPlan(code="C2026-0801", ended_on=TODAY - dt.timedelta(days=30)),),
        "moments": (moment("2026-12-24", "2026-12-25"),),
        "closed": ((day("2026-11-20"), "freeze"),),
        "do_not_contact": {"sms": people(5000, 5100)},
    }
    return Company(dice, own, strangers, around)


def result(code: str, complaints: int, *, family: str) -> PastResult:
    return PastResult(
        code=code,
        category="promotion",
        ended_on=TODAY,
        reached=10_000,
        complaints=complaints,
        family=family,
    )


def held(persons: Any) -> HoldingRow:
    return HoldingRow(
        exclusive_group="main-plan", product="plan-99", ends_on=day("2027-06-30"), persons=persons
    )


def moment(first: str, last: str) -> MomentFacts:
    return MomentFacts(code="quiet", kind="quiet", starts_on=day(first), ends_on=day(last))


# What is planted, by the rule that has to find it


def forbidden_word(made: Company) -> None:
    made.change(selling_points=("实惠", made.dice.choice(["最佳套餐", "最 佳", "全市最佳"])))
    made.expect("advertising-law", "count", 1)


def other_price(made: Company) -> None:
    made.change(name="音乐畅听包每月12元")
    made.around["tariffs"] = (
        TariffFacts(
            code="music",
            product="music",
            names=("音乐畅听包",),
            price=Decimal(10),
            published_on=TODAY,
        ),
    )
    made.expect("advertising-law", "price", "10.00")


def meant_for_others(made: Company) -> None:
    few = made.dice.randint(0, len(made.own.persons) // 4)
    joint = ParticipantSnapshot(unit="product", product="music")
    made.change(participants=(*made.own.participants, joint))
    made.around |= {
        "targets": {"music": TargetFacts(segment="fans", parties=people(few))},
        "has_targets": True,
    }
    made.expect("bundle-fit", "fitting_persons", few)


def in_the_provinces_days(made: Company) -> None:
    on = day(SENT_ON)
    made.around["themes"] = (
        ThemeFacts(code="T1", name="省", starts_on=on, ends_on=on, is_binding=True),
    )
    made.expect("comms-theme", "missing", "communication_plan")


def overlap(made: Company) -> None:
    shared = made.dice.randint(500, len(made.own.persons))
    made.meets("C2026-0101", people(shared), offers=(offer(family="tv", product="tv"),))
    made.expect("audience-overlap", "shared_persons", shared)


def full_channel(made: Company) -> None:
    over = made.dice.randint(1, 99)
    capacity = len(made.own.persons) - over
    made.around["channels"] = {
        **CHANNELS,
        "sms": replace(CHANNELS["sms"], capacity_per_day=capacity),
    }
    made.expect("channel-capacity", "over_by", over)


def forbidden_channel(made: Company) -> None:
    found = made.some()
    made.around["groups"] = {"vip": people(found)}
    made.expect("channel-fit", "persons", found)


def complaints(made: Company) -> None:
    many = made.dice.randint(41, 400)
    made.around["results"] += (result("C2025-0200", many, family="top-up"),)
    made.expect("complaint-history", "complaints", many)


def unwilling(made: Company) -> None:
    found = made.some()
    made.around["do_not_contact"] = {"sms": people(found)}
    made.expect("consent", "persons_listed", found)


def pressed(made: Company) -> None:
    found = made.some()
    waves = [wave(f"2026-09-{20 + n}", people(found), number=n) for n in range(1, 5)]
    made.plans.append(
        other(
            "C2026-0102",
            starts_on="2026-09-15",
            ends_on="2026-09-30",
            audience=people(found),
            offers=(offer(family="tv", product="tv"),),
            placements=(placement("sms", *waves),),
        )
    )
    made.expect("contact-pressure", "persons_over", found)


def second_gift(made: Company) -> None:
    """Fewer pieces than persons: nobody knows yet who gets one."""
    found = made.some()
    made.change(
        requests=tuple(
            replace(one, given_as="goods") if one.resource == "gift" else one
            for one in made.own.requests
        )
    )
    had = Had(
        kind="goods",
        occasion="renewal",
        resource="thermos",
        day=day("2026-09-28"),
        value=None,
        unit="enterprise",
        state="given",
    )
    made.around["given"] = GivenFacts(had=(Group(had=had, persons=BitMap(people(found))),))
    made.expect("duplicate-benefit", "persons", min(found, PIECES))


def bound(made: Company) -> None:
    found = made.some()
    made.around["holdings"] += (held(people(found)),)
    made.expect("exclusive-products", "persons", found)


def crowded_week(made: Company) -> None:
    count = made.dice.randint(6, 9)
    made.around["launches"] = tuple(
        plan(f"C2026-03{n:02d}", starts_on="2026-10-06") for n in range(count)
    )
    made.expect("launch-clustering", "points", 16 * (count + 1))


def quiet_days(made: Company) -> None:
    made.around["moments"] += (moment("2026-10-04", "2026-10-09"),)
    made.expect("moments", "persons", len(made.own.persons))


def clash(made: Company) -> None:
    shared = made.some()
    theirs = people(shared) | people(6000, 6000 + made.some())
    made.meets("C2026-0104", theirs, offers=(offer("100", "30", stackable=False),))
    made.expect("offer-clash", "shared_persons", shared)


def seen(made: Company) -> None:
    branch, living = made.dice.choice([("branch-east", 500), ("branch-west", 0)])
    exposed = living or len(made.own.persons) - 500
    made.meets(
        "C2026-0105",
        people(7000, 7100),
        offers=(offer("100", "30", stackable=False),),
        placements=(placement("own-hall"),),
        branches=frozenset({branch}),
    )
    made.expect("offer-clash", "exposed_persons", exposed)


def full_queue(made: Company) -> None:
    """The sixty agents of an hour have more calls than they can ever answer, even without it."""
    made.around["hotline"] = hotline(1_300, 60)
    made.expect("hotline-capacity", "", None)


def stackable(made: Company) -> None:
    shared = made.some()
    same = offer("30", "9", product="ring", family="ring", stackable=True)
    made.meets("C2026-0106", people(shared), offers=(same,))
    made.expect("offer-stacking", "shared_persons", shared)


def forced(made: Company) -> None:
    made.change(enrolment=made.dice.choice(sorted(set(Enrolment.values) - {"opt_in"})))
    made.expect("opt-out-enrolment", "", None)


def late_hour(made: Company) -> None:
    persons = len(made.own.persons)
    made.change(placements=(sms(persons, made.dice.choice([dt.time(6, 59), dt.time(22)])),))
    made.expect("quiet-hours", "persons", persons)


def short_gift(made: Company) -> None:
    """It cannot be ordered in time either."""
    short = made.dice.randint(1, PIECES)
    made.around["supplies"]["gift", "branch-east"] = Supply(
        on_hand=PIECES - short, coming=(), held=()
    )
    made.expect("resource-lead-time", "short_by", short)
    made.expect("resource-shortage", "short_by", short)


def short_leaflet(made: Company) -> None:
    short = made.dice.randint(1, PIECES)
    made.around["supplies"]["leaflet", "branch-east"] = Supply(
        on_hand=PIECES - short, coming=(), held=()
    )
    made.expect("resource-shortage", "short_by", short)


def owed(made: Company) -> None:
    days = made.dice.randint(31, 300)
    made.around["unevaluated"] += (
        EndedPlan(code="C2026-0802", ended_on=TODAY - dt.timedelta(days=days)),
    )
    made.expect("results-owed", "days", days)


def unprepared(made: Company) -> None:
    made.change(service_plan=replace(READY, contingency=" "))
    made.expect("service-readiness", "mandatory_items", ["contingency"])


def frozen(made: Company) -> None:
    made.around["closed"] += ((day(SENT_ON), "freeze"),)
    made.expect("system-freeze", "persons", len(made.own.persons))


PLANTS: Mapping[str, tuple[Callable[[Company], None], ...]] = {
    "advertising-law": (forbidden_word, other_price),
    "audience-overlap": (overlap,),
    "bundle-fit": (meant_for_others,),
    "channel-capacity": (full_channel,),
    "channel-fit": (forbidden_channel,),
    "comms-theme": (in_the_provinces_days,),
    "complaint-history": (complaints,),
    "consent": (unwilling,),
    "contact-pressure": (pressed,),
    "duplicate-benefit": (second_gift,),
    "exclusive-products": (bound,),
    "hotline-capacity": (full_queue,),
    "launch-clustering": (crowded_week,),
    "moments": (quiet_days,),
    "offer-clash": (clash, seen),
    "offer-stacking": (stackable,),
    "opt-out-enrolment": (forced,),
    "quiet-hours": (late_hour,),
    "resource-lead-time": (short_gift,),
    "resource-shortage": (short_leaflet,),
    "results-owed": (owed,),
    "service-readiness": (unprepared,),
    "system-freeze": (frozen,),
}
EVERY = [plant for plants in PLANTS.values() for plant in plants]


def found_in(made: Company) -> list[Expected]:
    """What the rules find, by the facts that are expected; others by their case."""
    answers = evaluate(made.own, made.context)
    assert not answers.not_run
    facts = {(rule, fact) for rule, fact, _value in made.expected}
    return [
        next(
            (
                (one.rule, fact, one.facts.get(fact))
                for rule, fact in sorted(facts)
                if rule == one.rule and (fact in one.facts or not fact)
            ),
            (one.rule, one.case, "not planted"),
        )
        for one in answers.findings
    ]


def test_something_is_planted_for_every_rule():
    assert set(PLANTS) == {rule.code for rule in all_rules()}


@pytest.mark.parametrize("plant", EVERY, ids=lambda plant: plant.__name__)
def test_one_plant_alone_is_found_alone(plant):
    made = quiet(0)
    plant(made)

    assert sorted(found_in(made), key=str) == sorted(made.expected, key=str)


def test_all_that_is_planted_is_found_and_nothing_else():
    for seed in range(times(COMPANIES)):
        made = quiet(seed)
        assert found_in(made) == [], seed
        for plant in made.dice.sample(EVERY, made.dice.randint(1, len(EVERY))):
            plant(made)
        assert sorted(found_in(made), key=str) == sorted(made.expected, key=str), seed
