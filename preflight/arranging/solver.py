"""The best choice of days, by CP-SAT (OR-Tools): exact where the time suffices, else the best that
was found, never worse than the simple orders that it begins with.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from preflight.arranging.cost import filled, totals
from preflight.arranging.crowding import Bin, Fill, Watched
from preflight.arranging.improving import calmed, improved
from preflight.arranging.pieces import Rub
from preflight.arranging.problem import Choice, Problem
from preflight.arranging.simple import first_come, greedy
from preflight.arranging.weights import MILLI

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

WORKERS = 8  # kinds of search side by side; on two cores they share them
LEAST_SECONDS = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Solution:
    """The best choice, whether nothing better exists, and below which cost nothing can be."""

    choice: Choice
    is_optimal: bool
    bound: int


Tell = Callable[[Choice, int], None]


def is_installed() -> bool:
    """Whether the solver is there: it is an extra of its own."""
    return find_spec("ortools") is not None


def begin(problem: Problem, *, goes_on: Callable[[], bool] = lambda: True) -> Choice:
    """The best of what stands now and of the simple orders, made better by small steps."""
    starts = [problem.present, first_come(problem), greedy(problem)]
    best = min(starts, key=lambda one: totals(problem, one).cost)
    return improved(problem, best, goes_on=goes_on)


class Model:
    """The problem as CP-SAT knows it: a literal for each piece and option, sums of neighbouring
    options as differences of running sums.
    """

    def __init__(self, problem: Problem) -> None:
        from ortools.sat.python import cp_model

        self.problem = problem
        self.model = cp_model.CpModel()
        self.lies: list[list[cp_model.IntVar]] = []
        self.until: list[list[Any]] = []
        self.costs: list[Any] = []
        self.follows: list[tuple[Any, Callable[[Choice], int]]] = []
        self._pieces()
        self._rubs()
        self._bins()
        self._persons()
        self.model.minimize(sum(self.costs))

    def _pieces(self) -> None:
        model, weights = self.model, self.problem.weights
        for at, piece in enumerate(self.problem.pieces):
            lies = [model.new_bool_var(f"{at}@{option}") for option in range(piece.options)]
            until: list[Any] = [0]
            for option, one in enumerate(lies[:-1]):
                running = model.new_bool_var(f"{at}<={option}")
                model.add(running == until[-1] + one)
                until.append(running)
            until.append(1)
            model.add_exactly_one(lies)
            for option in piece.barred - {piece.present}:
                model.add(lies[option] == 0)
            self.lies.append(lies)
            self.until.append(until)
            self.costs += [
                cost * lies[option]
                for option in range(piece.options)
                if (cost := piece.fixed_cost(option, weights))
            ]
            if piece.parent is not None:
                for option, (first, last) in enumerate(piece.within):
                    model.add(self._in(at, first, last) == 1).only_enforce_if(
                        self.lies[piece.parent][option]
                    )

    def _in(self, at: int, first: int, last: int) -> Any:
        """Whether the piece lies on one of these options."""
        if first == last:
            return self.lies[at][first]
        return self.until[at][last + 1] - self.until[at][first]

    def _sum(self, fills: Iterable[Fill]) -> Any:
        return sum(one.amount * self._in(one.piece, one.first, one.last) for one in fills)

    def _rubs(self) -> None:
        for place, rub in enumerate(self.problem.rubs):
            cost = rub.cost(self.problem.weights)
            if not cost:
                continue
            if self.problem.pieces[rub.two].options == 1:
                meeting = [
                    lies for lies, span in zip(self.lies[rub.one], rub.meets, strict=True) if span
                ]
                self.costs += [cost * lies for lies in meeting]
                continue
            is_on = self.model.new_bool_var(f"rub{place}")
            for option, span in enumerate(rub.meets):
                if span is not None:
                    together = self.lies[rub.one][option] + self._in(rub.two, *span)
                    self.model.add(together <= 1 + is_on)
            self.costs.append(cost * is_on)
            self.follows.append((is_on, partial(_is_on, rub)))

    def _bins(self) -> None:
        weights = self.problem.weights
        for place, one in enumerate(self.problem.bins):
            most = self.most(one.fills)
            if most <= one.room:
                continue
            excess = self.model.new_int_var(0, most - one.room, f"excess{place}")
            self.model.add(excess >= self._sum(one.fills) - one.room)
            self.costs.append(one.unit_cost(weights) * excess)
            self.follows.append((excess, partial(_excess, one)))
            found = MILLI * (weights.blocking * one.blocking + weights.warning * one.warning)
            if found:
                is_over = self.model.new_bool_var(f"over{place}")
                self.model.add(excess <= (most - one.room) * is_over)
                self.costs.append(found * is_over)
                self.follows.append((is_over, partial(_is_full, one)))

    def _persons(self) -> None:
        for place, watched in enumerate(self.problem.watched):
            is_over = None
            for window in watched.windows:
                most = self.most(window.fills)
                if most <= window.room:
                    continue
                if is_over is None:
                    is_over = self.model.new_bool_var(f"person{place}")
                    self.costs.append(watched.cost(self.problem.weights) * is_over)
                    self.follows.append((is_over, partial(_is_over, watched)))
                beyond = (most - window.room) * is_over
                self.model.add(self._sum(window.fills) <= window.room + beyond)

    @staticmethod
    def most(fills: Iterable[Fill]) -> int:
        """As much as can be there: each piece counts where it fills most."""
        by_piece: dict[int, int] = {}
        for one in fills:
            by_piece[one.piece] = by_piece.get(one.piece, 0) + one.amount
        return sum(by_piece.values())

    def hint(self, choice: Choice) -> None:
        """Where the search begins, with everything that follows from the choice."""
        for lies, until, chosen in zip(self.lies, self.until, choice, strict=True):
            for option, one in enumerate(lies):
                self.model.add_hint(one, option == chosen)
                if 0 < option < len(lies):
                    self.model.add_hint(until[option], option > chosen)
        for variable, value in self.follows:
            self.model.add_hint(variable, value(choice))

    def read(self, value: Callable[[Any], int]) -> Choice:
        return tuple(
            next(option for option, one in enumerate(lies) if value(one)) for lies in self.lies
        )


def _is_on(rub: Rub, choice: Choice) -> int:
    return int(rub.is_on(choice[rub.one], choice[rub.two]))


def _excess(one: Bin, choice: Choice) -> int:
    return max(filled(one.fills, choice) - one.room, 0)


def _is_full(one: Bin, choice: Choice) -> int:
    return int(filled(one.fills, choice) > one.room)


def _is_over(watched: Watched, choice: Choice) -> int:
    return int(any(filled(one.fills, choice) > one.room for one in watched.windows))


def solve(
    problem: Problem,
    *,
    seconds: float,
    goes_on: Callable[[], bool] = lambda: True,
    tell: Tell = lambda _choice, _bound: None,
    settings: Mapping[str, Any] | None = None,
) -> Solution:
    """The best choice within so many seconds. ``goes_on`` is asked now and then whether somebody
    still waits; ``tell`` hears of each better choice with the bound known by then.
    """
    from ortools.sat.python import cp_model

    end = time.monotonic() + seconds
    best = begin(problem, goes_on=lambda: goes_on() and time.monotonic() < end)
    cost = totals(problem, best).cost
    tell(best, 0)
    left = end - time.monotonic()
    if not goes_on() or not problem.pieces or left <= 0 or not cost:
        return Solution(choice=best, is_optimal=not cost, bound=0)
    model = Model(problem)
    model.hint(best)

    class Better(cp_model.CpSolverSolutionCallback):
        """Keeps each choice that is better, and stops the search when nobody waits."""

        def on_solution_callback(self) -> None:
            nonlocal best, cost
            found = model.read(self.value)
            then = totals(problem, found).cost
            if then < cost:
                best, cost = found, then
                tell(best, int(self.best_objective_bound))

    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = max(end - time.monotonic(), LEAST_SECONDS)
    solver.parameters.num_workers = WORKERS
    solver.parameters.random_seed = 1
    for name, value in (settings or {}).items():
        setattr(solver.parameters, name, value)
    status = _searched(solver, model.model, Better(), goes_on)
    is_optimal = status == cp_model.OPTIMAL
    bound = (
        int(solver.best_objective_bound) if status in {cp_model.OPTIMAL, cp_model.FEASIBLE} else 0
    )
    calm = calmed(problem, improved(problem, best))
    if totals(problem, calm).cost <= cost:
        best = calm
    return Solution(choice=best, is_optimal=is_optimal, bound=bound)


def _searched(
    solver: cp_model.CpSolver, model: cp_model.CpModel, better: Any, goes_on: Callable[[], bool]
) -> Any:
    """The search in a thread of its own, so that the caller's can ask whether anybody waits."""
    from concurrent.futures import ThreadPoolExecutor, wait

    with ThreadPoolExecutor(max_workers=1) as pool:
        searching = pool.submit(solver.solve, model, better)
        while not wait([searching], timeout=0.5).done:
            if not goes_on():
                solver.stop_search()
        return searching.result()
