"""Small steps that make a choice of days better, and quieter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from preflight.arranging.placing import Placing, placed
from preflight.arranging.problem import Choice, Problem


def calmed(problem: Problem, choice: Choice) -> Choice:
    """The choice with each wave that gains nothing elsewhere where it lies if it just moves along
    with its plan.
    """
    placing = placed(problem, choice)
    state = placing.state
    for head, waves in placing.waves.items():
        for at in waves:
            usual, lies = problem.pieces[at].usual[choice[head]], choice[at]
            if usual != lies:
                state.take(at)
                gains = state.added(at, usual) > state.added(at, lies)
                state.place(at, lies if gains else usual)
    return state.whole()


def improved(
    problem: Problem, choice: Choice, *, goes_on: Callable[[], bool] = lambda: True
) -> Choice:
    """The choice after moving one plan at a time to its cheapest day, until none gets better or
    nobody waits any longer.
    """
    placing = placed(problem, choice)
    is_better = True
    while is_better and goes_on():
        is_better = False
        for head in problem.heads:
            is_better = _resettled(placing, head) or is_better
            if not goes_on():
                break
    return placing.state.whole()


def _resettled(placing: Placing, head: int) -> bool:
    """Whether another day is cheaper for one plan; it then lies there."""
    mine: Sequence[int] = (head, *placing.waves.get(head, ()))
    before = [placing.state.choice[at] for at in mine]
    placing.take(head)
    cost = _place_all(placing, mine, before)
    placing.take(head)
    if placing.settle(head) < cost:
        return True
    placing.take(head)
    _place_all(placing, mine, before)
    return False


def _place_all(placing: Placing, mine: Iterable[int], options: Iterable[int | None]) -> int:
    cost = 0
    for at, option in zip(mine, options, strict=True):
        if option is not None:
            cost += placing.state.added(at, option)
            placing.state.place(at, option)
    return cost
