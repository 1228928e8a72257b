"""The doors of every page and call about negotiations and proposals."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from coordination.models import Negotiation, Proposal
from coordination.negotiation.access import negotiations_for, proposals_for
from organization.models import User


def negotiation_or_404(user: User, code: str) -> Negotiation:
    """A negotiation that the person reads."""
    return get_object_or_404(negotiations_for(user), code=code)


def proposal_or_404(user: User, code: str) -> Proposal:
    """A proposal that the person reads, or that asks them."""
    return get_object_or_404(proposals_for(user), code=code)
