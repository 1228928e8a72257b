"""Recognising what a check found: a finding is the one of its fingerprint, met again or opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from campaigns.models import Campaign
from common import clock
from customers import bitmaps
from findings.enums import FindingState, Severity
from findings.models import CheckRun, Finding, FindingSide
from findings.types import FindingDraft, jsonable


@dataclass(slots=True)
class Recorded:
    """What recording changed: findings that are new or open again, and those that were closed."""

    opened: list[Finding] = field(default_factory=list)
    closed: list[Finding] = field(default_factory=list)


def upsert(
    found: FindingDraft, *, run: CheckRun | None, recorded: Recorded, now: dt.datetime
) -> Finding:
    """Recognise a finding by its fingerprint or open it; discussion and acceptance stay unless it
    got worse.
    """
    persons_set = bitmaps.store(found.persons, now=now) if found.persons is not None else None
    finding = (
        Finding.objects.select_related("persons_set").filter(fingerprint=found.fingerprint).first()
    )
    is_new = finding is None
    if finding is None:
        finding = Finding(fingerprint=found.fingerprint, first_seen_at=now, rule=found.rule)
    is_worse = not is_new and _is_worse(finding, found, persons_set.persons if persons_set else 0)
    reopens = finding.state in {FindingState.RESOLVED, FindingState.SUPERSEDED}
    if reopens or (
        finding.state == FindingState.ACCEPTED and (is_worse or not _stands(finding, now=now))
    ):
        reopens = True
        finding.state, finding.closed_at = FindingState.OPEN, None
        finding.acceptances.filter(withdrawn_at__isnull=True).update(withdrawn_at=now)
    finding.case, finding.severity, finding.finding_class = (
        found.case,
        found.severity,
        found.finding_class,
    )
    finding.subject, finding.facts = jsonable(found.subject), jsonable(found.facts)
    finding.ways_out = [
        way.as_json(recommended=place == 0) for place, way in enumerate(found.ways_out)
    ]
    finding.persons_set, finding.last_seen_at = persons_set, now
    finding.last_run = run or finding.last_run
    finding.save()
    _set_sides(finding, found.campaigns)
    if is_new or reopens:
        recorded.opened.append(finding)
    return finding


def _is_worse(finding: Finding, found: FindingDraft, persons: int) -> bool:
    before = finding.persons_set.persons if finding.persons_set is not None else 0
    return found.severity.rank < Severity(finding.severity).rank or persons > before


def _stands(finding: Finding, *, now: dt.datetime) -> bool:
    """Whether every signature of the acceptance is still valid."""
    today = clock.today(now)
    days = finding.acceptances.filter(withdrawn_at__isnull=True).values_list(
        "valid_until", flat=True
    )
    return all(day is None or day >= today for day in days)


def _set_sides(finding: Finding, codes: Iterable[str]) -> None:
    """The plans of a finding; the facts are told from the first one's side."""
    plans = {plan.code: plan for plan in Campaign.objects.filter(code__in=list(codes))}
    for place, code in enumerate(codes):
        if code in plans:
            FindingSide.objects.update_or_create(
                finding=finding, campaign=plans[code], defaults={"is_checked_side": place == 0}
            )
