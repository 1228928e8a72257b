"""Orders in which plans take their days one after the other, and small steps that make it better.
They say what a solver is worth, and where it begins.
"""

from __future__ import annotations

from preflight.arranging.placing import Placing
from preflight.arranging.problem import Choice, Problem
from preflight.arranging.weights import MILLI


def first_come(problem: Problem) -> Choice:
    """Who came first keeps their day; who comes later keeps theirs unless it weighs as much as
    something that blocks, and then takes the nearest day that does not, if there is one.
    """
    placing = Placing(problem)
    blocks = MILLI * max(problem.weights.blocking, 1)
    for head in sorted(problem.heads, key=lambda at: problem.pieces[at].order):
        present = problem.pieces[head].present
        nearest = sorted(placing.options(head), key=lambda one: (abs(one - present), one))
        chosen = next((one for one in nearest if placing.tried(head, one) < blocks), present)
        placing.put(head, chosen, moves_waves=False)
    return placing.state.whole()


def greedy(problem: Problem) -> Choice:
    """By rank, each on the day that is cheapest then."""
    placing = Placing(problem)
    for head in sorted(
        problem.heads, key=lambda at: (-problem.pieces[at].rank, problem.pieces[at].order)
    ):
        placing.settle(head)
    return placing.state.whole()
