"""From plans and what surrounds them to the numbers that a solver reads. Every number comes from
the rule that judges it: calendar rules, offer-clash, launch-clustering, channel-capacity and
contact-pressure.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from preflight.arranging.channels import push_channels
from preflight.arranging.clashes import rubs
from preflight.arranging.counters import counters
from preflight.arranging.loads import needed
from preflight.arranging.movable import Movable, piece_of
from preflight.arranging.persons import watched
from preflight.arranging.pieces import Piece
from preflight.arranging.problem import Choice, Problem
from preflight.arranging.pushes import Push, pushes_of, wave_piece
from preflight.arranging.weeks import weeks
from preflight.arranging.weights import Weights
from preflight.context import Context
from preflight.policies import Policies
from preflight.pressure.contacts import Contact, contacts_made, contacts_of
from preflight.pressure.limits import limits
from preflight.snapshot import PlanSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The problem, and how its pieces are read: the first pieces are the movable plans, by their
    place; of each wave that moves by itself, its piece and the day of its option 0.
    """

    problem: Problem
    movables: tuple[Movable, ...]
    fixed: tuple[PlanSnapshot, ...]
    context: Context
    waves: tuple[tuple[int, Push, dt.date], ...] = ()

    def day_of(self, place: int, choice: Choice) -> dt.date:
        return self.movables[place].day(choice[place])

    def plans(self, choice: Choice) -> list[PlanSnapshot]:
        """The movable plans as the choice would have them."""
        found = [one.plan.moved(one.day(choice[at])) for at, one in enumerate(self.movables)]
        for piece, push, first in self.waves:
            at = self.problem.pieces[piece].parent or 0
            on = first + dt.timedelta(days=choice[piece])
            found[at] = with_wave(found[at], push, on)
        return found


def with_wave(plan: PlanSnapshot, push: Push, on: dt.date) -> PlanSnapshot:
    """The plan with one of its waves on another day."""
    placements = list(plan.placements)
    mine = placements[push.placement]
    waves = tuple(replace(one, on=on) if one.number == push.number else one for one in mine.waves)
    placements[push.placement] = replace(mine, waves=waves)
    return replace(plan, placements=tuple(placements))


def weights_of(policies: Policies) -> Weights:
    return Weights(
        blocking=policies.arranging_blocking,
        warning=policies.arranging_warning,
        thousand_persons=policies.arranging_persons,
        load=policies.arranging_load,
        day=policies.arranging_day,
    )


def tables(
    movables: Sequence[Movable],
    fixed: Sequence[PlanSnapshot],
    context: Context,
    *,
    moves_waves: bool = False,
    tell: Callable[[int], None] = lambda _percent: None,
) -> Tables:
    """Everything that the choice of days can change. ``context`` is what surrounds all plans, with
    none of them in it; ``tell`` hears how far it is, in per cent.
    """
    weights = weights_of(context.policies_now)
    pieces: list[Piece] = []
    for number, one in enumerate(movables):
        pieces.append(piece_of(one, weights))
        tell(30 * (number + 1) // len(movables))
    found, partners = rubs(movables, fixed, context)
    tell(60)
    pieces += [still(one) for one in partners]
    pushes, waves = waves_of(movables, pieces, context, moves_waves=moves_waves)
    known = replace(context, plans=tuple(fixed))
    beside = fixed_contacts(fixed, known)
    bins = [
        *weeks(movables, fixed, context),
        *push_channels(pushes, fixed, context),
        *counters(movables, fixed, context),
    ]
    tell(80)
    persons = watched(pushes, beside, limits(context), context)
    tell(100)
    problem = Problem(
        pieces=tuple(pieces),
        rubs=tuple(found),
        bins=tuple(needed(bins)),
        watched=tuple(persons),
        weights=weights,
    )
    return Tables(
        problem=problem,
        movables=tuple(movables),
        fixed=tuple(fixed),
        context=context,
        waves=tuple(waves),
    )


def still(plan: PlanSnapshot) -> Piece:
    """A plan that stays where it is."""
    return Piece(key=plan.code, present=0, blocking=(0,), warning=(0,), moving=(0,))


def waves_of(
    movables: Sequence[Movable], pieces: list[Piece], context: Context, *, moves_waves: bool
) -> tuple[list[Push], list[tuple[int, Push, dt.date]]]:
    """The waves that contact people; those that may move by themselves get pieces of their own."""
    pushes: list[Push] = []
    waves: list[tuple[int, Push, dt.date]] = []
    days = context.policies_now.arranging_wave_days if moves_waves else 0
    shut = {day for day, _kind in context.closed}
    for at, one in enumerate(movables):
        for push in pushes_of(one, at):
            if not days:
                pushes.append(push)
                continue
            piece, first = wave_piece(one, push, parent=at, days=days, shut=shut)
            own = replace(push, piece=len(pieces), first=first, options=piece.options)
            waves.append((len(pieces), push, first))
            pieces.append(piece)
            pushes.append(own)
    return pushes, waves


def fixed_contacts(fixed: Sequence[PlanSnapshot], context: Context) -> list[Contact]:
    """What is sent whatever is chosen: told already, or by plans that stay."""
    found = contacts_made(context)
    for one in fixed:
        found += contacts_of(one, context)
    return found
