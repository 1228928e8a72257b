"""Erlang B and C against the formula as it is written, in exact fractions, and against a real
day of calls.
"""

from __future__ import annotations

import csv
import math
import random
from collections import defaultdict
from fractions import Fraction
from pathlib import Path

import pytest

from preflight.erlang import agents_needed, answering
from tests.seeds import times

# Real calls of others lie beside the project, never in it.
BANK = Path(__file__).resolve().parents[3] / "shared/data/bank-call-volume/bank_calls.csv"
IN_TIME = {"share": 0.8, "seconds": 20}


def waits(load: Fraction, agents: int) -> Fraction:
    """Erlang C by its definition: (Aᴺ/N! · N/(N−A)) ÷ (Σ Aᵏ/k! + the same)."""
    top = load**agents / math.factorial(agents) * agents / (agents - load)
    return top / (sum(load**k / math.factorial(k) for k in range(agents)) + top)


@pytest.mark.parametrize("seed", range(times(30)))
def test_as_by_the_formula_itself(seed):
    dice = random.Random(seed)
    agents = dice.randint(1, 60)
    load = Fraction(dice.randint(1, 1000 * agents - 1), 1000)
    handling, seconds = dice.randint(1, 900), dice.randint(0, 120)

    found = answering(float(load), agents, handling)

    waiting = waits(load, agents)
    late = waiting * Fraction(math.exp(-(agents - load) * seconds / handling))
    assert found.waiting == pytest.approx(float(waiting), rel=1e-9)
    assert found.wait == pytest.approx(float(waiting * handling / (agents - load)), rel=1e-9)
    assert found.within(seconds) == pytest.approx(float(1 - late), abs=1e-12)


def test_the_example_of_the_rules():
    assert answering(45.0, 60, 180).within(20) == pytest.approx(0.996, abs=0.0005)
    assert answering(60.0, 60, 180) is None


@pytest.mark.parametrize("load", [0.01, 1, 45, 500, 20_000])
def test_the_agents_needed_are_the_fewest_that_do(load):
    needed = agents_needed(load, 180, **IN_TIME)
    fewer = answering(load, needed - 1, 180) if needed > 1 else None

    assert answering(load, needed, 180).within(20) >= 0.8
    assert fewer is None or fewer.within(20) < 0.8


def test_many_idle_agents_answer_at_once():
    assert (answering(5.0, 100_000, 180).waiting, answering(5.0, 100_000, 180).wait) == (0, 0)


@pytest.mark.parametrize(("share", "seconds"), [(1, 0), (1, 20), (0, 0), (0.8, 0)])
def test_no_goal_is_out_of_reach(share, seconds):
    assert agents_needed(45.0, 180, share=share, seconds=seconds) > 45


@pytest.mark.skipif(not BANK.is_file(), reason="shared/data is not beside the project")
def test_a_real_call_centre_needs_more_agents_when_more_people_call():
    """A bank's mean calls by hour on weekdays of 2003 (Weinberg, Brown, Stroud 2007)."""
    calls: dict[tuple[str, int], int] = defaultdict(int)
    with BANK.open(encoding="ascii") as file:
        for row in csv.DictReader(file):
            calls[row["DateTime"][:10], int(row["DateTime"][11:13])] += int(row["Calls"])
    days = {day for day, _hour in calls}
    by_hour = {hour: sum(calls[day, hour] for day in days) / len(days) for _day, hour in calls}

    rostered = {hour: agents_needed(n * 180 / 3600, 180, **IN_TIME) for hour, n in by_hour.items()}

    assert sum(calls.values()) == 5_323_661
    assert [rostered[hour] for hour in sorted(by_hour, key=by_hour.__getitem__)] == sorted(
        rostered.values()
    )
    busiest = max(by_hour, key=by_hour.__getitem__)
    crowd = by_hour[busiest] * 180 / 3600
    assert answering(crowd, rostered[busiest], 180).within(20) >= 0.8
    assert answering(crowd * 1.1, rostered[busiest], 180) is None
