"""The doors of every page and call about findings."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from campaigns.models import Campaign
from campaigns.views.visible import campaign_or_404
from findings.access import readable, sees_findings
from findings.loading import loaded
from findings.models import Finding
from organization.models import User


def plan_or_404(user: User, code: str) -> Campaign:
    """The plan, if the person may see it and some of what checks found about it."""
    campaign = campaign_or_404(user, code)
    if not sees_findings(user, campaign):
        raise Http404
    return campaign


def finding_or_404(user: User, campaign: Campaign, finding_id: UUID) -> Finding:
    """A finding about this plan that the person reads, with its sides, signatures and comments."""
    rows = readable(user, campaign).filter(pk=finding_id)
    found = loaded(rows)
    if not found:
        raise Http404
    return found[0]
