"""Who reads a plan's pre-assessment, and who answers which of its questions."""

from __future__ import annotations

from assessment.enums import ANSWERABLE
from assessment.models import AssessmentLine
from campaigns.access import is_owner_side, may_see_revisions, principals_of
from campaigns.models import Campaign
from organization.enums import Role
from organization.models import Unit, User
from organization.permissions import COMPANY_WIDE, Permission


def may_read(user: User, campaign: Campaign) -> bool:
    """Whoever sees the planning of the plan, not only its schedule."""
    return may_see_revisions(user, campaign)


def may_read_proofs(user: User, campaign: Campaign) -> bool:
    """Evidence is for those who work on the pre-assessment: the owner unit, who answers questions
    of it, leadership.
    """
    return (
        is_owner_side(user, campaign)
        or user.may(Permission.ANSWER_ASSESSMENT, campaign.owner_unit)
        or user.may(Permission.SEE_ALL_PLANS, campaign.owner_unit)
    )


def holds(user: User, role: str, unit: Unit) -> bool:
    """Whether the person has the role for a plan of the unit today, by themselves."""
    return user.may(Permission.ANSWER_ASSESSMENT, unit) and any(
        one.role == role and (Role(role) in COMPANY_WIDE or one.unit.contains(unit))
        for one in user.valid_memberships
    )


def answers_for(user: User, role: str, unit: Unit) -> str | None:
    """Whose answer the person gives: an empty text for their own, the user name of whom they stand
    in for, None if it is not theirs.
    """
    if holds(user, role, unit):
        return ""
    for principal in principals_of(user, Permission.ANSWER_ASSESSMENT, unit):
        if holds(principal, role, unit):
            return principal.username
    return None


def may_answer(user: User, line: AssessmentLine, campaign: Campaign) -> bool:
    """Whether the person may answer the question now."""
    return (
        not line.is_computed
        and campaign.state in ANSWERABLE
        and answers_for(user, line.role, campaign.owner_unit) is not None
    )


def may_renew(user: User, campaign: Campaign) -> bool:
    """Who may have a plan take over a newer list: its planners, and the service side."""
    return campaign.state in ANSWERABLE and (
        user.may(Permission.WRITE_PLAN, campaign.owner_unit)
        or user.may(Permission.APPROVE_SERVICE, campaign.owner_unit)
    )
