"""Recognising what a check found: a finding is the one of its fingerprint, met again or opened.

What is on record is read once, compared in memory, and written in a fixed number of statements:
one for all that is new or says something else, one for all that was only seen again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from pyroaring import BitMap

from campaigns.models import Campaign
from common import clock
from customers import bitmaps
from customers.models import PartySet
from findings.enums import UNSETTLED, FindingState, RunTrigger, Severity
from findings.models import CheckRun, Finding, FindingAcceptance
from findings.on_record import OnRecord, on_record, write_sides
from findings.rule_info import rule_of
from findings.types import FindingDraft, jsonable, recommended

SAID = (
    "case",
    "severity",
    "finding_class",
    "state",
    "subject",
    "facts",
    "ways_out",
    "persons_set_id",
    "closed_at",
)
WRITTEN = [*(name.removesuffix("_id") for name in SAID), "last_seen_at", "last_run"]


@dataclass(slots=True)
class Recorded:
    """What recording changed: findings that are new or open again, and those that were closed; and
    the codes of the plans of each, by its key.
    """

    opened: list[Finding] = field(default_factory=list)
    closed: list[Finding] = field(default_factory=list)
    plans: dict[UUID, set[str]] = field(default_factory=dict)


def upsert(
    drafts: Iterable[FindingDraft],
    *,
    run: CheckRun | None,
    recorded: Recorded,
    now: dt.datetime,
    plans: Mapping[str, Campaign] | None = None,
    of: Campaign | None = None,
) -> OnRecord:
    """Recognise findings by their fingerprints or open them; what was on record of them, and beside
    them ``of`` a plan. ``plans`` are those they are about, by code, where the caller has them.
    """
    found = {draft.fingerprint: draft for draft in drafts}
    record = on_record(found, of=of)
    sets = stored_sets(found, record, now=now)
    written: list[Finding] = []
    seen: list[Finding] = []
    sides: dict[UUID, dict[str, bool]] = {}
    for fingerprint, draft in found.items():
        finding = record.findings.get(fingerprint)
        if finding is not None and not _is_submission(run) and _is_told(finding, draft, record):
            before = finding.ways_out
            finding.ways_out = with_own_outlooks(draft, before)
            (seen if finding.ways_out == before else written).append(finding)
            finding.last_seen_at = now
            continue
        is_new = finding is None
        if finding is None:
            finding = Finding(fingerprint=fingerprint, first_seen_at=now, rule=draft.rule)
        said = [getattr(finding, name) for name in SAID]
        if reopens(finding, draft, sets.get(fingerprint), record, is_new=is_new, now=now):
            finding.state, finding.closed_at = FindingState.OPEN, None
            recorded.opened.append(finding)
            recorded.plans[finding.pk] = set(draft.campaigns)
        _say(finding, draft, sets.get(fingerprint))
        finding.last_seen_at = now
        finding.last_run_id = run.pk if run is not None else finding.last_run_id
        is_changed = is_new or said != [getattr(finding, name) for name in SAID]
        (written if is_changed else seen).append(finding)
        sides[finding.pk] = {code: place == 0 for place, code in enumerate(draft.campaigns)}
    write(written, seen, run=run, now=now)
    withdraw_signatures(
        [one for one in recorded.opened if one.fingerprint in record.findings], now=now
    )
    write_sides(sides, record, plans if plans is not None else plans_of(found.values()))
    return record


def plans_of(drafts: Iterable[FindingDraft]) -> dict[str, Campaign]:
    codes = {code for draft in drafts for code in draft.campaigns}
    return {plan.code: plan for plan in Campaign.objects.filter(code__in=codes)}


def stored_sets(
    found: Mapping[str, FindingDraft], record: OnRecord, *, now: dt.datetime
) -> dict[str, PartySet]:
    """The rows of the persons of findings, by fingerprint; those that are on record as they are
    stay.
    """
    sets: dict[str, PartySet] = {}
    other: dict[str, BitMap] = {}
    for key, draft in found.items():
        if draft.persons is None:
            continue
        finding = record.findings.get(key)
        before = finding.persons_set if finding is not None else None
        if before is not None and bitmaps.is_stored_as(draft.persons, before):
            sets[key] = before
        else:
            other[key] = draft.persons
    if other:
        sets |= zip(other, bitmaps.store_many(other.values(), now=now), strict=True)
    return sets


def write(
    written: Sequence[Finding], seen: Sequence[Finding], *, run: CheckRun | None, now: dt.datetime
) -> None:
    """Put findings on record: what they say, or only that they were seen again."""
    if written:
        Finding.objects.bulk_create(
            written, update_conflicts=True, unique_fields=["fingerprint"], update_fields=WRITTEN
        )
    if seen:
        again = {"last_seen_at": now} | ({"last_run": run} if run is not None else {})
        Finding.objects.filter(pk__in=[one.pk for one in seen]).update(**again)


def withdraw_signatures(opened: Sequence[Finding], *, now: dt.datetime) -> None:
    """Who accepted a finding did not accept what it is now."""
    if opened:
        FindingAcceptance.objects.filter(
            finding__in=[one.pk for one in opened], withdrawn_at__isnull=True
        ).update(withdrawn_at=now)


def _is_submission(run: CheckRun | None) -> bool:
    return run is not None and run.trigger == RunTrigger.SUBMISSION


def _is_told(finding: Finding, draft: FindingDraft, record: OnRecord) -> bool:
    """Whether what another side says is what stands there, unsettled, from the first one's side:
    then who was checked last makes no difference.
    """
    if record.is_told_from(finding) in {"", draft.campaigns[0]}:
        return False
    declared = rule_of(draft.rule).facts.of_case(draft.case)
    return (
        finding.state in UNSETTLED
        and (finding.case, finding.severity) == (draft.case, draft.severity)
        and declared.seen_from(finding.facts, is_checked_side=False) == jsonable(draft.facts)
    )


def reopens(
    finding: Finding,
    draft: FindingDraft,
    persons_set: PartySet | None,
    record: OnRecord,
    *,
    is_new: bool,
    now: dt.datetime,
) -> bool:
    """Whether a finding is open from now on: discussion and acceptance stay unless it got worse."""
    if is_new or finding.state in {FindingState.RESOLVED, FindingState.SUPERSEDED}:
        return True
    return finding.state == FindingState.ACCEPTED and (
        _has_worsened(finding, draft, persons_set.persons if persons_set else 0)
        or not record.is_accepted_still(finding, clock.today(now))
    )


def _say(finding: Finding, draft: FindingDraft, persons_set: PartySet | None) -> None:
    finding.case, finding.severity = draft.case, draft.severity
    finding.finding_class = draft.finding_class
    finding.subject, finding.facts = jsonable(draft.subject), jsonable(draft.facts)
    finding.ways_out = stored_ways(draft, finding.ways_out)
    finding.persons_set_id = persons_set.pk if persons_set is not None else None


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
