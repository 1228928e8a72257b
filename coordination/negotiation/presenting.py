"""Negotiations and proposals as one person reads them, for pages and API alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from campaigns.models import Campaign
from common import clock, display
from common.machine import Buttons, buttons_of
from coordination.enums import NegotiationState, ProposalState
from coordination.models import Negotiation, Position, Proposal
from coordination.negotiation.choices import ranks_of
from coordination.negotiation.people import is_of_side, leaders_for, sides_of
from coordination.negotiation.proposal_guards import is_task
from coordination.negotiation.proposals import PROPOSAL
from coordination.negotiation.workflow import NEGOTIATION
from findings.enums import WayOutKind
from findings.models import Finding
from findings.names import NameResolver
from findings.places import place_of
from findings.way_forms import FORMS, WayForm
from findings.way_views import label_of
from organization.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalView:
    """A proposal as one person finds it: ``label`` is its way out in their language, ``buttons``
    the steps that they may take, ``place`` where the work is done, for who may do it.
    """

    proposal: Proposal
    label: str
    buttons: Buttons
    place: str

    @property
    def form(self) -> WayForm:
        return FORMS[WayOutKind(self.proposal.kind)]

    @property
    def is_waiting(self) -> bool:
        return self.proposal.state == ProposalState.WAITING

    @property
    def is_task(self) -> bool:
        return is_task(self.proposal)

    @property
    def steps(self) -> Mapping[str, object]:
        """The steps that may be taken, by name."""
        every = [self.buttons.primary, *self.buttons.beside, *self.buttons.more]
        return {one.name: one for one in every if one is not None and one.reason is None}

    @property
    def court(self) -> str:
        """In whose court it is, or what came of it, in a sentence."""
        one = self.proposal
        words = {
            "who": str(one.asked or "") or _("nobody"),
            "day": display.full_date(one.due_on),
            "by": str(one.answered_by or ""),
        }
        return SAID[ProposalState(one.state)]() % words


SAID = {
    ProposalState.WAITING: lambda: _("%(who)s has the turn, until %(day)s"),
    ProposalState.ACCEPTED: lambda: _("%(by)s accepted it"),
    ProposalState.DECLINED: lambda: _("%(by)s declined it"),
    ProposalState.COUNTERED: lambda: _("%(by)s proposed something else"),
    ProposalState.DONE: lambda: _("%(by)s has done it"),
    ProposalState.WITHDRAWN: lambda: _("taken back"),
    ProposalState.LAPSED: lambda: _("lapsed"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SideView:
    """One side of a negotiation: its plan, what it stands for, its place in the ranks (0: none)."""

    plan: Campaign
    position: Position | None
    rank: int
    is_own: bool


def proposals_of(proposals: Sequence[Proposal], user: User) -> list[ProposalView]:
    """Proposals as the person reads them, what waits first; one query for names."""
    names = NameResolver(
        user,
        (
            code
            for one in proposals
            for code in FORMS[WayOutKind(one.kind)].params.codes(one.params)
        ),
    )
    return [
        ProposalView(
            proposal=one,
            label=label_of(one.kind, one.params, names),
            buttons=buttons_of(PROPOSAL, one, user),
            place=place_of(one.kind, one.params, one.campaign.code, user),
        )
        for one in sorted(proposals, key=lambda one: (one.state != ProposalState.WAITING, -one.pk))
    ]


def side_views(finding: Finding, negotiation: Negotiation | None, user: User) -> list[SideView]:
    """Both sides, the person's own first."""
    said = {one.campaign_id: one for one in negotiation.positions.all()} if negotiation else {}
    places = ranks_of(finding)
    found = [
        SideView(
            plan=plan,
            position=said.get(plan.pk),
            rank=places.get(plan.code, 0),
            is_own=is_of_side(user, plan),
        )
        for plan in sides_of(finding)
    ]
    return sorted(found, key=lambda one: not one.is_own)


def stage_captions(negotiation: Negotiation, found_at: dt.datetime) -> list[str]:
    """What is known at each stage of the course."""
    decided = negotiation.decided_at
    leaders = leaders_for(negotiation.finding)
    return [
        display.full_date(clock.today(found_at)),
        _("round %(n)s, until %(day)s")
        % {"n": negotiation.round, "day": display.full_date(negotiation.due_on)}
        if negotiation.state == NegotiationState.OPEN
        else _("round %(n)s") % {"n": negotiation.round},
        _("by %(day)s") % {"day": display.full_date(negotiation.due_on)}
        if negotiation.state == NegotiationState.ESCALATED
        else str(negotiation.decided_by or (leaders[0] if leaders else "")),
        display.full_date(clock.today(decided)) if decided else "",
    ]


def course_of(negotiation: Negotiation) -> list[dict[str, object]]:
    """The stages of a negotiation with what is known of each, as its page draws them."""
    captions = stage_captions(negotiation, negotiation.finding.first_seen_at)
    return NEGOTIATION.course.drawn(negotiation.state, captions, icon="swap")
