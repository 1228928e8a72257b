"""What the database holds, and how much room that takes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db import connection
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# Beginning of a table's name → what it holds; all others are sign-ins, sessions and the like.
AREAS: dict[str, str | Promise] = {
    "customers": _("Customers"),
    "campaigns": _("Campaigns"),
    "findings": _("Checks and findings"),
    "preflight": _("Checks and findings"),
    "assessment": _("Pre-assessment"),
    "coordination": _("Coordination"),
    "frontline": _("Front line"),
    "channels": _("Channels"),
    "resources": _("Resources"),
    "comms": _("Comms"),
    "calendars": _("Calendar"),
    "organization": _("People, units, notices"),
    "common": _("Audit trail and background work"),
}
OTHERS = _("Sign-ins and sessions")


@dataclass(frozen=True, slots=True)
class Room:
    """An area of the product and the megabytes that its tables take with their indexes."""

    area: str
    megabytes: int


def by_area() -> list[Room]:
    """What each area takes, the largest first; less than a megabyte is left out."""
    taken: Counter[str] = Counter()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT split_part(relname, '_', 1), sum(pg_total_relation_size(oid)) FROM pg_class"
            " WHERE relkind IN ('r', 'm') AND relnamespace = current_schema()::regnamespace"
            " GROUP BY 1"
        )
        for name, size in cursor.fetchall():
            taken[str(AREAS.get(name, OTHERS))] += int(size)
    found = (Room(area, round(size / 2**20)) for area, size in taken.most_common())
    return [one for one in found if one.megabytes]


def database_megabytes() -> int:
    """What the database takes on its server's disk."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return round(cursor.fetchone()[0] / 2**20)
