"""What the clock does with negotiations and proposals when a day begins: nothing waits for ever."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Callable

from django.db.models import QuerySet

from common import clock
from common.errors import Refused
from coordination.enums import NegotiationState as N
from coordination.enums import ProposalState as P
from coordination.models import Negotiation, Proposal
from coordination.negotiation import policies
from coordination.negotiation.commands import answer_by_clock, change_negotiation
from findings.enums import UNSETTLED, FindingState

logger = logging.getLogger(__name__)


def turn(now: dt.datetime) -> None:
    """Close what is settled, begin the next round, put before leadership, ask the next in line."""
    close_settled(now)
    move_on(now)
    pass_proposals_on(now)


def close_settled(now: dt.datetime) -> None:
    """A negotiation ends with what it was about, and what was proposed for that lapses."""
    over = Negotiation.objects.exclude(state=N.CLOSED).exclude(finding__state=FindingState.OPEN)
    _each(over, lambda one: _step(one, "close", now))
    moot = Proposal.objects.filter(state__in=[P.WAITING, P.ACCEPTED])
    moot = moot.exclude(finding__state__in=UNSETTLED)
    _each(moot, lambda one: answer_by_clock(proposal_id=one.pk, name="lapse", now=now))


def move_on(now: dt.datetime) -> None:
    """Rounds that are over, and decisions that are late."""
    late = Negotiation.objects.filter(due_on__lt=clock.today(now), finding__state=FindingState.OPEN)
    last = policies.rounds(now)
    begun = late.filter(state=N.OPEN)
    _each(begun.filter(round__lt=last), lambda one: _step(one, "next_round", now))
    _each(begun.filter(round__gte=last), lambda one: _step(one, "overdue", now))
    _each(late.filter(state=N.ESCALATED), lambda one: _step(one, "put_off", now))


def pass_proposals_on(now: dt.datetime) -> None:
    """Proposals that nobody answered in time go to the next in line."""
    late = Proposal.objects.filter(
        state=P.WAITING, due_on__lt=clock.today(now), finding__state__in=UNSETTLED
    )
    _each(late, lambda one: answer_by_clock(proposal_id=one.pk, name="pass_on", now=now))


def _step(negotiation: Negotiation, name: str, now: dt.datetime) -> object:
    return change_negotiation(negotiation_id=negotiation.pk, name=name, actor=None, now=now)


def _each(rows: QuerySet[Negotiation] | QuerySet[Proposal], do: Callable[..., object]) -> None:
    """Each in its own transaction; one that somebody answered meanwhile does not stop the rest."""
    for one in rows.order_by("pk"):
        try:
            do(one)
        except Refused as refusal:
            logger.warning("clock: %s left as it is: %s", one, refusal)
