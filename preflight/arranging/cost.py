"""What a choice of days comes to, counted plainly; and what would change if one plan went back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from preflight.arranging.crowding import Fill
from preflight.arranging.problem import Choice, Problem
from preflight.arranging.weights import MILLI


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """``cost`` in thousandths of points, and what it is made of: findings, persons who are
    contacted too often (as far as they are watched), units of load over limits, plans that move and
    the days by which they do.
    """

    cost: int
    blocking: int
    warning: int
    persons: int
    load: int
    moved: int
    days: int


def filled(fills: Iterable[Fill], choice: Choice) -> int:
    return sum(one.amount for one in fills if one.first <= choice[one.piece] <= one.last)


def totals(problem: Problem, choice: Choice) -> Totals:
    """Everything that a choice brings about."""
    weights = problem.weights
    cost = blocking = warning = persons = load = moved = days = 0
    for piece, option in zip(problem.pieces, choice, strict=True):
        cost += piece.fixed_cost(option, weights)
        blocking += piece.blocking[option]
        warning += piece.warning[option]
        if piece.parent is None and option != piece.present:
            moved += 1
            days += abs(option - piece.present)
    for rub in problem.rubs:
        if rub.is_on(choice[rub.one], choice[rub.two]):
            cost += rub.cost(weights)
            blocking += rub.blocking
            warning += rub.warning
    for one in problem.bins:
        amount = filled(one.fills, choice)
        if amount > one.room:
            cost += one.cost(amount, weights)
            blocking += one.blocking
            warning += one.warning
            load += (amount - one.room) // one.grain
    for watched in problem.watched:
        if any(filled(window.fills, choice) > window.room for window in watched.windows):
            cost += watched.cost(weights)
            persons += watched.persons
    return Totals(
        cost=cost,
        blocking=blocking,
        warning=warning,
        persons=persons,
        load=load,
        moved=moved,
        days=days,
    )


def is_allowed(problem: Problem, choice: Choice) -> bool:
    """Whether every piece lies where it may."""
    return all(
        problem.is_open(at, option, None if piece.parent is None else choice[piece.parent])
        for at, (piece, option) in enumerate(zip(problem.pieces, choice, strict=True))
    )


def put_back(problem: Problem, choice: Choice, head: int) -> Choice:
    """The choice with one plan and its waves where they lie now."""
    mine = {head, *problem.children().get(head, ())}
    return tuple(
        piece.present if at in mine else choice[at] for at, piece in enumerate(problem.pieces)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Relief:
    """What a plan's move avoids, all others lying as chosen: findings by its own day, the pairs and
    bins by their keys (of a bin how much would be in it beyond its room), persons, points.
    """

    blocking: int
    warning: int
    rubs: tuple[str, ...]
    bins: tuple[tuple[str, int], ...]
    persons: int
    points: int


def relief(problem: Problem, choice: Choice, head: int) -> Relief:
    """What would come about again if the plan alone went back."""
    back = put_back(problem, choice, head)
    there, here = totals(problem, back), totals(problem, choice)
    piece = problem.pieces[head]
    return Relief(
        blocking=piece.blocking[back[head]] - piece.blocking[choice[head]],
        warning=piece.warning[back[head]] - piece.warning[choice[head]],
        rubs=tuple(
            rub.key
            for rub in problem.rubs
            if rub.is_on(back[rub.one], back[rub.two])
            and not rub.is_on(choice[rub.one], choice[rub.two])
        ),
        bins=tuple(
            (one.key, filled(one.fills, back) - one.room)
            for one in problem.bins
            if filled(one.fills, back) > max(one.room, filled(one.fills, choice))
        ),
        persons=there.persons - here.persons,
        points=(there.cost - here.cost) // MILLI,
    )
