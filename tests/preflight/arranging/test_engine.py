"""The solver against every possible choice, and the counting in steps against the plain one."""

from __future__ import annotations

import random
from itertools import product

import pytest

from preflight.arranging.cost import is_allowed, put_back, relief, totals
from preflight.arranging.improving import calmed, improved
from preflight.arranging.problem import Problem
from preflight.arranging.simple import first_come, greedy
from preflight.arranging.solver import begin, solve
from preflight.arranging.state import State
from tests.preflight.arranging.instances import instance

TINY = {"plans": 4, "flex": 2, "days": 14, "rubs": 0.6, "reach": 0.7, "persons": 4}
SMALL = {"plans": 14, "flex": 5, "days": 40, "reach": 0.4, "persons": 12}


def every_choice(problem: Problem):
    return (
        choice
        for choice in product(*(range(piece.options) for piece in problem.pieces))
        if is_allowed(problem, choice)
    )


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("waves", [0, 1])
def test_solver_finds_the_best_of_all_choices(seed, waves):
    problem = instance(seed, **{**TINY, "plans": 4 - waves, "waves": waves})
    found = solve(problem, seconds=20, settings={"num_workers": 1})
    best = min(totals(problem, choice).cost for choice in every_choice(problem))
    assert found.is_optimal
    assert is_allowed(problem, found.choice)
    assert totals(problem, found.choice).cost == best


@pytest.mark.parametrize("seed", range(8))
def test_counting_in_steps_agrees_with_counting_all(seed):
    problem = instance(seed, **SMALL, waves=seed % 3)
    draw, state = random.Random(seed), State(problem)
    choice = list(problem.present)
    cost = 0
    for at, option in enumerate(choice):
        cost += state.added(at, option)
        state.place(at, option)
    assert cost == totals(problem, state.whole()).cost
    for _ in range(40):
        at = draw.randrange(len(choice))
        state.take(at)
        was = state.added(at, choice[at])
        choice[at] = draw.randrange(problem.pieces[at].options)
        cost += state.added(at, choice[at]) - was
        state.place(at, choice[at])
        assert cost == totals(problem, tuple(choice)).cost


@pytest.mark.parametrize("seed", range(8))
def test_orders_are_allowed_and_steps_never_make_it_worse(seed):
    problem = instance(seed, **SMALL, waves=seed % 3)
    orders = [problem.present, first_come(problem), greedy(problem)]
    for choice in orders:
        assert is_allowed(problem, choice)
        better = improved(problem, choice)
        assert is_allowed(problem, better)
        assert totals(problem, better).cost <= totals(problem, choice).cost
        calm = calmed(problem, better)
        assert is_allowed(problem, calm)
        assert totals(problem, calm).cost <= totals(problem, better).cost
    assert totals(problem, begin(problem)).cost <= min(
        totals(problem, choice).cost for choice in orders
    )


def test_stopped_at_once_the_best_so_far_is_given():
    problem = instance(3, **SMALL)
    heard = []
    found = solve(
        problem, seconds=20, goes_on=lambda: False, tell=lambda choice, _bound: heard.append(choice)
    )
    assert found.choice == heard[-1]
    assert not found.is_optimal
    assert totals(problem, found.choice).cost <= totals(problem, problem.present).cost


@pytest.mark.parametrize("seed", range(4))
def test_relief_is_what_comes_back_if_a_plan_goes_back(seed):
    problem = instance(seed, **SMALL)
    choice = begin(problem)
    moved = [at for at in problem.heads if choice[at] != problem.pieces[at].present]
    assert moved
    for head in moved:
        told = relief(problem, choice, head)
        there, here = totals(problem, put_back(problem, choice, head)), totals(problem, choice)
        assert told.points == (there.cost - here.cost) // 1000
        assert told.points >= 0
        assert told.persons == there.persons - here.persons
        assert told.blocking or told.warning or told.rubs or told.bins or told.persons
