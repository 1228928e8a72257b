"""The question that somebody means to answer: locked, and whether it is theirs."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from assessment.access import answers_for
from assessment.enums import ANSWERABLE
from assessment.models import AssessmentLine
from campaigns.models import Campaign
from common import locks
from common.errors import NO_PERMISSION, Reason, Refused
from organization.models import User

AREA = "assessments"
NOT_THERE = Reason("not-found", _("The pre-assessment has no such question."), status=404)
COMPUTED = Reason("computed", _("This answer is computed from the plan; change the plan instead."))
NOT_NOW = Reason("wrong-state", _("The plan is over; its pre-assessment takes no answers."))


def locked_plan(campaign_id: int) -> Campaign:
    """The plan, locked, so that answers to it are given one after the other. Raises ``Busy``."""
    return locks.one_of(
        Campaign.objects.filter(pk=campaign_id).select_related("owner_unit", "working")
    )


def locked(campaign_id: int, item: str, actor: User) -> tuple[Campaign, AssessmentLine, str]:
    """The plan, locked, its question, and for whom the actor answers it. Raises ``Refused``: 404,
    403, 409; ``Busy``.
    """
    campaign = locked_plan(campaign_id)
    line = AssessmentLine.objects.filter(
        assessment__campaign=campaign, assessment__is_current=True, item=item
    ).first()
    if line is None:
        raise Refused(NOT_THERE)
    for_whom = answers_for(actor, line.role, campaign.owner_unit)
    if for_whom is None:
        raise Refused(NO_PERMISSION)
    if line.is_computed:
        raise Refused(COMPUTED)
    if campaign.state not in ANSWERABLE:
        raise Refused(NOT_NOW)
    return campaign, line, for_whom


def at_field(name: str, error: ValidationError) -> Refused:
    """What is wrong with one field."""
    return Refused(
        Reason(str(getattr(error, "code", "") or "invalid"), text, status=400, attr=name)
        for text in error.messages
    )
