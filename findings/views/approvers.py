"""Who signs a plan."""

from __future__ import annotations

from django.utils.translation import gettext as _

from campaigns.enums import ApprovalRole
from campaigns.models import Approval, Campaign
from campaigns.plan_view.steps import People
from campaigns.review_status import review_status_of
from campaigns.workflow.approval import required_roles


def approvers(campaign: Campaign) -> list[dict[str, str]]:
    """Who signs: the signatures asked for, else those that the grade and the budget will ask
    for.
    """
    asked = review_status_of(campaign).approvals
    people = People()
    rows: list[tuple[ApprovalRole, Approval | None]] = [
        (ApprovalRole(row.role), row) for row in asked
    ]
    rows = rows or [(role, None) for role in required_roles(campaign)]
    return [
        {
            "who": (
                str(row.decided_by)
                if row is not None and row.decided_by
                else people.words(role, campaign)
            ),
            "role": str(role.label),
            "done": _("signed") if row is not None and row.decision else "",
        }
        for role, row in rows
    ]
