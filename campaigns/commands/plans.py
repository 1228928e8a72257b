"""Writing plans while they are drafts, and the few words that may change later."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns import guards
from campaigns.enums import ACTIVE_STATES, DECIDED, CampaignState, Origin
from campaigns.models import Campaign
from campaigns.notices import notify_about
from campaigns.parts import CAMPAIGN_FIELDS, write_plan
from campaigns.registries import STEPS
from campaigns.review_status import invalidate_review_status, review_status_of
from campaigns.starting import start_draft
from campaigns.workflow.step import touch
from common import clock, locks
from common.errors import Reason, Refused, refuse
from common.write import check_etag, next_code, written
from organization.models import Unit, User
from organization.permissions import Permission

# What stays editable once a plan was submitted, and once it was approved, and what is said of the
# rest.
EDITABLE = frozenset({"name", "objective", "contacts", "notes"})
LATER = {
    False: (
        EDITABLE,
        _(
            "A submitted plan only takes a new name, objective, contacts and notes. Recall it to"
            " change more."
        ),
    ),
    True: (
        frozenset({"contacts", "notes"}),
        _(
            "An approved plan only takes new contacts and notes: branches and calendars show the"
            " rest as it was approved."
        ),
    ),
}
# What outside is called otherwise than in the plan's words inside.
OUTSIDE = {"is_urgent": "urgent"}


def require_owner(actor: User, unit: Unit) -> None:
    """Raise ``Refused`` (403) unless the actor writes plans for the unit."""
    if not actor.may(Permission.WRITE_PLAN, unit):
        refuse(
            "no-permission",
            _("You do not write plans for this unit."),
            status=guards.FORBIDDEN,
            attr="owner_unit",
        )


@transaction.atomic
def create_campaign(
    *,
    plan: Mapping[str, Any],
    actor: User,
    origin: Origin = Origin.OWN,
    now: dt.datetime | None = None,
) -> Campaign:
    """Start a draft from the validated data of ``PlanSerializer``. Raises ``Refused`` (403) for a
    unit that is not the actor's.
    """
    at = now or clock.now()
    require_owner(actor, plan["owner_unit"])
    fields = {name: plan[name] for name in CAMPAIGN_FIELDS if name in plan}
    campaign = Campaign(code=next_code("C", "campaign", at), author=actor, origin=origin, **fields)
    return start_draft(campaign, actor=actor, action="create", now=at, plan=plan)


@transaction.atomic
def change_plan(
    *,
    campaign_id: int,
    plan: Mapping[str, Any],
    actor: User,
    etag: int | None = None,
    content: int | None = None,
    now: dt.datetime | None = None,
) -> Campaign:
    """Change what ``plan`` names. A draft takes everything, a submitted plan only name, objective,
    contacts and notes, an approved one only contacts and notes. What those were before stays on
    record, and who has signed already is told.

    ``etag`` is the write counter that the actor read, ``content`` the content tag, which findings
    leave alone. Raises ``Refused``: 403 not their plan, 409 no longer a draft, 412 stale.
    """
    at = now or clock.now()
    rows = Campaign.objects.filter(pk=campaign_id).select_related("owner_unit", "working")
    campaign = locks.one_of(rows)
    if denied := guards.planner(actor, campaign):
        raise Refused(denied)
    check_etag(campaign.etag, etag)
    check_etag(campaign.content_tag, content)
    refuse_later_change(campaign, plan)
    if "owner_unit" in plan:
        require_owner(actor, plan["owner_unit"])
    details = {"fields": sorted(OUTSIDE.get(field, field) for field in plan)}
    changes = {
        field: [getattr(campaign, field), plan[field]]
        for field in sorted(EDITABLE & set(plan))
        if campaign.state != CampaignState.DRAFT and getattr(campaign, field) != plan[field]
    }
    for field in CAMPAIGN_FIELDS:
        if field in plan:
            setattr(campaign, field, plan[field])
    if campaign.state == CampaignState.DRAFT and campaign.working is not None:
        write_plan(campaign.working, plan, now=at)
    campaign.note_writer(actor)
    touch(campaign, now=at)
    invalidate_review_status(campaign)
    if changes:
        tell_signers(campaign, actor=actor, now=at)
    written(
        "change",
        "campaign",
        campaign.code,
        actor=actor,
        now=at,
        log=("campaign", "rename" if "name" in changes else "change"),
        unit=campaign.owner_unit.code,
        from_state=campaign.state,
        to_state=campaign.state,
        details=details | ({"changes": changes} if changes else {}),
    )
    return campaign


def refuse_later_change(campaign: Campaign, fields: Iterable[str]) -> None:
    """Raise ``Refused`` (409) where the state of the plan does not let these fields be changed:
    asked before what they are to become, so that nobody mends a value in vain.
    """
    if campaign.state == CampaignState.DRAFT:
        return
    if campaign.state not in ACTIVE_STATES:
        refuse("wrong-state", _("The plan is closed and cannot be changed any more."))
    editable, sentence = LATER[campaign.state in DECIDED]
    if fixed := sorted({OUTSIDE.get(field, field) for field in fields} - editable):
        raise Refused(Reason("submitted", sentence, attr=field) for field in fixed)


def tell_signers(campaign: Campaign, *, actor: User, now: dt.datetime) -> None:
    """Tell those who have signed the version that words of the plan were changed after they read
    it.
    """
    signed = [row.decided_by for row in review_status_of(campaign).approvals if row.decided_by]
    notify_about(signed, "changed", campaign, now=now, tab="history/", but=actor)


@transaction.atomic
def delete_draft(
    *, campaign_id: int, actor: User, etag: int | None = None, now: dt.datetime | None = None
) -> None:
    """Remove a draft that was never submitted. Raises ``Refused``: 403 not theirs, 409 not such a
    draft, 412 stale.
    """
    at = now or clock.now()
    campaign = locks.one(Campaign, campaign_id)
    if denied := guards.planner(actor, campaign):
        raise Refused(denied)
    check_etag(campaign.etag, etag)
    if campaign.state != CampaignState.DRAFT:
        refuse("wrong-state", _("Only a draft can be deleted; withdraw the plan instead."))
    if campaign.revision:
        raise Refused(guards.WAS_SUBMITTED)
    if reasons := [one for guard in STEPS.guards("delete") for one in guard(actor, campaign)]:
        raise Refused(reasons)
    code, unit = campaign.code, campaign.owner_unit.code
    campaign.working = None
    campaign.save(update_fields=["working"])
    campaign.delete()
    written(
        "delete",
        "campaign",
        code,
        actor=actor,
        now=at,
        log=("campaign", "delete"),
        unit=unit,
        from_state=CampaignState.DRAFT,
    )
