"""What is on record of some findings, read at once however many they are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID

from campaigns.models import Campaign
from findings.enums import UNSETTLED, FindingState
from findings.models import Finding, FindingAcceptance, FindingSide


@dataclass(slots=True)
class OnRecord:
    """Findings by fingerprint, and the ``others`` that stand on a plan; by their keys the plans
    that each is about (by code, True for the one from whose side it is told), and until when the
    signatures of the accepted ones hold.
    """

    findings: dict[str, Finding] = field(default_factory=dict)
    others: list[Finding] = field(default_factory=list)
    sides: dict[UUID, dict[str, bool]] = field(default_factory=dict)
    signed_until: dict[UUID, list[dt.date | None]] = field(default_factory=dict)

    def is_told_from(self, finding: Finding) -> str:
        """The code of the plan from whose side a finding is told; empty where none is marked."""
        sides = self.sides.get(finding.pk, {})
        return next((code for code, is_checked in sides.items() if is_checked), "")

    def is_accepted_still(self, finding: Finding, today: dt.date) -> bool:
        """Whether every signature of the acceptance is still valid."""
        days = self.signed_until.get(finding.pk, [])
        return all(day is None or day >= today for day in days)


def on_record(fingerprints: Collection[str], *, of: Campaign | None = None) -> OnRecord:
    """Findings with these fingerprints, and all that are not settled yet of a plan. Three queries
    at most.
    """
    every = Finding.objects.select_related("persons_set")
    wanted = every.filter(fingerprint__in=fingerprints)
    if of is not None:
        # Two parts, for the database finds each by an index of its own.
        mine = every.filter(campaigns=of, state__in=UNSETTLED)
        wanted = wanted.union(mine.exclude(fingerprint__in=fingerprints), all=True)
    rows = list(wanted)
    findings = {one.fingerprint: one for one in rows if one.fingerprint in fingerprints}
    others = [one for one in rows if one.fingerprint not in fingerprints]
    found = OnRecord(findings, others, sides_of(rows))
    accepted = [one for one in findings.values() if one.state == FindingState.ACCEPTED]
    if accepted:
        signed = FindingAcceptance.objects.filter(finding__in=accepted, withdrawn_at__isnull=True)
        for key, until in signed.values_list("finding", "valid_until"):
            found.signed_until.setdefault(key, []).append(until)
    return found


def sides_of(findings: Collection[Finding]) -> dict[UUID, dict[str, bool]]:
    """The plans of findings, by the finding's key and the plan's code."""
    sides: dict[UUID, dict[str, bool]] = {}
    if findings:
        rows = FindingSide.objects.filter(finding__in=[one.pk for one in findings])
        for key, code, is_checked in rows.values_list(
            "finding", "campaign__code", "is_checked_side"
        ):
            sides.setdefault(key, {})[code] = is_checked
    return sides


def write_sides(
    wanted: dict[UUID, dict[str, bool]], record: OnRecord, plans: Mapping[str, Campaign]
) -> None:
    """Keep what findings are about where it is not on record so; plans that are not stored are left
    out.
    """
    new = [
        FindingSide(finding_id=key, campaign=plans[code], is_checked_side=is_checked)
        for key, sides in wanted.items()
        for code, is_checked in sides.items()
        if code in plans and record.sides.get(key, {}).get(code) is not is_checked
    ]
    if new:
        FindingSide.objects.bulk_create(
            new,
            update_conflicts=True,
            unique_fields=["finding", "campaign"],
            update_fields=["is_checked_side"],
        )
