"""What commitments hold up: finalising until they are promised, the launch until they are kept."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from campaigns.enums import HoldKind
from campaigns.models import Campaign, Hold
from campaigns.notices import notify_about as notify_plan
from campaigns.people import planners_of
from campaigns.review_status import read_together
from campaigns.workflow.running import branches_of
from campaigns.workflow.step import Step
from common.errors import Reason, Refused
from coordination.commitments.people import IN_BRANCHES, performers
from coordination.enums import UNKEPT, UNPROMISED, CommitmentState, Gate
from coordination.models import Commitment
from organization.enums import Role
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
    """Everything that the launch waits for is done; what a branch has not done defers that branch
    alone.
    """
    for one in holding(campaign, Gate.LAUNCH, UNKEPT):
        if not is_of_a_branch(one):
            yield not_kept(one)


def is_of_a_branch(commitment: Commitment) -> bool:
    """Whether each branch has one of its own."""
    return Role(commitment.performer_role) in IN_BRANCHES


def not_kept(one: Commitment) -> Reason:
    return Reason(
        "not-kept",
        _("“%(what)s” is not done yet; it waits for %(who)s, due %(due)s."),
        params={"what": one.label, "who": doer(one), "due": one.due_on.isoformat()},
    )


def defer_branches(step: Step) -> None:
    """Branches that have not done what the launch waits for start later: the head resumes them.
    Raises ``Refused`` (409) where none would start.
    """
    late = {
        one.asked_unit_id: one
        for one in holding(step.campaign, Gate.LAUNCH, UNKEPT)
        if is_of_a_branch(one)
    }
    if not late:
        return
    wanted = [
        unit
        for unit in branches_of(step.campaign)
        if not step.branches or unit.code in step.branches
    ]
    deferred = [unit for unit in wanted if unit.pk in late]
    if len(deferred) == len(wanted):
        raise Refused([not_kept(late[unit.pk]) for unit in deferred])
    Hold.objects.bulk_create(
        Hold(
            campaign=step.campaign,
            kind=HoldKind.DEFERRED,
            branch=unit,
            reason=late[unit.pk].label,
            placed_at=step.now,
        )
        for unit in deferred
    )
    codes = [*step.details.get("deferred", ()), *(unit.code for unit in deferred)]
    step.details["deferred"] = codes
    for unit in deferred:
        people = [*performers(late[unit.pk]), *planners_of(step.campaign.owner_unit)]
        notify_plan(
            people,
            "branch_deferred",
            step.campaign,
            now=step.now,
            branch=unit.label,
            what=late[unit.pk].label,
        )
