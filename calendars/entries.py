"""What stands in the calendar: one row per campaign that the reader may see, in a fixed number of
queries.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.db.models.lookups import IsNull

from calendars.selection import ALL, Filter, calendar_of, narrow
from campaigns.enums import ACTIVE_STATES, CampaignState, Origin
from campaigns.models import Placement, PlanVersion
from findings.enums import Severity
from findings.tally import open_count
from organization.models import User

if TYPE_CHECKING:
    from calendars.selection import ShownCampaign


class Entry(NamedTuple):
    """A campaign as the calendar shows it: the version in force, else the one being worked on.

    ``style`` is its state, ``announced`` for an intention. ``persons`` is the frozen audience, None
    before submission. ``is_open`` is False for another unit's intention, of which name, window,
    channels and branches are known, no more.
    """

    id: int
    code: str
    name: str
    category: str
    unit_id: int
    is_province: bool
    author_id: int
    state: str
    is_announced: bool
    starts_on: dt.date
    ends_on: dt.date
    version_id: int
    revision: int
    updated_at: dt.datetime
    persons: int | None
    is_open: bool = True
    channels: tuple[str, ...] = ()
    branches: tuple[str, ...] = ()
    blocking: int = 0
    warnings: int = 0

    @property
    def style(self) -> str:
        return (
            "announced" if self.is_announced and self.state == CampaignState.DRAFT else self.state
        )

    @property
    def is_draft(self) -> bool:
        return self.state == CampaignState.DRAFT

    @property
    def worst(self) -> str:
        """Severity of the worst open finding, empty if there is none."""
        if self.blocking:
            return str(Severity.BLOCKING)
        return str(Severity.WARNING) if self.warnings else ""


def entries_between(user: User, first: dt.date, last: dt.date, wanted: Filter = ALL) -> list[Entry]:
    """What the user may see whose window meets the span, by first day; windows include both
    ends.
    """
    if wanted == ALL:
        return entries_in(user.read(_between, first, last))
    return entries_in(_between(user, first, last, wanted))


def _between(user: User, first: Any, last: Any, wanted: Filter = ALL) -> QuerySet[Any]:
    campaigns = narrow(calendar_of(user), wanted)
    return columns_of(campaigns.filter(first_day__lte=last, last_day__gte=first))


def entries_of(user: User, codes: Iterable[str], wanted: Filter = ALL) -> list[Entry]:
    """Those of the named campaigns that the user may see."""
    return read(narrow(calendar_of(user), wanted).filter(code__in=codes))


def read(campaigns: QuerySet[ShownCampaign]) -> list[Entry]:
    """The rows of an annotated queryset as entries, with channels, branches and open findings: one
    query.
    """
    return entries_in(columns_of(campaigns))


def columns_of(campaigns: QuerySet[ShownCampaign]) -> QuerySet[Any, Any]:
    """What ``entries_in`` reads, in the order of the calendar."""
    placements = Placement.objects.filter(version_id=OuterRef("shown_id"))
    branches = PlanVersion.branches.through.objects.filter(planversion_id=OuterRef("shown_id"))
    rows = campaigns.order_by("first_day", "code").annotate(
        number=Coalesce("in_force__number", "working__number"),
        is_submitted=IsNull(Coalesce("in_force__submitted_at", "working__submitted_at"), False),
        is_known=IsNull(F("announced_at"), False),
        persons=Coalesce("in_force__audience_set__persons", "working__audience_set__persons"),
        channels=ArraySubquery(placements.order_by("position", "id").values("channel__code")),
        branches=ArraySubquery(
            branches.order_by("unit__position", "unit__code").values("unit__code")
        ),
        blocking=open_count("blocking"),
        warnings=open_count("warnings"),
    )
    return rows.values(
        "id",
        "code",
        "name",
        "kind",
        "owner_unit_id",
        "origin",
        "author_id",
        "state",
        "is_known",
        "first_day",
        "last_day",
        "shown_id",
        "number",
        "is_submitted",
        "updated_at",
        "persons",
        "is_open",
        "channels",
        "branches",
        "blocking",
        "warnings",
    )


def entries_in(rows: Iterable[Mapping[str, Any]]) -> list[Entry]:
    """The entries of rows with these columns."""
    return [
        Entry(
            id=row["id"],
            code=row["code"],
            name=row["name"],
            category=row["kind"] if row["is_open"] else "",
            unit_id=row["owner_unit_id"],
            is_province=row["origin"] == Origin.PROVINCE,
            author_id=row["author_id"],
            state=row["state"],
            is_announced=row["is_known"],
            starts_on=row["first_day"],
            ends_on=row["last_day"],
            version_id=row["shown_id"],
            revision=row["number"] if row["is_submitted"] else row["number"] - 1,
            updated_at=row["updated_at"],
            persons=row["persons"] if row["is_submitted"] else None,
            is_open=bool(row["is_open"]),
            channels=tuple(dict.fromkeys(row["channels"])),
            branches=tuple(row["branches"]),
            blocking=row["blocking"] if row["state"] in ACTIVE_STATES else 0,
            warnings=row["warnings"] if row["state"] in ACTIVE_STATES else 0,
        )
        for row in rows
    ]
