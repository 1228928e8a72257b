"""What resource keepers and receiving units change."""

from resources.commands.arrivals import announce_arrival, change_arrival, confirm_arrival
from resources.commands.catalogue import save_resource
from resources.commands.stock import count, issue, receive, transfer

__all__ = [
    "announce_arrival",
    "change_arrival",
    "confirm_arrival",
    "count",
    "issue",
    "receive",
    "save_resource",
    "transfer",
]
