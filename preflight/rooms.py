"""What a channel still carries, day by day."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RoomDay:
    """A day with the contacts that the channel still carries on it and in its week (None: without
    limit) beside all other plans and the plan's other waves; whether the wave fits, and why it may
    not be sent then.
    """

    on: dt.date
    room: int | None
    room_in_week: int | None
    fits: bool
    is_closed: bool
    is_holiday: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A channel of the plan: its largest wave, of so many persons, and the days of the window."""

    channel: str
    persons: int
    days: tuple[RoomDay, ...]
