"""Finalising, and the signatures of those who approve."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from campaigns import registries
from campaigns.access import may_see
from campaigns.enums import ApprovalRole, CampaignState, Decision
from campaigns.guards import is_involved, signatures_of
from campaigns.models import Approval, Campaign
from campaigns.notices import notify_about
from campaigns.people import deputies_of, heads_of, leaders, service_managers
from campaigns.policies import LARGE_BUDGET
from campaigns.registries import Obstacle
from campaigns.workflow.step import Step, tell_owners
from campaigns.workflow.submission import asks_of, grade_of, revert_to_coordination
from common import clock
from common.errors import Reason
from organization.models import User
from organization.policies import values_on
from resources import reservations

SIGNERS = {
    ApprovalRole.HEAD: heads_of,
    ApprovalRole.SERVICE_MANAGER: service_managers,
    ApprovalRole.LEADERSHIP: leaders,
}


def required_roles(campaign: Campaign) -> list[ApprovalRole]:
    """Who has to sign: the head always; the service manager for grade C; leadership for grade D or
    a large budget.
    """
    grade, budget = grade_of(campaign), campaign.working.budget if campaign.working else None
    roles = [ApprovalRole.HEAD]
    if grade == "C":
        roles.append(ApprovalRole.SERVICE_MANAGER)
    if grade == "D" or (budget is not None and budget > values_on(clock.today())[LARGE_BUDGET]):
        roles.append(ApprovalRole.LEADERSHIP)
    return roles


def finalise(step: Step) -> None:
    """Write the signatures that are needed."""
    campaign = step.campaign
    campaign.finalised_by = step.actor
    roles = required_roles(campaign)
    Approval.objects.filter(version=campaign.working).delete()
    Approval.objects.bulk_create(Approval(version=campaign.working, role=role) for role in roles)
    step.details["roles"] = [str(role) for role in roles]


def ask_to_sign(step: Step) -> None:
    """Tell those who may give the signatures that are needed."""
    roles = [ApprovalRole(role) for role in step.details["roles"]]
    people = _signers(step.campaign, roles)
    notify_about(people, "to_approve", step.campaign, now=step.now, but=step.actor)


def _signers(campaign: Campaign, roles: list[ApprovalRole]) -> list[User]:
    """Whom to ask, and who stands in for them; leadership where no head without a hand in the plan
    is there.
    """
    people: dict[int, User] = {}
    for role in roles:
        free = [
            user for user in SIGNERS[role](campaign.owner_unit) if not is_involved(user, campaign)
        ]
        if not free and role == ApprovalRole.HEAD:
            free = leaders(campaign.owner_unit)
        people |= {user.pk: user for user in free}
    for deputy in deputies_of(people.values()):
        if set(roles) & set(signatures_of(deputy, campaign)):
            people[deputy.pk] = deputy
    return list(people.values())


def approve(step: Step) -> None:
    """Sign in every role that is open and the actor's. The last signature re-checks the plan under
    the approval lock.

    A blocking finding there sends the plan back to coordination, which is kept, and answers
    ``conflict-found``.
    """
    if signed_by_all(step):
        campaign = step.campaign
        asks = asks_of(campaign, accepted=registries.back_orders(campaign))
        reservations.reserve_hard(campaign=campaign.code, asks=asks, now=step.now)
        campaign.in_force, campaign.hold_reason = campaign.working, ""


def signed_by_all(step: Step) -> bool:
    """Sign, and look once more with the last signature; False where another one is missing or
    something stands in the way: the step then leads elsewhere.
    """
    rows = _sign(step, Decision.APPROVED)
    step.details["roles"] = [row.role for row in rows]
    if Approval.objects.filter(version=step.campaign.working, decision="").exists():
        step.target = CampaignState.FINALISED
        return False
    obstacle = registries.stands_in_the_way(step.campaign, step.now)
    if obstacle is not None:
        _conflict(step, obstacle)
    return obstacle is None


def tell_approved(step: Step) -> None:
    """Tell the plan's own people once the last signature is there."""
    if step.target == CampaignState.APPROVED:
        tell_owners(step, "approved")


def _sign(step: Step, decision: Decision) -> list[Approval]:
    if step.actor is None:
        raise ValueError("a signature needs a person")
    mine = signatures_of(step.actor, step.campaign)
    rows = [
        row
        for row in Approval.objects.filter(version=step.campaign.working, decision="")
        if ApprovalRole(row.role) in mine
    ]
    for row in rows:
        row.decision, row.decided_by, row.decided_at, row.reason = (
            decision,
            step.actor,
            step.now,
            step.reason,
        )
        row.save()
    step.acting_for = next(
        (mine[ApprovalRole(row.role)] for row in rows if mine[ApprovalRole(row.role)]), ""
    )
    return rows


def _conflict(step: Step, obstacle: Obstacle) -> None:
    """Something decided stands in the way: back to coordination, with the refusal that says so."""
    revert_to_coordination(step)
    step.name = "conflict_found"
    step.details["conflict"] = [winner.code for winner in obstacle.winners]
    seen = [one for one in obstacle.winners if step.actor is None or may_see(step.actor, one)]
    step.refusal = tuple(_lost_to(winner, obstacle) for winner in seen)
    if len(seen) < len(obstacle.winners):
        step.refusal += (LOST_TO_ANOTHER,)
    if not obstacle.winners:
        step.refusal = (_stopped_by(obstacle),)


LOST_TO_ANOTHER = Reason(
    "conflict-found",
    _(
        "A plan of another department came first. The plan is back in coordination; its"
        " promises are kept."
    ),
)


def _lost_to(winner: Campaign, obstacle: Obstacle) -> Reason:
    return Reason(
        "conflict-found",
        _(
            "%(winner)s “%(name)s” of %(unit)s came first (%(what)s). The plan is back in"
            " coordination; its promises are kept."
        ),
        params={
            "winner": winner.code,
            "name": winner.name,
            "unit": winner.owner_unit.label,
            "what": obstacle.title,
        },
    )


def _stopped_by(obstacle: Obstacle) -> Reason:
    return Reason(
        "conflict-found",
        _(
            "The check at approval found something that has to be solved first (%(what)s). The plan"
            " is back in coordination; its promises are kept."
        ),
        params={"what": obstacle.title},
    )


def refuse_plan(step: Step, decision: Decision) -> None:
    """Note who sent the plan back or rejected it, in the roles that are theirs."""
    _sign(step, decision)
