"""Reasons against a step in the life of a proposal: whose step it is, and what has to be true
first.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from common.errors import NO_PERMISSION, Reason
from coordination.models import Proposal
from coordination.negotiation.people import speaks_as
from findings.enums import UNSETTLED, WayOutKind
from findings.way_forms import FORMS
from organization.models import User


def is_task(proposal: Proposal) -> bool:
    """Whether it is work that somebody does elsewhere, not a click that changes a plan."""
    form = FORMS[WayOutKind(proposal.kind)]
    return proposal.kind != WayOutKind.ACCEPT and bool(form.advice_for(proposal.params))


# Whose step it is


def answerer(actor: User, proposal: Proposal) -> Reason | None:
    """Who is asked: an owner of the plan, whose work or whose signature it is, or their deputy, who
    works on neither side; never who proposed it.
    """
    if actor.pk == proposal.proposed_by_id or speaks_as(actor, proposal) is None:
        return NO_PERMISSION
    return None


def proposer(actor: User, proposal: Proposal) -> Reason | None:
    """Who proposed it."""
    return None if actor.pk == proposal.proposed_by_id else NO_PERMISSION


# What has to be true first


def finding_unsettled(actor: User | None, proposal: Proposal) -> Iterator[Reason]:
    """What it is to mend is still open."""
    if proposal.finding.state not in UNSETTLED:
        yield Reason("settled", _("This finding is settled already."))


def still_offered(actor: User | None, proposal: Proposal) -> Iterator[Reason]:
    """The last check still offers this way out."""
    if not any(way["id"] == proposal.way_id for way in proposal.finding.ways_out):
        yield Reason(
            "outdated", _("The plans have changed since, and this way out is no longer offered.")
        )


def is_work(actor: User | None, proposal: Proposal) -> Iterator[Reason]:
    """It is work that somebody does elsewhere."""
    if not is_task(proposal):
        yield Reason("no-task", _("Accept it: it is applied to the plan at once."))
