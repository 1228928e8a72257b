from __future__ import annotations

import datetime as dt
import random

import pytest

from findings.enums import Severity
from preflight.context import Context, EndedPlan
from preflight.rules.results_owed import ResultsOwed
from tests.preflight.builders import TODAY, cases_of, context, only, plan, ways
from tests.seeds import times

RULE = ResultsOwed()


def ended(days: int, code: str = "C2026-0009") -> EndedPlan:
    """A plan whose last day lies so many days before the day of the run."""
    return EndedPlan(code=code, ended_on=TODAY - dt.timedelta(days=days))


def around(*plans: EndedPlan, **more: object) -> Context:
    return context(unevaluated=plans, **more)


@pytest.mark.parametrize(("days", "cases"), [(29, []), (30, []), (31, ["owed"])])
def test_a_plan_is_owed_from_the_day_after_the_limit(days, cases):
    assert cases_of(RULE, plan(), around(ended(days))) == cases


def test_one_finding_names_all_of_them_the_oldest_first():
    found = only(RULE, plan(), around(ended(40), ended(90, "C2026-0003"), ended(5, "C2026-0004")))

    assert (found.severity, found.subject) == (Severity.WARNING, {"unit": "consumer"})
    assert found.facts == {
        "owed": 2,
        "days": 90,
        "limit": 30,
        "plans": [
            {"campaign": "C2026-0003", "days": 90},
            {"campaign": "C2026-0009", "days": 40},
        ],
    }
    assert ways(found)["make_commitment"].params == {"plans": ["C2026-0003", "C2026-0009"]}


def test_it_stays_the_same_finding_when_one_of_them_was_evaluated():
    before = only(RULE, plan(), around(ended(40), ended(90, "C2026-0003")))
    after = only(RULE, plan(), around(ended(40)))

    assert before.fingerprint == after.fingerprint


@pytest.mark.parametrize("seed", range(times(20)))
def test_as_counted_by_hand(seed):
    dice = random.Random(seed)
    plans = [ended(dice.randint(0, 70), f"C2026-{n:04d}") for n in range(dice.randint(0, 12))]

    late = [one.code for one in plans if one.ended_on + dt.timedelta(days=30) < TODAY]

    found = list(RULE.run(plan(), around(*plans)))
    assert sorted(one["campaign"] for facts in found for one in facts.facts["plans"]) == late
