"""Fragments of campaigns' pages that need the rules: findings of a draft as one writes it, better
days, what a way out leads to.
"""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from campaigns.access import may_write, visible_to
from campaigns.bounds import hints
from campaigns.models import Campaign
from findings import commands
from findings.access import readable
from findings.enums import FindingState, Severity
from findings.models import Finding
from findings.presenting import FindingView
from organization.http import SignedInRequest
from preflight import stored_plans
from preflight.preview import SECONDS, Preview, look_at, next_try, preview_draft

SHOWN = 3  # sentences per severity in the narrow panel


def own_plan(user: Any, code: str) -> Campaign:
    """The plan, if the user may see it (else 404) and writes it (else 403)."""
    campaign = get_object_or_404(
        visible_to(user).select_related("owner_unit", "working"), code=code
    )
    if not may_write(user, campaign):
        raise PermissionDenied
    if campaign.working is None:
        raise Http404
    return campaign


@dataclass(frozen=True, slots=True)
class SeverityGroup:
    """The findings of one severity, the first few apart from the rest."""

    severity: str
    first: list[FindingView]
    rest: list[FindingView]

    @property
    def count(self) -> int:
        return len(self.first) + len(self.rest)

    @property
    def more(self) -> int:
        return len(self.rest)


def severity_groups(seen: Preview, user: Any) -> list[SeverityGroup]:
    """The findings by severity, worst first."""
    shown = seen.shown_to(user)
    found = [
        (severity, [one for one in shown if one.severity == severity]) for severity in Severity
    ]
    return [
        SeverityGroup(str(severity), rows[:SHOWN], rows[SHOWN:]) for severity, rows in found if rows
    ]


@require_GET
def panel(request: SignedInRequest, code: str) -> HttpResponse:
    """What a check would find in the draft as it is stored now, within a second or two."""
    campaign = own_plan(request.user, code)
    assert campaign.working is not None  # noqa: S101 - own_plan answers 404 without
    seen = preview_draft(campaign, campaign.working)
    last = Finding.objects.filter(
        campaigns=campaign, state=FindingState.OPEN, severity=Severity.BLOCKING
    )
    known = set(last.values_list("fingerprint", flat=True))
    now = {one.fingerprint for one in seen.answers.findings if one.severity == Severity.BLOCKING}
    context = {
        "campaign": campaign,
        "severity_groups": severity_groups(seen, request.user),
        "seen": seen,
        "hints": list(hints(campaign.working, seen.may_order)),
        "solved": len(known - now) if seen.answers.is_complete else 0,
        "again": "" if seen.answers.is_complete else asking_again(request),
    }
    return render(request, "preflight/panel.html", context)


def asking_again(request: SignedInRequest) -> str:
    """The address to ask again after an answer that its deadline cut short, a few times: what was
    read is remembered by now. Empty for no more.
    """
    again = next_try(request.GET.get("again", ""))
    return f"{request.path}?again={again}" if again else ""


@require_GET
def outlook(request: SignedInRequest, code: str, finding_id: UUID, way_id: str) -> HttpResponse:
    """The findings of the plan that a way out changes, before and after; nothing is applied."""
    campaign = get_object_or_404(visible_to(request.user).select_related("owner_unit"), code=code)
    finding = get_object_or_404(readable(request.user, campaign), pk=finding_id)
    version = commands.foresee_way_out(
        finding_id=finding.pk, way_out_id=way_id, actor=request.user, extra={"text": "…"}
    )
    seen = look_at(stored_plans.plan_of(version), until=time.monotonic() + SECONDS)
    before = Counter(
        Finding.objects.filter(campaigns=version.campaign, state=FindingState.OPEN).values_list(
            "severity", flat=True
        )
    )
    after = Counter(str(one.severity) for one in seen.answers.findings)
    is_complete = seen.answers.is_complete
    counts = [
        {
            "severity": str(one),
            "before": before[str(one)],
            "after": after[str(one)] if is_complete else None,
        }
        for one in Severity
    ]
    left = next(
        (
            str(one.severity)
            for one in seen.answers.findings
            if one.fingerprint == finding.fingerprint
        ),
        "",
    )
    context = {
        "severity_groups": severity_groups(seen, request.user),
        "counts": counts,
        "is_open": not left and not is_complete,
        "is_gone": not left and is_complete,
        "eased_to": left if left != finding.severity else "",
        "seen": seen,
        "finding": finding,
        "again": "" if is_complete else asking_again(request),
    }
    return render(request, "preflight/outlook.html", context)
