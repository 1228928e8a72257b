"""Plans with their waves placed one after the other, and what each place costs then."""

from __future__ import annotations

from preflight.arranging.problem import Choice, Problem
from preflight.arranging.state import State


class Placing:
    """Placing plans with their waves, one after the other, beside what does not move."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.state = State(problem)
        self.waves = problem.children()
        for at in problem.still:
            self.state.place(at, 0)

    def take(self, head: int) -> None:
        for at in (head, *self.waves.get(head, ())):
            self.state.take(at)

    def put(self, head: int, option: int, *, moves_waves: bool = True) -> int:
        """Place a plan, and each of its waves on the best day that it then has, or just along with
        it; returns what that costs.
        """
        cost = self.state.added(head, option)
        self.state.place(head, option)
        for at in self.waves.get(head, ()):
            piece = self.problem.pieces[at]
            usual = piece.usual[option]
            first, last = piece.within[option] if moves_waves else (usual, usual)
            costs = {one: self.state.added(at, one) for one in range(first, last + 1)}
            best = min(costs, key=lambda one: (costs[one], abs(one - usual), one))
            cost += costs[best]
            self.state.place(at, best)
        return cost

    def options(self, head: int) -> list[int]:
        piece = self.problem.pieces[head]
        return [
            one for one in range(piece.options) if one == piece.present or one not in piece.barred
        ]

    def tried(self, head: int, option: int) -> int:
        """What the plan would cost there."""
        cost = self.put(head, option)
        self.take(head)
        return cost

    def settle(self, head: int) -> int:
        """Place a plan on its cheapest day, of equals the nearest; returns what it costs."""
        present = self.problem.pieces[head].present
        costs = {option: self.tried(head, option) for option in self.options(head)}
        best = min(costs, key=lambda one: (costs[one], abs(one - present), one))
        self.put(head, best)
        return costs[best]


def placed(problem: Problem, choice: Choice) -> Placing:
    """Everything placed as chosen."""
    placing, still = Placing(problem), set(problem.still)
    for at, option in enumerate(choice):
        if at not in still:
            placing.state.place(at, option)
    return placing
