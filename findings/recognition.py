"""Recognising what a check found: a finding is the one of its fingerprint, met again or opened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from campaigns.models import Campaign
from common import clock
from customers import bitmaps
from findings.enums import UNSETTLED, FindingState, RunTrigger, Severity
from findings.models import CheckRun, Finding, FindingSide
from findings.rule_info import rule_of
from findings.types import FindingDraft, jsonable, recommended


@dataclass(slots=True)
class Recorded:
    """What recording changed: findings that are new or open again, and those that were closed."""

    opened: list[Finding] = field(default_factory=list)
    closed: list[Finding] = field(default_factory=list)


def upsert(
    drafts: Iterable[FindingDraft], *, run: CheckRun | None, recorded: Recorded, now: dt.datetime
) -> None:
    """Recognise findings by their fingerprints or open them; what is on record of them is read
    once, however many there are.
    """
    drafts = list(drafts)
    known = {
        one.fingerprint: one
        for one in Finding.objects.filter(
            fingerprint__in=[draft.fingerprint for draft in drafts]
        ).select_related("persons_set")
    }
    tellers = _tellers(known.values())
    codes = {code for draft in drafts for code in draft.campaigns}
    plans = {plan.code: plan for plan in Campaign.objects.filter(code__in=codes)}
    sides: dict[tuple[UUID, str], FindingSide] = {}
    for draft in drafts:
        on_record = known.get(draft.fingerprint)
        if (
            on_record is not None
            and not _is_submission(run)
            and tellers.get(on_record.pk) not in {None, draft.campaigns[0]}
            and _is_told_already(on_record, draft)
        ):
            on_record.last_seen_at = now
            on_record.ways_out = with_own_outlooks(draft, on_record.ways_out)
            on_record.save(update_fields=["last_seen_at", "ways_out"])
            continue
        finding = _upsert_one(draft, on_record, run=run, recorded=recorded, now=now)
        known[draft.fingerprint] = finding
        sides |= {(finding.pk, one.campaign.code): one for one in _sides(finding, draft, plans)}
    # The facts are told from the side of the plan whose run wrote them.
    FindingSide.objects.bulk_create(
        sides.values(),
        update_conflicts=True,
        unique_fields=["finding", "campaign"],
        update_fields=["is_checked_side"],
    )


def _is_submission(run: CheckRun | None) -> bool:
    return run is not None and run.trigger == RunTrigger.SUBMISSION


def _tellers(findings: Iterable[Finding]) -> dict[UUID, str]:
    """The code of the plan from whose side each finding is told."""
    rows = FindingSide.objects.filter(finding__in=list(findings), is_checked_side=True)
    return dict(rows.values_list("finding", "campaign__code"))


def _is_told_already(finding: Finding, draft: FindingDraft) -> bool:
    """Whether what another side says is what stands there, unsettled, from the first one's side:
    then who was checked last makes no difference.
    """
    declared = rule_of(draft.rule).facts.of_case(draft.case)
    return (
        finding.state in UNSETTLED
        and (finding.case, finding.severity) == (draft.case, draft.severity)
        and declared.seen_from(finding.facts, is_checked_side=False) == jsonable(draft.facts)
    )


def _upsert_one(
    found: FindingDraft,
    finding: Finding | None,
    *,
    run: CheckRun | None,
    recorded: Recorded,
    now: dt.datetime,
) -> Finding:
    """Write one finding; discussion and acceptance stay unless it got worse."""
    persons_set = bitmaps.store(found.persons, now=now) if found.persons is not None else None
    is_new = finding is None
    if finding is None:
        finding = Finding(fingerprint=found.fingerprint, first_seen_at=now, rule=found.rule)
    has_worsened = not is_new and _has_worsened(
        finding, found, persons_set.persons if persons_set else 0
    )
    reopens = finding.state in {FindingState.RESOLVED, FindingState.SUPERSEDED}
    if reopens or (
        finding.state == FindingState.ACCEPTED
        and (has_worsened or not _is_accepted_still(finding, now=now))
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
    finding.ways_out = stored_ways(found, finding.ways_out)
    finding.persons_set, finding.last_seen_at = persons_set, now
    finding.last_run = run or finding.last_run
    finding.save()
    if is_new or reopens:
        recorded.opened.append(finding)
    return finding


def stored_ways(found: FindingDraft, before: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The ways out as they are kept. What changes another plan was looked ahead at when that plan
    was checked, and stays as it was found then.
    """
    own = next(iter(found.campaigns), "")
    best = recommended(found.ways_out, own)
    known = {way["id"]: way for way in before}
    stored = []
    for way in found.ways_out:
        one = way.as_json(recommended=way is best)
        earlier = known.get(one["id"], {})
        if way.campaign != own and earlier.get("outlook"):
            one |= {name: earlier[name] for name in ("outlook", "recommended", "solves")}
        stored.append(one)
    return stored


def with_own_outlooks(
    found: FindingDraft, before: Sequence[Mapping[str, Any]]
) -> list[Mapping[str, Any]]:
    """The ways out on record, with what this check foresaw of those that change its own plan."""
    fresh = {way["id"]: way for way in stored_ways(found, before)}
    own = found.campaigns[0]
    return [fresh.get(way["id"], way) if way["campaign"] == own else way for way in before]


def _has_worsened(finding: Finding, found: FindingDraft, persons: int) -> bool:
    before = finding.persons_set.persons if finding.persons_set is not None else 0
    return found.severity.rank < Severity(finding.severity).rank or persons > before


def _is_accepted_still(finding: Finding, *, now: dt.datetime) -> bool:
    """Whether every signature of the acceptance is still valid."""
    today = clock.today(now)
    days = finding.acceptances.filter(withdrawn_at__isnull=True).values_list(
        "valid_until", flat=True
    )
    return all(day is None or day >= today for day in days)


def _sides(
    finding: Finding, draft: FindingDraft, plans: Mapping[str, Campaign]
) -> list[FindingSide]:
    """The plans of a finding, the checked one first; a plan that is not stored is left out."""
    return [
        FindingSide(finding=finding, campaign=plans[code], is_checked_side=place == 0)
        for place, code in enumerate(draft.campaigns)
        if code in plans
    ]
