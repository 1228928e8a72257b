"""Submitting a version: frozen, reserved softly, handed to the check."""

from __future__ import annotations

import datetime as dt

from django.utils.translation import gettext_lazy as _
from pyroaring import AbstractBitMap

from campaigns.audiences import freeze
from campaigns.enums import ACTIVE_STATES, UNSETTLED, CampaignState, FindingState, RunTrigger
from campaigns.findings import known_rules
from campaigns.models import Approval, Campaign, CheckRun, Finding
from campaigns.parts import next_version
from campaigns.review_status import review_status_of
from campaigns.workflow.step import Step
from common import jobs
from common.errors import refuse
from customers.bitmaps import count_persons
from resources import reservations
from resources.reservations import Ask

CHECK, RECHECK = "preflight.check", "preflight.recheck"


def submit(step: Step) -> None:
    """Freeze audience and eligibility, reserve softly, write the check run and its job."""
    campaign, version = step.campaign, step.campaign.working
    if version is None or step.actor is None:
        raise ValueError(f"{campaign.code} has nothing to submit")
    audience = freeze(version, now=step.now)
    require_persons(audience)
    version.submitted_at, version.submitted_by = step.now, step.actor
    version.save()
    reservations.reserve_soft(campaign=campaign.code, asks=asks_of(campaign), now=step.now)
    step.check_run = open_run(campaign, now=step.now)
    step.details |= {"persons": count_persons(audience), "check_run": str(step.check_run.pk)}


def require_persons(audience: AbstractBitMap) -> None:
    """Raise ``Refused`` (409) where nobody would be approached."""
    if not count_persons(audience):
        refuse(
            "empty-audience", _("The audience is empty: nobody matches it today."), attr="audience"
        )


def open_run(campaign: Campaign, *, now: dt.datetime) -> CheckRun:
    """The run and the job that check the working version."""
    version = campaign.working
    if version is None:
        raise ValueError(f"{campaign.code} has no version")
    run = CheckRun(
        campaign=campaign, version=version, trigger=RunTrigger.SUBMISSION, created_at=now
    )
    run.job = jobs.enqueue(
        CHECK, f"{campaign.code}/{version.number}", payload={"check_run": str(run.pk)}, now=now
    )
    run.save()
    return run


def retry_check(step: Step) -> None:
    """Check the same version once more, with five new attempts."""
    step.check_run = open_run(step.campaign, now=step.now)
    step.details |= {"check_run": str(step.check_run.pk)}


def asks_of(campaign: Campaign, *, accepted: frozenset[tuple[str, str]] = frozenset()) -> list[Ask]:
    """What the working version asks for; ``accepted`` are (resource, unit) codes whose shortage was
    accepted.
    """
    if campaign.working is None:
        return []
    return [
        Ask(
            resource=row.resource,
            unit=row.unit,
            quantity=row.quantity,
            needed_by=row.needed_by,
            allows_back_order=(row.resource.code, row.unit.code) in accepted,
        )
        for row in campaign.working.resource_requests.select_related("resource", "unit")
    ]


def accepted_shortages(campaign: Campaign) -> frozenset[tuple[str, str]]:
    """The resources and units, by code, of which the plan may take a part now and the rest
    later.
    """
    accepted = Finding.objects.filter(campaigns=campaign, state=FindingState.ACCEPTED)
    return frozenset(
        shortage
        for finding in accepted
        if (rule := known_rules().get(finding.rule)) is not None
        for shortage in rule.back_orders(finding.subject, finding.facts)
    )


def release_plan(step: Step) -> None:
    """Free what the plan holds and have its neighbours checked again, because it no longer stands
    in their way.
    """
    reservations.free(campaign=step.campaign.code, now=step.now)
    recheck_neighbours(step.campaign, now=step.now)


def recheck_neighbours(campaign: Campaign, *, now: dt.datetime) -> list[Campaign]:
    """Ask for a new check of the plans that share an unsettled finding with this one; requests for
    one plan coalesce.
    """
    shared = Finding.objects.filter(campaigns=campaign, state__in=UNSETTLED)
    neighbours = (
        Campaign.objects.filter(findings__in=shared, state__in=ACTIVE_STATES)
        .exclude(pk=campaign.pk)
        .distinct()
        .order_by("pk")
    )
    for neighbour in neighbours:
        jobs.enqueue(RECHECK, neighbour.code, payload={"campaign": neighbour.code}, now=now)
    return list(neighbours)


def back_to_draft(step: Step) -> None:
    """The submitted version stays as it is; its copy with the next number is the draft to
    change.
    """
    Approval.objects.filter(version=step.campaign.working, decision="").delete()
    step.campaign.finalised_by = None
    release_plan(step)
    next_version(step.campaign, now=step.now)


def revert_to_coordination(step: Step) -> None:
    """From final back to coordination: signatures are void, and the audit trail alone keeps
    them.
    """
    Approval.objects.filter(version=step.campaign.working).delete()
    step.campaign.finalised_by = None
    step.target = CampaignState.COORDINATING


def grade_of(campaign: Campaign) -> str:
    """Risk grade of the working version's last check."""
    return review_status_of(campaign).risk_grade
