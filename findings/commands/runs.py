"""Check runs as the life of a plan asks for them: at submission, again after a failure, and for
neighbours when a plan no longer stands in their way.
"""

from __future__ import annotations

import datetime as dt

from django.urls import reverse

from campaigns.enums import ACTIVE_STATES
from campaigns.models import Campaign
from campaigns.notices import notify_about
from campaigns.people import heads_of, planners_of
from campaigns.workflow.step import Step
from common import jobs
from findings.enums import FindingState, RunTrigger
from findings.models import CheckRun, Finding
from findings.registries import checker


def request_check(step: Step) -> CheckRun:
    """Have the working version checked, and show the findings next."""
    run = open_run(step.campaign, now=step.now)
    step.check_run = run.pk
    step.details |= {"check_run": str(run.pk)}
    step.landing = reverse("findings:page", args=[step.campaign.code])
    return run


def open_run(campaign: Campaign, *, now: dt.datetime) -> CheckRun:
    """The run and the job that check the working version."""
    version = campaign.working
    if version is None:
        raise ValueError(f"{campaign.code} has no version")
    run = CheckRun(
        campaign=campaign, version=version, trigger=RunTrigger.SUBMISSION, created_at=now
    )
    run.job = jobs.enqueue(
        checker().check_job,
        f"{campaign.code}/{version.number}",
        payload={"check_run": str(run.pk)},
        now=now,
    )
    run.save()
    return run


def request_recheck(campaign: Campaign, *, now: dt.datetime) -> None:
    """Have a plan checked again; requests for one plan coalesce."""
    jobs.enqueue(checker().recheck_job, campaign.code, payload={"campaign": campaign.code}, now=now)


def recheck_neighbours(step: Step) -> None:
    """Ask for a new check of the plans that share an unsettled finding with this one."""
    shared = Finding.objects.filter(
        campaigns=step.campaign, state__in=[FindingState.OPEN, FindingState.ACCEPTED]
    )
    neighbours = (
        Campaign.objects.filter(findings__in=shared, state__in=ACTIVE_STATES)
        .exclude(pk=step.campaign.pk)
        .distinct()
        .order_by("pk")
    )
    for neighbour in neighbours:
        request_recheck(neighbour, now=step.now)


def withdraw_from_neighbours(step: Step) -> None:
    """Tell the planners of all plans that ever shared a finding with a withdrawn one, and have them
    checked again.
    """
    campaign = step.campaign
    if campaign.revision:
        touched = Campaign.objects.filter(findings__in=Finding.objects.filter(campaigns=campaign))
        owners = {
            *planners_of(campaign.owner_unit),
            *heads_of(campaign.owner_unit),
            campaign.author,
        }
        others = {
            user
            for plan in touched.exclude(pk=campaign.pk).distinct()
            for user in planners_of(plan.owner_unit)
        }
        told = sorted(others - owners, key=lambda user: user.pk)
        notify_about(told, "withdrawn", campaign, now=step.now, but=step.actor)
    recheck_neighbours(step)
