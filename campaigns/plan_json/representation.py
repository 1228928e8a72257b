"""A plan as JSON, as one person may read it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from campaigns.access import may_see_audience, may_see_budget, may_see_lists
from campaigns.enums import ApprovalRole, SourceUse
from campaigns.models import Approval, AudienceSource, Campaign, Hold, PlanVersion
from campaigns.plan_json.parts import (
    AudienceSerializer,
    OfferSerializer,
    ParticipantSerializer,
    PlacementSerializer,
    ResourceRequestSerializer,
    TargetSerializer,
)
from campaigns.review_status import review_status_of
from campaigns.workflow import machine_of
from common import clock
from common.api.steps import transitions_json
from organization.models import User

# Whose agreement ends what stands still.
RESUMERS = (ApprovalRole.HEAD, ApprovalRole.SERVICE_MANAGER)


def plan_json(
    campaign: Campaign,
    version: PlanVersion,
    user: User,
    *,
    references: Callable[[AudienceSource], str | None] | None = None,
) -> dict[str, Any]:
    """The plan's words in the shape in which they are written; without budget, targets and audience
    for who may not see them.

    ``version`` comes from ``campaigns.loading``; ``references`` as ``SourceField`` takes it.
    """
    sees_budget, sees_audience = may_see_budget(user, campaign), may_see_audience(user, campaign)
    context = {
        "shows_lists": may_see_lists(user, campaign),
        "viewer": user,
        "references": references,
    }
    plan: dict[str, Any] = {
        "name": campaign.name,
        "category": version.category,
        "owner_unit": campaign.owner_unit.code,
        "branches": [unit.code for unit in version.branches.all()],
        "external_code": campaign.external_code,
        "initiative": campaign.initiative.code if campaign.initiative else None,
        "starts_on": version.starts_on.isoformat(),
        "ends_on": version.ends_on.isoformat(),
        "objective": campaign.objective,
        "contacts": campaign.contacts,
        "notes": campaign.notes,
        "urgent": version.is_urgent,
        "flex_days": version.flex_days,
        "enrolment": version.enrolment,
        "selling_points": [point.text for point in version.selling_points.all()],
        "offers": OfferSerializer(version.offers.all(), many=True, context=context).data,
        "participants": (
            ParticipantSerializer(version.participants.all(), many=True, context=context).data
        ),
        "placements": (
            PlacementSerializer(version.placements.all(), many=True, context=context).data
        ),
        "resource_requests": (
            ResourceRequestSerializer(
                version.resource_requests.all(), many=True, context=context
            ).data
        ),
        "service_plan": _service_plan(version),
    }
    if sees_budget:
        plan["targets"] = TargetSerializer(version.own_targets, many=True).data  # type: ignore[attr-defined]
        plan["budget"] = f"{version.budget:.2f}" if version.budget is not None else None
    else:
        for participant in plan["participants"]:
            participant.pop("targets")
    if sees_audience:
        plan |= _audience(version, context)
    else:
        for placement in plan["placements"]:
            placement.pop("exclude")
    return plan


def _audience(version: PlanVersion, context: dict[str, Any]) -> dict[str, Any]:
    rows = version.plan_sources  # type: ignore[attr-defined]
    shown = AudienceSerializer(context=context)
    own = [row for row in rows if row.use == SourceUse.ELIGIBILITY]
    return {
        "audience": shown.to_representation([row for row in rows if row.use == SourceUse.AUDIENCE]),
        "eligibility": shown.to_representation(own) if version.has_own_eligibility else None,
    }


def _service_plan(version: PlanVersion) -> dict[str, Any]:
    return {
        "contingency": version.contingency,
        "script": version.script,
        "training_on": version.training_on.isoformat() if version.training_on else None,
        "terms": version.terms,
        "exit_rule": version.exit_rule,
        "scripts": [
            {"campaign": row.against.code, "text": row.text} for row in version.explanations.all()
        ],
    }


def status_json(campaign: Campaign, user: User, *, with_steps: bool = True) -> dict[str, Any]:
    """What every answer about a plan says beside its words: state, revision, sizes, grade,
    signatures, what stands still, steps.
    """
    version = campaign.working
    frozen = version if version is not None and version.audience_set_id else None
    status = review_status_of(campaign)
    return {
        "state": campaign.state,
        "state_since": clock.iso(campaign.state_since),
        "ended_on": campaign.ended_on.isoformat() if campaign.ended_on else None,
        "revision": campaign.revision,
        "amends": campaign.amends.code if campaign.amends else None,
        "origin": campaign.origin,
        "announced": campaign.is_announced,
        "audience_size": frozen.audience_set.persons if frozen and frozen.audience_set else None,
        "eligibility_size": (
            frozen.eligibility_set.persons if frozen and frozen.eligibility_set else None
        ),
        "risk_grade": status.check.grade,
        "rank": campaign.rank,
        "hold_reason": campaign.hold_reason,
        "author": campaign.author.username,
        "created_at": clock.iso(campaign.created_at),
        "updated_at": clock.iso(campaign.updated_at),
        "etag": f"{campaign.code}.{campaign.etag}",
        "approvals": [_approval(row) for row in status.approvals],
        "holds": [_hold(row) for row in status.holds],
        **(
            {"transitions": transitions_json(machine_of(campaign).offered(campaign, user))}
            if with_steps
            else {}
        ),
    }


def _approval(row: Approval) -> dict[str, Any]:
    return {
        "role": row.role,
        "required": True,
        "decided_by": row.decided_by.username if row.decided_by else None,
        "decision": row.decision or None,
        "decided_at": clock.iso(row.decided_at),
    }


def _hold(row: Hold) -> dict[str, Any]:
    return {
        "kind": row.kind,
        "channel": row.channel.code if row.channel else None,
        "branch": row.branch.code if row.branch else None,
        "since": clock.iso(row.placed_at),
        "reason": row.reason,
        "waits_for": [role for role in RESUMERS if row.is_missing(role)],
    }


def campaign_json(campaign: Campaign, user: User) -> dict[str, Any]:
    """A whole plan with where it stands. ``campaign`` comes from ``queries.with_plan``."""
    words = plan_json(campaign, campaign.working, user) if campaign.working is not None else {}
    return {"code": campaign.code, **words, **status_json(campaign, user)}


def listed_json(campaign: Campaign, user: User, *, with_steps: bool = True) -> dict[str, Any]:
    """A plan as a list shows it. ``campaign`` comes from ``queries.listed``, with its status
    loaded.
    """
    version = campaign.working
    status = status_json(campaign, user, with_steps=with_steps)
    if version is None:
        return {"code": campaign.code, "name": campaign.name, **status}
    placements = list(version.placements.all())
    products = [offer.product.code for offer in version.offers.all()]
    products += [placement.product.code for placement in placements if placement.product]
    return {
        "code": campaign.code,
        "name": campaign.name,
        "category": version.category,
        "owner_unit": campaign.owner_unit.code,
        "branches": [unit.code for unit in version.branches.all()],
        "external_code": campaign.external_code,
        "starts_on": version.starts_on.isoformat(),
        "ends_on": version.ends_on.isoformat(),
        "channels": list(dict.fromkeys(placement.channel.code for placement in placements)),
        "products": list(dict.fromkeys(products)),
        "urgent": version.is_urgent,
        **status,
    }
