"""A choice in the making: what one more piece on an option would add, without counting all anew."""

from __future__ import annotations

from collections.abc import Iterable

from preflight.arranging.crowding import Fill
from preflight.arranging.problem import Choice, Problem


class State:
    """Some pieces with their options (None: not placed yet), and what they fill so far."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.choice: list[int | None] = [None] * len(problem.pieces)
        self.amounts = [0] * len(problem.bins)
        self.windows = [window for one in problem.watched for window in one.windows]
        self.contacts = [0] * len(self.windows)
        self.owner = [who for who, one in enumerate(problem.watched) for _ in one.windows]
        self.over = [0] * len(problem.watched)  # how many of their windows are over
        self.in_bins = self._by_option(one.fills for one in problem.bins)
        self.in_windows = self._by_option(one.fills for one in self.windows)
        self.rubs: list[list[int]] = [[] for _ in problem.pieces]
        for place, rub in enumerate(problem.rubs):
            self.rubs[rub.one].append(place)
            self.rubs[rub.two].append(place)

    def _by_option(self, rows: Iterable[tuple[Fill, ...]]) -> list[list[dict[int, int]]]:
        """By piece and option: which rows it fills, and how much."""
        found: list[list[dict[int, int]]] = [
            [{} for _ in range(piece.options)] for piece in self.problem.pieces
        ]
        for place, fills in enumerate(rows):
            for fill in fills:
                mine = found[fill.piece]
                for option in range(fill.first, fill.last + 1):
                    mine[option][place] = mine[option].get(place, 0) + fill.amount
        return found

    def added(self, at: int, option: int) -> int:
        """What the piece would cost there beside all that is placed."""
        problem, weights = self.problem, self.problem.weights
        cost = problem.pieces[at].fixed_cost(option, weights)
        for place in self.rubs[at]:
            rub = problem.rubs[place]
            other = self.choice[rub.two if rub.one == at else rub.one]
            if other is not None:
                first, second = (option, other) if rub.one == at else (other, option)
                cost += rub.cost(weights) if rub.is_on(first, second) else 0
        for place, amount in self.in_bins[at][option].items():
            one, there = problem.bins[place], self.amounts[place]
            cost += one.cost(there + amount, weights) - one.cost(there, weights)
        newly = {
            self.owner[place]
            for place, amount in self.in_windows[at][option].items()
            if self.contacts[place] + amount > self.windows[place].room
        }
        return cost + sum(problem.watched[who].cost(weights) for who in newly if not self.over[who])

    def place(self, at: int, option: int) -> None:
        self.choice[at] = option
        self._fill(at, option, 1)

    def take(self, at: int) -> None:
        """Take a placed piece away."""
        option = self.choice[at]
        if option is not None:
            self.choice[at] = None
            self._fill(at, option, -1)

    def _fill(self, at: int, option: int, sign: int) -> None:
        for place, amount in self.in_bins[at][option].items():
            self.amounts[place] += sign * amount
        for place, amount in self.in_windows[at][option].items():
            before, room = self.contacts[place], self.windows[place].room
            after = self.contacts[place] = before + sign * amount
            self.over[self.owner[place]] += (after > room) - (before > room)

    def whole(self) -> Choice:
        """The choice. Raises ``ValueError`` where a piece is not placed."""
        if None in self.choice:
            raise ValueError("a piece is not placed")
        return tuple(option for option in self.choice if option is not None)
