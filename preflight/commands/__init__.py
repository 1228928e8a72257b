"""What can be done with arrangements of a planning cycle, each in one transaction."""

from preflight.commands.arranging import (
    ARRANGING_JOB,
    ask_owners,
    record_arrangement,
    repeat_arrangement,
    start_arrangement,
    stop_arrangement,
)
from preflight.commands.moving import confirm_move, decline_move

__all__ = [
    "ARRANGING_JOB",
    "ask_owners",
    "confirm_move",
    "decline_move",
    "record_arrangement",
    "repeat_arrangement",
    "start_arrangement",
    "stop_arrangement",
]
