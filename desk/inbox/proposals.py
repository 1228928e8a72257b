"""Proposals: what I am asked for, what I promised to do, what I wait for."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from campaigns.access import is_owner_side
from common.errors import refuse
from coordination.enums import ProposalState
from coordination.models import Proposal
from coordination.negotiation import commands
from coordination.negotiation.presenting import ProposalView, proposals_of
from coordination.negotiation.proposal_guards import answerer, is_task
from coordination.negotiation.proposals import PROPOSAL
from desk.inbox.item import Answer, Item, Side
from desk.inbox.plans import no_such_answer
from findings.enums import UNSETTLED
from findings.models import Finding
from organization.models import User

MOST = 40
ACCEPT = Answer(name="accept", label=gettext_lazy("Accept"), icon="check", is_best=True)
PROMISE = Answer(name="accept", label=gettext_lazy("I will do it"), icon="check", is_best=True)
FINISH = Answer(name="finish", label=gettext_lazy("It is done"), icon="check-circle")
DECLINE = Answer(name="decline", label=gettext_lazy("Decline"), asks_reason=True)


class Proposals:
    """A row for each proposal about an unsettled finding: on the desk of whose turn it is or who
    promised to do it, and of who waits for it.
    """

    code = "proposal"

    def items(self, user: User, today: dt.date) -> list[Item]:
        rows = user.read(unsettled)
        open_ones = [one for one in rows if one.state == ProposalState.WAITING or is_task(one)]
        found = []
        for view in proposals_of(open_ones, user) if open_ones else ():
            one = view.proposal
            if one.proposed_by_id == user.pk:
                found.append(self._item(view, user, Side.OWED))
            elif answerer(user, one) is None:
                found.append(self._item(view, user, Side.OWE))
        return found

    def _item(self, view: ProposalView, user: User, side: Side) -> Item:
        one, is_mine = view.proposal, side == Side.OWE
        title = _("%(person)s asks: %(way)s") if is_mine else _("Answer to: %(way)s")
        if one.state == ProposalState.ACCEPTED:
            title = _("You promised: %(way)s") if is_mine else _("Promised: %(way)s")
        notes = [one.words] if one.words else []
        if is_mine and one.asked is not None and one.asked_id != user.pk:
            notes.insert(0, _("for %(name)s") % {"name": one.asked})
        return Item(
            key=f"{self.code}:{one.code}",
            side=side,
            kind=gettext_lazy("Proposal"),
            icon="chat",
            title=title % {"person": one.proposed_by, "way": view.label},
            url=address_of(one.finding, user) + f"#{one.code}",
            campaign=one.campaign.name,
            campaign_code=one.campaign.code,
            person="" if is_mine else str(one.asked or one.campaign.owner_unit.label),
            note="; ".join(notes),
            due=one.due_on,
            weight=2,
            answers=answers_of(view) if is_mine else (),
            go=gettext_lazy("Settle it") if is_mine else gettext_lazy("See its status"),
        )

    def answer(self, rest: str, name: str, *, actor: User, reason: str) -> str:
        row = Proposal.objects.filter(code=rest).first()
        if row is None:
            refuse("not-found", gettext_lazy("There is no such proposal."), status=404)
        if name not in ("accept", "finish", "decline"):
            no_such_answer()
        commands.answer_proposal(proposal_id=row.pk, name=name, actor=actor, reason=reason)
        return str(PROPOSAL.rows[name].done)


def answers_of(view: ProposalView) -> tuple[Answer, ...]:
    """What can be answered from the list itself: what asks for words is answered on its page."""
    if view.is_task:
        promise = (PROMISE,) if view.is_waiting else ()
        return (*promise, FINISH, *((DECLINE,) if view.is_waiting else ()))
    is_plain = not view.form.asks_text and view.proposal.kind != "accept"
    return (ACCEPT, DECLINE) if is_plain else (DECLINE,)


def address_of(finding: Finding, user: User) -> str:
    """Where it is talked over, at the person's own plan where one of the two is theirs."""
    plans = [side.campaign for side in finding.sides.all()]
    first = next((plan for plan in plans if is_owner_side(user, plan)), plans[0])
    return reverse("coordination:negotiation", args=[first.code, finding.pk])


def unsettled(user: User) -> QuerySet[Proposal]:
    """What the person was asked for or asks for about findings that nobody has settled."""
    turn = Q(asked=user) | Q(asked__in=[one.pk for one in user.acting_for])
    return (
        Proposal.objects.filter(turn | Q(proposed_by=user))
        .filter(
            Q(state=ProposalState.WAITING) | Q(state=ProposalState.ACCEPTED),
            finding__state__in=UNSETTLED,
        )
        .select_related(
            "finding",
            "campaign__owner_unit",
            "campaign__working",
            "proposed_by",
            "asked",
            "unit",
        )
        .prefetch_related(
            "finding__sides__campaign__owner_unit",
            "finding__sides__campaign__working",
            "finding__acceptances",
        )
        .order_by("due_on", "pk")[:MOST]
    )


SOURCE = Proposals()
