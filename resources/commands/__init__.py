"""What resource keepers and receiving units change."""

from resources.commands.arrivals import (
    announce_arrival,
    cancel_arrival,
    change_arrival,
    confirm_arrival,
    undo_receipt,
)
from resources.commands.catalogue import save_resource
from resources.commands.stock import count, issue, receive, transfer

__all__ = [
    "announce_arrival",
    "cancel_arrival",
    "change_arrival",
    "confirm_arrival",
    "count",
    "issue",
    "receive",
    "save_resource",
    "transfer",
    "undo_receipt",
]
