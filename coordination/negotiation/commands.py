"""What can be done with negotiations and proposals. Every command is one transaction; the plans of
the finding are locked first, as the order of locks has it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from campaigns.workflow.step import Step as PlanStep
from common import clock, locks
from common.errors import NO_PERMISSION, Refused, refuse
from common.write import came_about, check_etag, next_code, written
from coordination.enums import UNDER_WAY, Level, ProposalState
from coordination.models import Negotiation, Position, Proposal
from coordination.negotiation import policies
from coordination.negotiation.asking import ask
from coordination.negotiation.notices import tell, tell_sides
from coordination.negotiation.people import in_line, is_of_side, owners_of, sides_of
from coordination.negotiation.proposals import PROPOSAL
from coordination.negotiation.workflow import NEGOTIATION
from findings.commands.recording import renew
from findings.commands.settling import open_finding
from findings.enums import WayOutKind
from findings.models import Finding
from findings.way_forms import FORMS
from organization.models import User

# What changes plans takes the approval lock before anything else.
CHANGING = frozenset({"accept", "decide"})


@transaction.atomic
def propose_way_out(
    *,
    finding_id: UUID,
    way_out_id: str,
    actor: User,
    text: str = "",
    now: dt.datetime | None = None,
) -> Proposal:
    """Ask who can do it for a way out; between two sides this opens the negotiation.

    Raises ``Refused``: 400 not offered, 409 proposed already, settled, or the actor's own to do.
    """
    at = now or clock.now()
    finding, plans = open_finding(finding_id)
    proposal = ask(finding, plans, way_out_id, actor=actor, words=text, now=at)
    if proposal.unit_id is not None and len(plans) > 1:
        opened(finding, actor=actor, now=at)
    if people := asked_people(proposal):
        tell(
            people,
            "asked" if FORMS[WayOutKind(proposal.kind)].is_asked else "proposed",
            proposal.campaign,
            finding,
            now=at,
            but=actor,
            person=actor.get_full_name(),
            due=proposal.due_on.isoformat(),
        )
    renew(plans)
    written(
        "propose",
        "proposal",
        proposal.code,
        actor=actor,
        now=at,
        log=("campaign", "propose"),
        of=[plan.code for plan in plans],
        unit=proposal.campaign.owner_unit.code,
        to_state=proposal.state,
        reason=proposal.words,
        details={"way_out": way_out_id, "campaign": proposal.campaign.code},
    )
    return proposal


def asked_people(proposal: Proposal) -> list[User]:
    """Who hears of a new proposal: the named person, and all who sign an acceptance."""
    if proposal.kind == WayOutKind.ACCEPT:
        return in_line(proposal, Level.PERSON)
    return [proposal.asked] if proposal.asked is not None else []


@transaction.atomic
def answer_proposal(
    *,
    proposal_id: int,
    name: str,
    actor: User,
    reason: str = "",
    text: str = "",
    way_out: str = "",
    etag: int | None = None,
    now: dt.datetime | None = None,
) -> Proposal:
    """Take the step ``name`` of a proposal; an accepted way out is applied at once, ``text`` are
    words for front-line staff where it asks for them, ``way_out`` the other one of a counter.

    Raises ``Refused``: 403 not asked, 409 answered already or no longer offered, 400 without a
    reason, 412 stale, and what applying the way out is refused with; ``Busy``.
    """
    at = now or clock.now()
    plans = _lock_plans(
        Proposal.objects.values_list("finding", flat=True).get(pk=proposal_id), name
    )
    step = PROPOSAL.apply(
        name,
        proposal_id,
        actor=actor,
        reason=reason,
        read={"etag": etag},
        now=at,
        text=text,
        way_out=way_out,
    )
    _renew(plans, now=at)
    return step.proposal


@transaction.atomic
def open_negotiation(
    *, finding_id: UUID, actor: User, now: dt.datetime | None = None
) -> Negotiation:
    """Begin to negotiate what divides two plans; its first round has a clock. One that is there is
    given back as it is. Raises ``Refused``: 403 for who works on neither side, 409 settled or not
    between two plans.
    """
    at = now or clock.now()
    finding, plans = open_finding(finding_id)
    if not any(is_of_side(actor, plan) for plan in plans):
        raise Refused(NO_PERMISSION)
    if len(plans) < 2:
        refuse("one-plan", _("Only what lies between two plans is negotiated."))
    negotiation, is_new = opened(finding, actor=actor, now=at)
    if is_new:
        _renew(plans, now=at)
    return negotiation


def opened(finding: Finding, *, actor: User, now: dt.datetime) -> tuple[Negotiation, bool]:
    """The negotiation of a locked finding, and whether it is new."""
    there = Negotiation.objects.filter(finding=finding).first()
    if there is not None:
        return there, False
    negotiation = Negotiation.objects.create(
        code=next_code("N", "negotiation", now),
        finding=finding,
        due_on=policies.due_in(policies.ROUND_DAYS, now),
        opened_by=actor,
        opened_at=now,
        updated_at=now,
    )
    plans = sides_of(finding)
    tell_sides(
        finding,
        owners_of(plans),
        "negotiation_opened",
        now=now,
        but=actor,
        person=actor.get_full_name(),
        due=negotiation.due_on.isoformat(),
    )
    written(
        "open_negotiation",
        "negotiation",
        negotiation.code,
        actor=actor,
        now=now,
        log=("talks", "open"),
        unit=plans[0].owner_unit.code,
        to_state=negotiation.state,
        details={"campaigns": [plan.code for plan in plans]},
    )
    return negotiation, True


@transaction.atomic
def change_negotiation(
    *,
    negotiation_id: int,
    name: str,
    actor: User | None,
    reason: str = "",
    etag: int | None = None,
    now: dt.datetime | None = None,
    **how: Any,
) -> Negotiation:
    """Take the step ``name`` of a negotiation; ``how`` are ``choice``, ``way_out``, ``until`` and
    ``text`` of a decision, which is carried out at once and binds both sides.

    Raises ``Refused``: 403 not theirs, 409 not now, 400 without reason or choice, 412 stale, and
    what carrying it out is refused with; ``Busy``.
    """
    at = now or clock.now()
    finding = Negotiation.objects.values_list("finding", flat=True).get(pk=negotiation_id)
    plans = _lock_plans(finding, name)
    step = NEGOTIATION.apply(
        name, negotiation_id, actor=actor, reason=reason, read={"etag": etag}, now=at, **how
    )
    if name == "decide":
        _lapse_what_waits(step.negotiation.finding, now=at)
    _renew(plans, now=at)
    return step.negotiation


@transaction.atomic
def state_position(
    *,
    negotiation_id: int,
    campaign: Campaign,
    actor: User,
    text: str,
    etag: int | None = None,
    now: dt.datetime | None = None,
) -> Position:
    """Say what one side stands for. Raises ``Refused``: 403 for who is not of that side, 400
    without
    words, 409 once it is decided, 412 stale.
    """
    at = now or clock.now()
    key = Negotiation.objects.values_list("finding", flat=True).get(pk=negotiation_id)
    plans = _lock_plans(key, "")
    negotiation = locks.one(Negotiation, negotiation_id)
    check_etag(negotiation.etag, etag)
    plan = next((one for one in plans if one.pk == campaign.pk), None)
    if plan is None or not is_of_side(actor, plan):
        raise Refused(NO_PERMISSION)
    if negotiation.state not in UNDER_WAY:
        raise Refused(NEGOTIATION.wrong_state_of(negotiation))
    if not text.strip():
        refuse("required", _("Write your position."), status=400, attr="text")
    position, _is_new = Position.objects.update_or_create(
        negotiation=negotiation,
        campaign=plan,
        defaults={"text": text.strip(), "author": actor, "updated_at": at},
    )
    negotiation.etag, negotiation.updated_at = negotiation.etag + 1, at
    negotiation.save(update_fields=["etag", "updated_at"])
    others = [one for one in plans if one.pk != plan.pk]
    tell_sides(
        negotiation.finding,
        owners_of(others),
        "position_stated",
        now=at,
        but=actor,
        person=actor.get_full_name(),
    )
    written(
        "state_position",
        "negotiation",
        negotiation.code,
        actor=actor,
        now=at,
        log=("talks", "position"),
        unit=plan.owner_unit.code,
        reason=text.strip(),
        details={"campaign": plan.code},
    )
    _renew(plans, now=at)
    return position


def taken(step: PlanStep, finding: Finding, way: Mapping[str, Any]) -> None:
    """Somebody applied a way out: who proposed it is told, and the proposal waits no more."""
    agreed = step.details.get("proposal", "")
    waiting = Proposal.objects.filter(
        finding=finding, way_id=way["id"], state=ProposalState.WAITING
    ).exclude(code=agreed)
    for proposal in waiting:
        PROPOSAL.apply("take", proposal.pk, actor=None, by=step.actor, now=step.now)


@transaction.atomic
def answer_by_clock(*, proposal_id: int, name: str, now: dt.datetime) -> None:
    """What comes about without an answer: the next in line is asked, or nothing is to be asked any
    more.
    """
    finding = Proposal.objects.values_list("finding", flat=True).get(pk=proposal_id)
    plans = _lock_plans(finding, name)
    PROPOSAL.apply(name, proposal_id, actor=None, now=now)
    _renew(plans, now=now)


def _lapse_what_waits(finding: Finding, *, now: dt.datetime) -> None:
    waiting = finding.proposals.filter(state=ProposalState.WAITING, level__lt=Level.LEADERSHIP)
    for proposal in waiting.filter(unit__isnull=False):
        PROPOSAL.apply("lapse", proposal.pk, actor=None, now=now)


def _lock_plans(finding: UUID, name: str) -> list[Campaign]:
    """The plans of a finding, locked, and the finding after them."""
    if name in CHANGING:
        locks.advisory("approval")
    plans = locks.many(Campaign.objects.filter(findings=finding))
    locks.one(Finding, finding)
    return plans


def _renew(plans: list[Campaign], *, now: dt.datetime) -> None:
    """The pages of both sides changed."""
    renew(plans)
    came_about("campaign", "talks", of=[plan.code for plan in plans], now=now)
