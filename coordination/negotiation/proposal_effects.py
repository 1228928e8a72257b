"""What follows from the steps in the life of a proposal, and who is told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from common import machine
from coordination.enums import Level
from coordination.models import Proposal
from coordination.negotiation import policies
from coordination.negotiation.asking import ask, is_of_asker
from coordination.negotiation.notices import tell
from coordination.negotiation.people import (
    first_present,
    in_line,
    is_of_side,
    sides_of,
    speaks_as,
)
from coordination.negotiation.proposal_guards import is_task
from findings.commands import Agreement, accept_finding, apply_way_out
from findings.enums import WayOutKind
from organization.models import User


@dataclass(slots=True, kw_only=True)
class Step(machine.Step[Proposal, User]):
    """A step of a proposal under way. ``text`` are words for front-line staff where the way out
    asks
    for them, ``way_out`` is the other one that a counter-proposal names; ``by`` is who took the way
    out without having been asked through the proposal. Effects set ``counter``.
    """

    text: str = ""
    way_out: str = ""
    by: User | None = None
    counter: Proposal | None = None

    @property
    def proposal(self) -> Proposal:
        return self.obj


def accept(step: Step) -> None:
    """The way out is applied to the plan or the finding accepted; work is promised by a day."""
    proposal, actor = step.proposal, step.actor
    if actor is None:
        raise ValueError("nobody accepts")
    answer(step)
    if is_task(proposal):
        proposal.asked, proposal.due_on = (
            actor,
            policies.due_in(policies.ANSWER_DAYS, step.now),
        )
    elif proposal.kind == WayOutKind.ACCEPT:
        accept_finding(
            finding_id=proposal.finding_id,
            actor=actor,
            reason=step.reason or proposal.words,
            now=step.now,
        )
    else:
        asker = proposal.proposed_by if is_of_asker(proposal) else None
        if asker is not None:
            proposal.campaign.note_writer(asker)
        apply_way_out(
            finding_id=proposal.finding_id,
            way_out_id=proposal.way_id,
            actor=actor,
            extra={"text": step.text},
            by_agreement=Agreement(
                acting_for=asker.username if asker else step.acting_for,
                is_authored=asker is None
                and (is_of_side(actor, proposal.campaign) or bool(step.acting_for)),
                proposal=proposal.code,
            ),
            now=step.now,
        )


def answer(step: Step) -> None:
    """Who answered, for whom, with which words."""
    proposal, actor = step.proposal, step.actor
    if actor is not None:
        step.acting_for = speaks_as(actor, proposal) or ""
        proposal.answered_by, proposal.answered_at = actor, step.now
        proposal.answer = step.reason


def counter(step: Step) -> None:
    """Another way out is proposed instead, and the other side has the turn."""
    answer(step)
    proposal = step.proposal
    if step.actor is None:
        raise ValueError("nobody counters")
    step.counter = ask(
        proposal.finding,
        sides_of(proposal.finding),
        step.way_out,
        actor=step.actor,
        words=step.reason,
        counters=proposal,
        now=step.now,
    )
    step.details["counter"] = step.counter.code


def take(step: Step) -> None:
    """Somebody took the way out without waiting for the answer."""
    step.proposal.answered_by, step.proposal.answered_at = step.by, step.now


def pass_on(step: Step) -> None:
    """The next in line has the turn, with a new day."""
    proposal = step.proposal
    proposal.level = min(proposal.level + 1, Level.LEADERSHIP)
    proposal.asked = first_present(in_line(proposal, proposal.level)) or proposal.asked
    proposal.due_on = policies.due_in(policies.ANSWER_DAYS, step.now)
    step.details["level"] = int(proposal.level)


# Who is told


def tell_proposer(case: str) -> Callable[[Step], None]:
    """Who proposed it hears the answer."""

    def told(step: Step) -> None:
        proposal = step.proposal
        by = step.actor or step.by
        tell(
            [proposal.proposed_by],
            case,
            proposal.campaign,
            proposal.finding,
            now=step.now,
            but=by,
            person=str(by or ""),
            reason=step.reason,
            due=(step.counter or proposal).due_on.isoformat(),
        )

    return told


def tell_asked(case: str) -> Callable[[Step], None]:
    """Whose turn it is hears of it."""

    def told(step: Step) -> None:
        proposal = step.proposal
        if proposal.asked is not None:
            tell(
                [proposal.asked],
                case,
                proposal.campaign,
                proposal.finding,
                now=step.now,
                but=step.actor,
                person=str(step.actor or ""),
                due=proposal.due_on.isoformat(),
            )

    return told


def prepare(step: Step) -> None:
    """What is saved with every step of a proposal."""
    proposal = step.proposal
    step.unit = proposal.campaign.owner_unit.code
    step.details = {
        "campaign": proposal.campaign.code,
        "way_out": proposal.way_id,
        **step.details,
    }
