"""Where a cycle's start dates are arranged."""

from __future__ import annotations

from django.urls import reverse

from campaigns.models import PlanningCycle
from common import clock
from organization.models import User
from preflight.access import may_arrange


def arranging(user: User, cycle: PlanningCycle) -> str | None:
    """The page on which the cycle's dates are worked out; None for who does not do that, and for a
    cycle that is over.
    """
    if not may_arrange(user) or cycle.ends_on < clock.today():
        return None
    return reverse("preflight:arranging", args=[cycle.code])
