"""Check runs as the life of a plan asks for them: at submission, again after a failure, and when
what a check stands on has changed.
"""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from campaigns.enums import ACTIVE_STATES, CampaignState
from campaigns.models import Campaign
from campaigns.notices import notify_about
from campaigns.people import administrators, heads_of, planners_of
from campaigns.workflow.step import Step
from common import clock, jobs
from findings.enums import UNSETTLED, FindingState, RunTrigger
from findings.models import CheckRun, Finding, FindingSide
from findings.registries import checker


def request_check(step: Step) -> CheckRun:
    """Have the working version checked, and show the findings next."""
    run = open_run(step.campaign, now=step.now)
    step.check_run = run.pk
    step.details |= {"check_run": str(run.pk)}
    step.landing = reverse("findings:page", args=[step.campaign.code])
    return run


def check_again(step: Step) -> None:
    """A new first check, or, where one ran to its end, a new look at the world around the plan."""
    if step.campaign.state == CampaignState.CHECKING:
        request_check(step)
        return
    request_recheck(step.campaign, now=step.now)
    step.landing = reverse("findings:page", args=[step.campaign.code])


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


def close_what_concerns_nobody(step: Step) -> None:
    """Findings of a plan that leaves, about no other plan in play, are settled with it: no check
    would ever look at them again. Those that it shares are closed by the others' checks.
    """
    others = FindingSide.objects.filter(
        finding=OuterRef("pk"), campaign__state__in=ACTIVE_STATES
    ).exclude(campaign=step.campaign)
    Finding.objects.filter(~Exists(others), campaigns=step.campaign, state__in=UNSETTLED).update(
        state=FindingState.SUPERSEDED, closed_at=step.now
    )


def close_with_amendment(step: Step) -> None:
    """What was found about an amendment is history once it is in force: the plan itself is checked
    with its words.
    """
    if step.target == CampaignState.IN_FORCE:
        close_what_concerns_nobody(step)


def check_amended(step: Step) -> None:
    """Have a plan checked with the words that an amendment brought."""
    request_recheck(step.campaign, now=step.now)


def tell_neighbours(step: Step) -> None:
    """Tell the planners of all plans that ever shared a finding with a withdrawn one."""
    campaign = step.campaign
    if not campaign.revision:
        return
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


@transaction.atomic
def start_run(*, run_id: UUID, now: dt.datetime | None = None) -> None:
    """Note when a run was begun."""
    CheckRun.objects.filter(pk=run_id).update(started_at=now or clock.now())


@transaction.atomic
def mark_run_failed(job: Any) -> None:
    """Tell the owner and the administrators that a check was given up; the plan waits in *checking*
    for *retry_check*.
    """
    run = CheckRun.objects.select_related("campaign__owner_unit").filter(job=job).first()
    if (
        run is None
        or run.campaign.state != CampaignState.CHECKING
        or run.campaign.working_id != run.version_id
    ):
        return
    unit = run.campaign.owner_unit
    notify_about(
        [*planners_of(unit), *administrators(unit)],
        "check_failed",
        run.campaign,
        now=job.finished_at or clock.now(),
        attempts=job.attempt,
    )


@transaction.atomic
def open_recheck(*, code: str, job_id: int, now: dt.datetime | None = None) -> CheckRun | None:
    """The run of a re-check job, made at its first attempt and begun; None where nothing is to be
    checked again.

    A plan whose first check is still to come needs none, and its state is left alone.
    """
    at = now or clock.now()
    runs = CheckRun.objects.select_related("campaign__owner_unit", "version")
    known = runs.filter(job=job_id).first()
    if known is not None:
        start_run(run_id=known.pk, now=at)
        return known
    campaign = (
        Campaign.objects.filter(code=code, state__in=ACTIVE_STATES - {CampaignState.CHECKING})
        .select_related("owner_unit", "working")
        .first()
    )
    if campaign is None or campaign.working is None or not campaign.working.is_submitted:
        return None
    return CheckRun.objects.create(
        campaign=campaign,
        version=campaign.working,
        job_id=job_id,
        trigger=RunTrigger.RECHECK,
        created_at=at,
        started_at=at,
    )
