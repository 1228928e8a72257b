"""The waves of movable plans that contact people by themselves, and their own pieces."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from preflight.arranging.movable import Movable
from preflight.arranging.pieces import Piece
from preflight.snapshot_parts import WaveSnapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Push:
    """A wave that contacts people by itself, by the piece that says its day: on ``first`` for the
    piece's option 0, a day later for each further option.
    """

    piece: int
    first: dt.date
    options: int
    channel: str
    wave: WaveSnapshot
    placement: int
    number: int


def pushes_of(movable: Movable, piece: int) -> list[Push]:
    """The plan's waves on push channels, moving along with its first day."""
    earliest = movable.plan.moved(movable.first)
    return [
        Push(
            piece=piece,
            first=wave.on,
            options=movable.options,
            channel=placement.channel,
            wave=wave,
            placement=place,
            number=wave.number,
        )
        for place, placement in enumerate(earliest.placements)
        if movable.context.is_push(placement.channel)
        for wave in placement.waves
    ]


def wave_piece(
    movable: Movable, push: Push, *, parent: int, days: int, shut: Iterable[dt.date]
) -> tuple[Piece, dt.date]:
    """A wave that may lie up to so many days around where it moves along, inside its plan's window;
    and the day of its option 0. A closed day counts as what blocks.
    """
    first = push.first - dt.timedelta(days=days)
    options, present = movable.options + 2 * days, movable.present + days
    length = movable.plan.ends_on - movable.plan.starts_on
    within = [
        (max(option, (on - first).days), min(option + 2 * days, (on + length - first).days))
        for option, on in enumerate(map(movable.day, range(movable.options)))
    ]
    closed = set(shut)
    return (
        Piece(
            key=f"{movable.plan.code}/{push.placement}/{push.number}",
            present=present,
            blocking=[
                int(option != present and first + dt.timedelta(days=option) in closed)
                for option in range(options)
            ],
            warning=(free := [0] * options),
            moving=free,
            parent=parent,
            within=within,
            usual=range(days, days + movable.options),
        ),
        first,
    )
