"""Joint plans as their page and API tell them: who takes part with what, and what each may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from campaigns import access
from campaigns.commands.participation import TO_LEAVE, TO_SIGN
from campaigns.enums import CampaignState, ParticipationState
from campaigns.models import Campaign, Participation, Target
from organization.models import User
from organization.permissions import Permission

P = ParticipationState


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A participant of a plan, its targets as far as the person sees them, and what they may do."""

    row: Participation
    targets: Sequence[Target]
    may_answer: bool
    may_write: bool
    may_sign: bool
    may_leave: bool


def parties_of(campaign: Campaign, user: User) -> list[Party]:
    """Everybody who takes part or left, in the order of the plan. Two queries."""
    rows = Participation.objects.filter(version=campaign.working)
    return [
        party_of(row, campaign, user)
        for row in rows.select_related("unit", "product", "instead_of").prefetch_related("targets")
    ]


def party_of(row: Participation, campaign: Campaign, user: User) -> Party:
    writes = user.may(Permission.WRITE_PLAN, row.unit)
    heads = user.may(Permission.APPROVE_PLAN, row.unit)
    is_other = row.unit_id != campaign.owner_unit_id
    sees = access.may_see_budget(user, campaign) or user.may(Permission.SEE_OWN_PLANS, row.unit)
    return Party(
        row=row,
        targets=list(row.targets.all()) if sees else [],
        may_answer=is_other and writes and row.state == P.INVITED,
        may_write=is_other
        and writes
        and row.state != P.LEFT
        and campaign.state == CampaignState.DRAFT,
        may_sign=is_other and heads and row.state == P.ACCEPTED and campaign.state in TO_SIGN,
        may_leave=is_other
        and (writes or heads)
        and row.state in (P.ACCEPTED, P.SIGNED)
        and campaign.state in TO_LEAVE,
    )
