"""What commitments hold up: finalising until they are promised, the launch until they are kept."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from campaigns.models import Campaign
from campaigns.review_status import read_together
from common.errors import Reason
from coordination.enums import UNKEPT, UNPROMISED, CommitmentState, Gate
from coordination.models import Commitment
from organization.models import User

KEPT = "_commitments"


def holding(campaign: Campaign, gate: Gate, states: frozenset[CommitmentState]) -> list[Commitment]:
    """The commitments for which a gate of the plan waits."""
    return [one for one in asked_for(campaign) if one.gate == gate and one.state in states]


def asked_for(campaign: Campaign) -> list[Commitment]:
    """All commitments of a plan, read once for each time that the plan is read, and for all plans
    that were read together with it.
    """
    kept: dict[str, list[Commitment]] = campaign.__dict__
    if KEPT not in kept:
        plans = [one for one in read_together(campaign) if KEPT not in one.__dict__]
        rows = Commitment.objects.filter(campaign__in=plans).order_by("due_on", "code")
        found: dict[int, list[Commitment]] = {}
        for row in rows.select_related("claimed_by", "performer_unit"):
            found.setdefault(row.campaign_id, []).append(row)
        for plan in plans:
            plan.__dict__[KEPT] = found.get(plan.pk, [])
    return kept[KEPT]


def doer(commitment: Commitment) -> str:
    """Whom the plan waits for: whoever claimed it, else the role and its unit."""
    if commitment.claimed_by is not None:
        return str(commitment.claimed_by)
    return f"{commitment.performer_unit.label} · {commitment.get_performer_role_display()}"


def all_promised(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """Everything that finalising waits for is promised."""
    for one in holding(campaign, Gate.FINALISE, UNPROMISED):
        yield Reason(
            "not-promised",
            _("“%(what)s” is not promised yet; it waits for %(who)s."),
            params={"what": one.label, "who": doer(one)},
        )


def all_kept(actor: User | None, campaign: Campaign) -> Iterator[Reason]:
    """Everything that the launch waits for is done."""
    for one in holding(campaign, Gate.LAUNCH, UNKEPT):
        yield Reason(
            "not-kept",
            _("“%(what)s” is not done yet; it waits for %(who)s, due %(due)s."),
            params={"what": one.label, "who": doer(one), "due": one.due_on.isoformat()},
        )
