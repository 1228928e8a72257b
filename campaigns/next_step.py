"""What has to happen next with a plan, and who has it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from campaigns.commands.approval import SIGNERS
from campaigns.enums import ApprovalRole, CampaignState
from campaigns.models import Campaign
from campaigns.people import heads_of, planners_of, service_managers
from campaigns.standing import standing_of
from organization.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStep:
    """What has to happen next with a plan, and who has it; nobody where it is the system's or the calendar's."""

    text: str
    people: list[User]


def next_step(campaign: Campaign) -> NextStep:
    """Who has the plan now, in a sentence."""
    step = STEPS.get(CampaignState(campaign.state))
    return step(campaign) if step else NextStep(text=_("Nothing more happens with this plan."), people=[])


def _draft(campaign: Campaign) -> NextStep:
    return NextStep(text=_("The planner completes the plan and submits it."), people=planners_of(campaign.owner_unit))


def _checking(campaign: Campaign) -> NextStep:
    if standing_of(campaign).check_failed:
        return NextStep(text=_("The check failed; the planner starts it again."), people=planners_of(campaign.owner_unit))
    return NextStep(text=_("The check is under way."), people=[])


def _coordinating(campaign: Campaign) -> NextStep:
    count = standing_of(campaign).open_blocking
    sentence = _("%(count)s blocking findings have to be settled.") % {"count": count} if count else _("The planner finalises the plan.")
    return NextStep(text=sentence, people=planners_of(campaign.owner_unit))


def _finalised(campaign: Campaign) -> NextStep:
    roles = [ApprovalRole(row.role) for row in standing_of(campaign).approvals if not row.decision]
    people = {user.pk: user for role in roles for user in SIGNERS[role](campaign.owner_unit)}
    labels = ", ".join(str(role.label) for role in roles)
    return NextStep(text=_("Signatures are missing: %(roles)s.") % {"roles": labels}, people=list(people.values()))


def _approved(campaign: Campaign) -> NextStep:
    if campaign.hold_reason:
        sentence = _("The launch is held: %(reason)s") % {"reason": campaign.hold_reason}
        return NextStep(text=sentence, people=heads_of(campaign.owner_unit))
    return NextStep(text=_("It starts on its first day."), people=[])


def _live(campaign: Campaign) -> NextStep:
    return NextStep(text=_("It runs until its last day."), people=[])


def _suspended(campaign: Campaign) -> NextStep:
    unit = campaign.owner_unit
    return NextStep(
        text=_("Head and service manager agree to go on, or the head ends it."), people=[*heads_of(unit), *service_managers(unit)]
    )


def _ended(campaign: Campaign) -> NextStep:
    return NextStep(text=_("The service manager accepts the evaluation."), people=service_managers(campaign.owner_unit))


STEPS: dict[CampaignState, Callable[[Campaign], NextStep]] = {
    CampaignState.DRAFT: _draft,
    CampaignState.CHECKING: _checking,
    CampaignState.COORDINATING: _coordinating,
    CampaignState.FINALISED: _finalised,
    CampaignState.APPROVED: _approved,
    CampaignState.LIVE: _live,
    CampaignState.SUSPENDED: _suspended,
    CampaignState.ENDED: _ended,
}
