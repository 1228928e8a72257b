"""Which of a plan's findings one page shows: only these are read whole and put into words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.http import QueryDict

from campaigns.models import Campaign
from common.paging import Page, page_at, start_of
from findings.access import readable
from findings.enums import SETTLED, FindingState, Severity
from findings.ordering import worst_first
from organization.models import User

if TYPE_CHECKING:
    Row = tuple[UUID, str, str, str, int | None]

PAGE = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One page of findings by their keys, and the numbers of the whole list. ``totals`` are by
    severity, ``open_by_rule`` what is open of each severity and rule, ``persons_by_rule`` the keys
    of its sets of persons; ``at`` is the finding that the address names, if it is on the page.
    """

    page: Page[UUID]
    totals: Mapping[str, int]
    open_by_rule: Mapping[tuple[str, str], int]
    persons_by_rule: Mapping[tuple[str, str], Sequence[int]]
    blocking: int
    unsettled: int
    settled: int
    shows_all: bool
    with_settled: bool
    at: UUID | None


def listing_of(campaign: Campaign, user: User, asked: QueryDict) -> Listing:
    """What an address asks for: only what blocks, while something does, or ``show=all``, with
    ``settled`` ones; from a ``cursor`` on, else the page with the finding ``at``. One query.
    """
    rows: list[Row] = list(
        worst_first(readable(user, campaign)).values_list(
            "pk", "state", "severity", "rule", "persons_set_id"
        )
    )
    at = next((row for row in rows if str(row[0]) == asked.get("at")), None)
    blocking = sum(map(_is_blocking, rows))
    shows_all = asked.get("show") == "all" or not blocking
    shows_all |= at is not None and not _is_blocking(at)
    with_settled = bool(asked.get("settled")) or (at is not None and _is_settled(at))
    shown = sorted(
        (
            row
            for row in rows
            if (with_settled if _is_settled(row) else shows_all or _is_blocking(row))
        ),
        key=lambda row: (Severity(row[2]).rank, _is_settled(row)),
    )
    keys = [row[0] for row in shown]
    start = start_of(asked.get("cursor", ""))
    if "cursor" not in asked and at is not None:
        start = keys.index(at[0]) // PAGE * PAGE
    settled = sum(map(_is_settled, rows))
    return Listing(
        page=page_at(keys, start, size=PAGE),
        totals=Counter(row[2] for row in shown),
        open_by_rule=Counter((row[2], row[3]) for row in shown if row[1] == FindingState.OPEN),
        persons_by_rule=sets_of(shown),
        blocking=blocking,
        unsettled=len(rows) - settled,
        settled=settled,
        shows_all=shows_all,
        with_settled=with_settled,
        at=at[0] if at else None,
    )


def sets_of(rows: Iterable[Row]) -> dict[tuple[str, str], list[int]]:
    """The sets of persons of what is open, by severity and rule."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for _key, state, severity, rule, persons in rows:
        if state == FindingState.OPEN and persons is not None:
            found[severity, rule].append(persons)
    return found


def _is_settled(row: Row) -> bool:
    return row[1] in SETTLED


def _is_blocking(row: Row) -> bool:
    return row[1] == FindingState.OPEN and row[2] == Severity.BLOCKING
