"""Themes, communication plans and drafts; a draft reaches every later state through the
commands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import F
from pyroaring import BitMap

from campaigns.enums import CampaignState
from campaigns.models import Campaign, PlanVersion
from common import clock
from comms import commands
from comms.enums import Decision
from comms.models import CommunicationPlan, Draft, Theme
from customers.bitmaps import store
from organization.enums import Role
from organization.models import User
from tests.factories.organization import make_user

TEXT = "充100送50\n国庆期间到店办理"


def make_theme(
    editor: User,
    *,
    name: str = "国庆惠民",
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    **values: object,
) -> Theme:
    today = clock.today()
    first = starts_on or today
    theme = Theme(
        name=name, starts_on=first, ends_on=ends_on or first + dt.timedelta(days=30), **values
    )
    return commands.save_theme(theme=theme, actor=editor)


def make_plan(editor: User, *campaigns: Campaign, **values: object) -> CommunicationPlan:
    today = clock.today()
    own = {"name": "双节传播", "starts_on": today, "ends_on": today + dt.timedelta(days=30)}
    return commands.create_plan(
        values={**own, **values, "campaigns": list(campaigns)}, actor=editor
    )


def make_draft(
    editor: User, *campaigns: Campaign, plan: CommunicationPlan | None = None, **values: object
) -> Draft:
    """A draft that is being written; its plan holds these campaigns unless one is given."""
    plan = plan or make_plan(editor, *campaigns)
    own = {"title": "双节折页", "body": TEXT, "campaigns": list(campaigns)}
    return commands.create_draft(plan=plan, values={**own, **values}, actor=editor)


def hand_in(draft: Draft) -> Draft:
    return commands.change_draft_state(draft_id=draft.pk, name="hand_in", actor=draft.author)


def approve(draft: Draft, reviewer: User) -> Draft:
    """A draft that was handed in and approved."""
    hand_in(draft)
    return commands.change_draft_state(draft_id=draft.pk, name="approve", actor=reviewer)


def sign(draft: Draft, *signers: tuple[Campaign, User]) -> None:
    for campaign, planner in signers:
        commands.sign_draft(
            draft_id=draft.pk, campaign=campaign, decision=Decision.AGREE, actor=planner
        )


def release(draft: Draft, reviewer: User, signers: Sequence[tuple[Campaign, User]] = ()) -> Draft:
    """A draft that went all the way to the branches."""
    approve(draft, reviewer)
    sign(draft, *signers)
    return commands.change_draft_state(draft_id=draft.pk, name="release", actor=reviewer)


def as_approved(campaign: Campaign) -> Campaign:
    """A draft as branches see it once it is approved, without the way there."""
    frozen = store(BitMap())
    version = PlanVersion.objects.filter(pk=campaign.working_id)
    version.update(
        submitted_at=clock.now(),
        submitted_by=campaign.author,
        audience_set=frozen,
        eligibility_set=frozen,
    )
    Campaign.objects.filter(pk=campaign.pk).update(
        state=CampaignState.APPROVED, in_force=F("working")
    )
    return Campaign.objects.select_related("owner_unit", "working").get(pk=campaign.pk)


def make_editor(**values: object) -> User:
    return make_user(Role.COMMS_EDITOR, **values)


def make_reviewer(**values: object) -> User:
    return make_user(Role.COMMS_REVIEWER, **values)
