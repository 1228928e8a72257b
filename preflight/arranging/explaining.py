"""Why each plan is moved: what would come about again if it alone went back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from preflight.arranging.cost import Relief, put_back, relief, totals
from preflight.arranging.crowding import Bin
from preflight.arranging.problem import Choice
from preflight.arranging.tables import Tables
from preflight.engine import evaluate
from preflight.rules import all_rules

# More than that nobody reads; the heaviest come first.
MOST_REASONS = 6


def without_idle_moves(tables: Tables, choice: Choice) -> Choice:
    """The choice with every plan put back that gains nothing for anybody by its move."""
    problem = tables.problem
    for head in range(len(tables.movables)):
        if choice[head] != problem.pieces[head].present:
            back = put_back(problem, choice, head)
            if totals(problem, back).cost <= totals(problem, choice).cost:
                choice = back
    return choice


def reasons(tables: Tables, choice: Choice, place: int) -> list[dict[str, Any]]:
    """The reasons of one plan's move, as cases with their parameters."""
    told = relief(tables.problem, choice, place)
    found = [
        *_clashes(tables, told, place),
        *_rules(tables, choice, told, place),
        *_bins(tables, told),
    ]
    if told.persons > 0:
        found.append({"case": "persons", "persons": told.persons})
    return found[:MOST_REASONS]


def _clashes(tables: Tables, told: Relief, place: int) -> Iterator[dict[str, Any]]:
    mine = tables.movables[place].plan.code
    rubs = {rub.key: rub for rub in tables.problem.rubs}
    for key in sorted(told.rubs, key=lambda one: (-rubs[one].blocking, one)):
        one, two = key.split(":")
        yield {"case": "clash", "campaign": two if one == mine else one}


def _rules(tables: Tables, choice: Choice, told: Relief, place: int) -> Iterator[dict[str, Any]]:
    """The rules of the calendar that find something on the present first day only."""
    if told.blocking <= 0 and told.warning <= 0:
        return
    movable = tables.movables[place]
    rules = [one for one in all_rules() if one.depends_on_dates and not one.compares_plans]
    there, here = (
        {one.rule for one in evaluate(plan, movable.context, rules=rules).findings}
        for plan in (movable.plan, movable.plan.moved(movable.day(choice[place])))
    )
    for rule in sorted(there - here):
        yield {"case": "rule", "rule": rule}


def _bins(tables: Tables, told: Relief) -> Iterator[dict[str, Any]]:
    bins = {one.key: one for one in tables.problem.bins}
    branches: dict[str, dict[str, Any]] = {}
    for key, over in sorted(told.bins, key=lambda one: (-bins[one[0]].blocking, -one[1])):
        found = read_bin(bins[key], over)
        if found["case"] != "branch":
            yield found
            continue
        week = branches.setdefault(found["on"], {**found, "branches": []})
        week.pop("branch", None)
        week["branches"].append(found["branch"])
    yield from branches.values()


def read_bin(one: Bin, over: int) -> dict[str, Any]:
    """What a bin's key says: a week of the company or of a branch in points, a day or week of a
    channel in per cent of its capacity.
    """
    case, on, *rest = one.key.split(":")
    found: dict[str, Any] = {"case": case, "on": on, "over": max(over // one.grain, 1)}
    if case == "branch":
        found["branch"] = rest[0]
    elif case in {"day", "week"}:
        found |= {"channel": rest[0], "branch": rest[1]}
    return found
