"""What the views of plans share: the visible plan or 404."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import Http404

from campaigns.access import visible_to
from campaigns.loading import with_plan
from campaigns.models import Campaign
from organization.models import User


def visible_plan(user: User, code: str) -> Campaign:
    """The plan of that code, light. Raises 404 for one that is not there or may not be seen."""
    plan = (
        visible_to(user)
        .select_related("owner_unit", "working", "in_force", "author", "amends__in_force")
        .filter(code=code)
        .first()
    )
    if plan is None:
        raise Http404
    return plan


def whole_plan(user: User, code: str) -> Campaign:
    """The plan of that code with all its parts. Raises 404 for one that is not there or may not be
    seen.
    """
    return whole_plan_of(visible_to(user), code)


def whole_plan_of(plans: QuerySet[Campaign], code: str) -> Campaign:
    """The plan of that code among these, with all its parts. Raises 404 if it is not there."""
    plan = with_plan(plans.filter(code=code))
    if plan is None:
        raise Http404
    return plan
