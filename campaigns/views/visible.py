"""The first door of every page and fragment of a campaign."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from campaigns import access
from campaigns.models import Campaign


def campaign_or_404(user: Any, code: str) -> Campaign:
    """The plan, if the user may see it; otherwise there is none."""
    for campaign in user.read(_visible, code):
        return campaign
    raise Http404


def _visible(user: Any, code: Any) -> QuerySet[Campaign]:
    rows = access.visible_to(user).select_related(
        "owner_unit",
        "author",
        "working__audience_set",
        "in_force",
        "initiative",
        "amends__in_force",
    )
    return rows.filter(code=code)


def with_findings_or_404(user: Any, code: str) -> Campaign:
    """The plan, if the user may see it and what checks found about it."""
    campaign = campaign_or_404(user, code)
    if not access.may_see_findings(user, campaign):
        raise Http404
    return campaign
