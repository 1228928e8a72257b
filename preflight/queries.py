"""What is on record of checks: runs under way, findings accepted or not settled."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import F

from campaigns.enums import CampaignState
from campaigns.models import Campaign
from common.models import JobState
from findings.enums import UNSETTLED, FindingState
from findings.models import CheckRun, Finding


def has_unsettled(campaign: Campaign, rules: Iterable[str]) -> bool:
    """Whether something that one of the rules found about the plan is unsettled."""
    return campaign.findings.filter(rule__in=rules, state__in=UNSETTLED).exists()


def is_being_checked(code: str) -> bool:
    """Whether the first check of the plan's version is being worked on."""
    return CheckRun.objects.filter(
        campaign__code=code,
        campaign__state=CampaignState.CHECKING,
        version=F("campaign__working"),
        job__state=JobState.RUNNING,
    ).exists()


def accepted_fingerprints(campaign: Campaign) -> frozenset[str]:
    """The findings on a plan that the right people accepted."""
    return frozenset(
        campaign.findings.filter(state=FindingState.ACCEPTED).values_list("fingerprint", flat=True)
    )


def accepted_on(code: str) -> frozenset[str]:
    """The same of a plan by its code."""
    rows = Finding.objects.filter(campaigns__code=code, state=FindingState.ACCEPTED)
    return frozenset(rows.values_list("fingerprint", flat=True))


def run_of(run_id: UUID) -> CheckRun:
    """The run with what is checked. Raises ``CheckRun.DoesNotExist``."""
    return CheckRun.objects.select_related("campaign__owner_unit", "version").get(pk=run_id)
