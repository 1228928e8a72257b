"""Putting a proposal on record: whom it asks, by when. No locks and no audit row of its own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from common.errors import refuse, words_within
from common.write import next_code
from coordination.enums import Level, ProposalState
from coordination.models import Proposal
from coordination.negotiation import policies
from coordination.negotiation.people import ROLES, first_present, in_line, is_of_side, unit_asked
from findings.commands.settling import way_out_of
from findings.enums import WayOutKind
from findings.models import Finding
from findings.way_forms import FORMS
from organization.models import User


def ask(
    finding: Finding,
    plans: Sequence[Campaign],
    way_out_id: str,
    *,
    actor: User,
    words: str = "",
    counters: Proposal | None = None,
    now: dt.datetime,
) -> Proposal:
    """A new proposal of a way out that waits for a named person. Raises ``Refused``: 400 not
    offered; 409 proposed already, or the actor's own to do.
    """
    way: Mapping[str, Any] = way_out_of(finding, way_out_id)
    if waiting_for(finding, way_out_id) is not None:
        refuse("already-proposed", _("This was proposed already; who can do it has been told."))
    kind = WayOutKind(way["kind"])
    role = ROLES.get(kind, "")
    plan = next((one for one in plans if one.code == way["campaign"]), plans[0])
    is_owners = not role and kind != WayOutKind.ACCEPT
    unit = unit_asked(plan, plans, kind, actor) if is_owners else plan.owner_unit
    if is_owners and FORMS[kind].advice_for(way["params"]) and not FORMS[kind].is_asked:
        refuse("advice-only", FORMS[kind].advice_for(way["params"]))
    if unit is None:
        refuse("own-to-do", _("This is yours to do; there is nobody to ask for it."))
    proposal = Proposal(
        code=next_code("P", "proposal", now),
        finding=finding,
        way_id=way_out_id,
        way_out=dict(way),
        campaign=plan,
        words=words_within(words, attr="text"),
        proposed_by=actor,
        proposed_at=now,
        unit=unit if is_owners else None,
        role=str(role),
        level=Level.PERSON,
        due_on=policies.due_in(policies.ANSWER_DAYS, now),
        counters=counters,
        updated_at=now,
    )
    proposal.asked = first_present(in_line(proposal, Level.PERSON))
    proposal.save()
    return proposal


def waiting_for(finding: Finding, way_out_id: str) -> Proposal | None:
    """The proposal of a way out that nobody answered yet."""
    waiting = Proposal.objects.filter(state=ProposalState.WAITING)
    return waiting.filter(finding=finding, way_id=way_out_id).first()


def is_of_asker(proposal: Proposal) -> bool:
    """Whether it changes the plan of who proposed it, so that the other side says yes to it."""
    return proposal.unit_id is not None and is_of_side(proposal.proposed_by, proposal.campaign)
