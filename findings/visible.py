"""The door of every page and call about one finding."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404

from campaigns.models import Campaign
from findings.models import Finding
from findings.presenting import with_sides


def finding_or_404(campaign: Campaign, finding_id: UUID) -> Finding:
    """A finding about this plan, with its sides, signatures and comments."""
    finding: Finding | None = with_sides(
        Finding.objects.filter(pk=finding_id, campaigns=campaign)
    ).first()
    if finding is None:
        raise Http404
    return finding
