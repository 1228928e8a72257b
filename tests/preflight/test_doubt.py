"""Where a plan lacks what a rule needs, the rule says that it cannot rule a finding out and what is
missing: never silence. Every rule has its lines here, or the reason why a plan lacks nothing of it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import pytest
from pyroaring import BitMap

from preflight.gifts import GivenFacts
from preflight.rules import all_rules
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import ParticipantSnapshot, RequestLine
from resources.on_record import Group
from resources.similar import Had
from tests.preflight.builders import (
    CHANNELS,
    context,
    day,
    findings,
    offer,
    other,
    people,
    placement,
    plan,
    wave,
)

HALL = {**CHANNELS, "own-hall": replace(CHANNELS["own-hall"], capacity_per_day=10)}


class Lack(NamedTuple):
    """A whole plan that a rule has nothing against, the change that takes something away, and the
    case that says so; ``fact`` names what is missing where the case alone does not.
    """

    whole: PlanSnapshot
    taken: Callable[[PlanSnapshot], PlanSnapshot]
    case: str
    missing: str = ""
    beside: tuple[PlanSnapshot, ...] = ()
    around: Mapping[str, Any] = {}


def without(**values: Any) -> Callable[[PlanSnapshot], PlanSnapshot]:
    return lambda one: replace(one, **values)


ALIKE = other(audience=people(20))
TIMED = placement(
    "sms", wave("2026-10-05", people(9), starts_at=None, ends_at=None), parties=people(9)
)
AT_NINE = placement(
    "sms",
    replace(TIMED.waves[0], starts_at=dt.time(9)),
    parties=people(9),
)
AT_COUNTER = placement("own-hall", parties=people(9), expected_orders=31)
# A gift for a firm of nine: who of its two key contacts gets it nobody knows.
FIRM = 2**31
OF_FIRM = people(9).union(BitMap([FIRM]))
GIFT = RequestLine(
    resource="thermos",
    unit="branch-east",
    quantity=9,
    needed_by=day("2026-10-01"),
    given_as="goods",
)
HAD = Had(
    kind="goods",
    occasion="renewal",
    resource="thermos",
    day=day("2026-10-01"),
    value=None,
    unit="enterprise",
    state="given",
)
GIVEN = GivenFacts(
    had=(Group(had=HAD, persons=BitMap(people(5))),),
    people={FIRM: people(9)},
    contacts={FIRM: people(2)},
)
LACKS: Mapping[str, list[Lack] | str] = {
    "advertising-law": "a text that is not there says nothing; without a list its owner is told",
    "audience-overlap": "a draft without an audience approaches nobody, and is not submitted so",
    "bundle-fit": [
        Lack(
            plan(audience=people(9)),
            without(participants=(ParticipantSnapshot(unit="product", product="music"),)),
            "unknown",
            "target_segment",
            around={"has_targets": True},
        )
    ],
    "channel-capacity": [
        Lack(
            plan(offers=(offer(),), placements=(AT_COUNTER,), audience=people(9)),
            without(placements=(replace(AT_COUNTER, expected_orders=0),)),
            "unsaid",
            "expected_orders",
            around={"channels": HALL},
        )
    ],
    "channel-fit": "every placement has its product or those offered; whom it is for is resolved",
    "comms-theme": "themes and selling points that nobody named are cases of their own",
    "complaint-history": "unknown past results count as 3 in the risk grade and its line says so",
    "consent": "who is contacted is resolved; a draft without an audience contacts nobody",
    "contact-pressure": "a channel that contacts customers is not submitted without dated waves",
    "duplicate-benefit": [
        Lack(
            plan(audience=[*people(3, 9), FIRM], requests=(GIFT,)),
            without(audience=OF_FIRM, eligibility=OF_FIRM),
            "unclear",
            around={"given": GIVEN},
        )
    ],
    "exclusive-products": "a holding without an end runs on, so that its holder is bound",
    "hotline-capacity": "a roster is missing, never a part of the plan: said by days, in its tests",
    "launch-clustering": "every plan has a category and a first day",
    "moments": "every plan has a first day; without a list of moments its owner is told",
    "offer-clash": [
        Lack(
            plan(audience=people(9), offers=(offer("100", "50"),)),
            without(offers=(offer("100", None),)),
            "shared_unknown",
            "get_value",
            beside=(replace(ALIKE, offers=(offer("100", "50"),)),),
        ),
        Lack(
            plan(audience=people(9), offers=(offer("100", "50"),)),
            without(offers=(offer("400", "50"),)),
            "shared_unclear",
            "comparable_tier",
            beside=(replace(ALIKE, offers=(offer("100", "50"),)),),
        ),
        Lack(
            plan(audience=people(30, 40), offers=(offer("100", "50"),)),
            without(eligibility=people(0), audience=people(0)),
            "nobody_known",
            "audience",
            beside=(replace(ALIKE, offers=(offer("100", "30"),)),),
        ),
    ],
    "offer-stacking": [
        Lack(
            plan(audience=people(9), offers=(offer(stackable=False),)),
            without(offers=(offer(stackable=None),)),
            "unsaid",
            beside=(replace(ALIKE, offers=(offer("30", "9", stackable=None),)),),
        )
    ],
    "opt-out-enrolment": "how customers are enrolled is asked of every plan and participant",
    "quiet-hours": [
        Lack(
            plan(placements=(AT_NINE,), audience=people(9)),
            without(placements=(TIMED,)),
            "untimed",
            "times",
        )
    ],
    "resource-lead-time": "a request has its day; how long an order takes stands at the resource",
    "resource-shortage": "what nobody counted is not there, so that it is short, not unknown",
    "results-owed": "it asks nothing of the plan",
    "service-readiness": [
        Lack(plan(), without(service_plan=type(plan().service_plan)()), "mandatory")
    ],
    "system-freeze": "every plan has a first day, every wave its own",
}


def test_every_rule_says_what_it_needs():
    assert set(LACKS) == {rule.code for rule in all_rules()}


@pytest.mark.parametrize(
    ("code", "lack"),
    [
        pytest.param(code, lack, id=f"{code}-{lack.case}")
        for code, lacks in LACKS.items()
        if not isinstance(lacks, str)
        for lack in lacks
    ],
)
def test_what_is_missing_is_said(code, lack):
    (rule,) = (one for one in all_rules() if one.code == code)
    around = context(*lack.beside, **lack.around)

    assert not findings(rule, lack.whole, around)
    found = findings(rule, lack.taken(lack.whole), around)

    assert [one.case for one in found] == [lack.case]
    assert not lack.missing or found[0].facts["missing"] == lack.missing
