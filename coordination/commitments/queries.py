"""Commitments as pages and the API list them."""

from __future__ import annotations

from django.db.models import QuerySet

from campaigns.models import Campaign
from coordination.commitments.access import commitments_for
from coordination.models import Commitment
from organization.models import User

NAMED = ("campaign__owner_unit", "performer_unit", "customer_unit", "claimed_by")


def listed(user: User) -> QuerySet[Commitment]:
    """What a person may see, with what rows name."""
    return commitments_for(user).select_related(*NAMED)


def of_plan(user: User, campaign: Campaign) -> list[Commitment]:
    """A plan's commitments that the person may see, with what they wait for, the next due first."""
    rows = listed(user).filter(campaign=campaign).prefetch_related("waits_for")
    return list(rows.order_by("due_on", "code"))
