"""Who sees what a run stood on, and who has it asked again."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from campaigns.access import may_see_findings
from campaigns.guards import planner_or_administrator
from campaigns.models import Campaign
from campaigns.views.visible import campaign_or_404
from common.errors import Reason, Refused, refuse
from common.models import JobState
from findings.models import CheckRun
from organization.models import User
from preflight.replay import Replay, replayed


def run_or_404(user: User, code: str, run_id: UUID) -> tuple[Campaign, CheckRun]:
    """A finished run of a plan whose findings the person sees."""
    campaign = campaign_or_404(user, code)
    runs = CheckRun.objects.select_related("version", "job").filter(job__state=JobState.DONE)
    run = runs.filter(pk=run_id, campaign=campaign).first()
    if run is None or not may_see_findings(user, campaign):
        raise Http404
    return campaign, run


def why_not_replay(user: User, campaign: Campaign) -> Reason | None:
    """The reason against asking again: it is for who may have the plan checked."""
    return planner_or_administrator(user, campaign)


def replay_for(user: User, campaign: Campaign, run: CheckRun) -> Replay:
    """The run once more. Raises ``Refused``: 403 for who may not have the plan checked, 409 where
    what it stood on is no longer kept.
    """
    if (reason := why_not_replay(user, campaign)) is not None:
        raise Refused([reason])
    found = replayed(run)
    if found is None:
        refuse(
            "not-kept",
            _("What this check stood on is no longer kept: that of a plan's last three checks is."),
        )
    return found
