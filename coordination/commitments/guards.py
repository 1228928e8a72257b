"""Reasons against a step of a commitment: whose step it is, and what has to be true first."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from campaigns.enums import DECIDED, CampaignState
from common.errors import NO_PERMISSION, Reason
from coordination.commitments.access import holds, is_head, performs, relies, speaking
from coordination.enums import CommitmentState, Gate
from coordination.models import Commitment
from organization.models import User

FORBIDDEN = 403
# The plan stands on its promises.
FINAL = DECIDED | {CampaignState.FINALISED}
OWN_WORK = Reason(
    "own-work", _("You did this yourself; another person accepts it."), status=FORBIDDEN
)


def performer(actor: User, commitment: Commitment) -> Reason | None:
    """Who claimed it; while nobody has, everybody of the role; always the head of the unit."""
    return None if performs(actor, commitment) else NO_PERMISSION


def of_the_role(actor: User, commitment: Commitment) -> Reason | None:
    """Somebody of the performer's role."""
    may = holds(actor, commitment.performer_role, commitment.performer_unit)
    return None if may else NO_PERMISSION


def customer(actor: User, commitment: Commitment) -> Reason | None:
    """The internal customer: of the role that relies on it, or the head of their unit."""
    return None if relies(actor, commitment) else NO_PERMISSION


def customer_not_performer(actor: User, commitment: Commitment) -> Reason | None:
    """The internal customer, who did not do it themselves."""
    if not relies(actor, commitment):
        return NO_PERMISSION
    did_it = {one.pk for one in speaking(actor)}
    return OWN_WORK if commitment.claimed_by_id in did_it else None


def head_of_customer(actor: User, commitment: Commitment) -> Reason | None:
    """The head of the internal customer's unit, or leadership."""
    return None if is_head(actor, commitment.customer_unit) else NO_PERMISSION


def head_of_either(actor: User, commitment: Commitment) -> Reason | None:
    """A head of either unit, or leadership."""
    units = (commitment.performer_unit, commitment.customer_unit)
    return None if any(is_head(actor, unit) for unit in units) else NO_PERMISSION


def unclaimed(actor: User | None, commitment: Commitment) -> Iterator[Reason]:
    """Nobody has claimed it yet."""
    if commitment.claimed_by is not None:
        yield Reason(
            "claimed",
            _("%(person)s has claimed it already."),
            params={"person": str(commitment.claimed_by)},
        )


def not_built_upon(actor: User | None, commitment: Commitment) -> Iterator[Reason]:
    """A promise on which the plan was finalised stays as it is; heads may hand it on."""
    if (
        commitment.state == CommitmentState.PROMISED
        and commitment.gate == Gate.FINALISE
        and commitment.campaign.state in FINAL
    ):
        yield Reason(
            "plan-final",
            _("The plan was finalised on this promise. A head may hand it on or do without it."),
        )


def something_offered(actor: User | None, commitment: Commitment) -> Iterator[Reason]:
    """Other terms are on the table."""
    if commitment.counter_due_on is None and not commitment.counter_conditions:
        yield Reason("nothing-offered", _("No other terms are offered."))
