"""What drafts say of a plan, and whether the plan has changed its terms since."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.urls import reverse

from campaigns.models import Campaign, PlanVersion
from campaigns.plan_data import offers_data
from comms.enums import DraftState
from comms.models import DraftVersion
from comms.queries import drafts_for
from organization.models import User


def written_of(campaign: Campaign, viewer: User) -> Iterator[tuple[str, str, str]]:
    """Kind, newest text and address of every draft of a plan that is not given up."""
    drafts = drafts_for(viewer).filter(campaigns=campaign).exclude(state=DraftState.WITHDRAWN)
    for draft in drafts.prefetch_related("versions"):
        newest = max(draft.versions.all(), key=lambda one: one.number, default=None)
        text = f"{draft.title} {newest.body if newest else ''}"
        yield str(draft), text, reverse("comms:draft", args=[draft.code])


def with_other_terms(version: DraftVersion, campaigns: Iterable[Campaign]) -> frozenset[int]:
    """The plans, by key, whose offers were others when this version was written."""
    plans = {one.pk: one for one in campaigns if one.working_id}
    rows = PlanVersion.objects.filter(campaign__in=plans.keys()).prefetch_related("offers")
    versions = list(rows.order_by("number"))
    changed = set()
    for key, plan in plans.items():
        own = [one for one in versions if one.campaign_id == key]
        known = [one for one in own if one.submitted_at and one.submitted_at <= version.created_at]
        now = next((one for one in own if one.pk == plan.working_id), None)
        if known and now and offers_data(known[-1]) != offers_data(now):
            changed.add(key)
    return frozenset(changed)
