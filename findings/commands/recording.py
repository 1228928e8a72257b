"""Putting on record what a check found: recognised, reopened, closed when it is gone."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q

from campaigns.enums import ACTIVE_STATES, CampaignState
from campaigns.models import Campaign
from campaigns.notices import notices_about
from campaigns.people import planners_by_unit
from campaigns.review_status import invalidate_review_status
from campaigns.workflow import PLAN
from common import clock, jobs, locks
from common.job_kinds import Claim
from common.models import Change
from common.write import came_about
from findings.commands.kept_runs import keep
from findings.enums import UNSETTLED, FindingState, RunTrigger, Severity
from findings.models import CheckRun, Finding, FindingSide
from findings.on_record import OnRecord
from findings.recognition import Recorded, upsert
from findings.types import CheckResult, jsonable
from organization.notices import tell

# Operations after which a plan is checked anew, so that an older run no longer speaks for it.
RENEWING = ("submit", "apply_way_out")


@transaction.atomic
def record_findings(
    *, run_id: UUID, claim: Claim, outcome: CheckResult, now: dt.datetime | None = None
) -> bool:
    """Write what a run came to, in one transaction with the end of its job; False if the job was
    lost to another worker.

    A first check takes the plan to *coordinating*. The result for a revision that is no longer the
    newest is kept as history and changes nothing else.
    """
    at = now or clock.now()
    if not jobs.finish(claim, now=at):
        return False
    run = CheckRun.objects.select_related("campaign", "version").get(pk=run_id)
    plans = _lock_plans(run, outcome)
    campaign = plans[run.campaign.code]
    _fill_in(run, outcome, now=at)
    run.is_history = campaign.working_id != run.version_id or campaign.state not in ACTIVE_STATES
    run.save()
    keep(run, outcome.kept)
    if run.is_history:
        return True
    recorded = Recorded()
    record = upsert(outcome.findings, run=run, recorded=recorded, now=at, plans=plans, of=campaign)
    close_gone(campaign, outcome, record, recorded=recorded, now=at)
    is_first = campaign.state == CampaignState.CHECKING
    if is_first:
        _to_coordination(campaign, run, now=at)
    # The other sides' pages changed too: their entity tags must.
    others = {code for codes in recorded.plans.values() for code in codes} - {campaign.code}
    renewed = others if is_first else {campaign.code, *others}
    renew([plans[code] for code in renewed if code in plans])
    invalidate_review_status(campaign)
    if is_first or run.trigger == RunTrigger.SUBMISSION or _is_news(recorded):
        _tell_sides(campaign, run, recorded, plans, now=at)
    if not is_first:
        came_about("campaign", "recheck", of=[campaign.code], now=at)
    return True


def _is_news(recorded: Recorded) -> bool:
    """Whether what another look at the world changed is worth a notice: something that blocks came
    or went.
    """
    return any(one.severity == Severity.BLOCKING for one in [*recorded.opened, *recorded.closed])


def _lock_plans(run: CheckRun, outcome: CheckResult) -> dict[str, Campaign]:
    """Lock the plan and every plan that shares a finding with it, now or by this outcome."""
    codes = {code for one in outcome.findings for code in one.campaigns} | {run.campaign.code}
    shared = FindingSide.objects.filter(
        finding__campaigns=run.campaign, finding__state__in=UNSETTLED
    )
    concerned = Q(code__in=codes) | Q(pk__in=shared.values("campaign"))
    plans = Campaign.objects.filter(concerned).select_related("owner_unit", "author")
    return {plan.code: plan for plan in locks.many(plans)}


def _fill_in(run: CheckRun, outcome: CheckResult, *, now: dt.datetime) -> None:
    severities = [one.severity for one in outcome.findings]
    run.started_at = run.started_at or outcome.started_at or now
    run.finished_at = now
    run.calendar_version = outcome.calendar_version
    run.risk_grade, run.risk = outcome.grade, jsonable(outcome.risk)
    run.plans_compared, run.rules_run = outcome.plans_compared, outcome.rules_run
    run.inputs = jsonable(outcome.inputs)
    run.blocking = severities.count(Severity.BLOCKING)
    run.warnings = severities.count(Severity.WARNING)
    run.notices = severities.count(Severity.NOTICE)
    run.fingerprints = sorted({one.fingerprint for one in outcome.findings})


def close_gone(
    campaign: Campaign,
    outcome: CheckResult,
    record: OnRecord,
    *,
    recorded: Recorded,
    now: dt.datetime,
) -> None:
    """Resolve what this run no longer finds, as far as it speaks for both newest revisions and its
    rules answered.

    A plan that was submitted again after the change-log version that the run read at is waited for.
    """
    gone = [one for one in record.others if one.rule not in outcome.not_run]
    if not gone:
        return
    seen = outcome.calendar_version
    renewed = set(
        Change.objects.filter(
            kind="campaign", version__gt=seen, operation__in=RENEWING
        ).values_list("code", flat=True)
    ) - {campaign.code}
    for finding in gone:
        plans = set(record.sides.get(finding.pk, ()))
        if not plans & renewed:
            finding.state, finding.closed_at = FindingState.RESOLVED, now
            recorded.closed.append(finding)
            recorded.plans[finding.pk] = plans
    if recorded.closed:
        Finding.objects.filter(pk__in=[one.pk for one in recorded.closed]).update(
            state=FindingState.RESOLVED, closed_at=now
        )


def _to_coordination(campaign: Campaign, run: CheckRun, *, now: dt.datetime) -> None:
    step = PLAN.begin(
        "check_done",
        campaign,
        actor=None,
        target=CampaignState.COORDINATING,
        now=now,
        details={
            "blocking": run.blocking,
            "warnings": run.warnings,
            "notices": run.notices,
            "risk_grade": run.risk_grade,
        },
    )
    PLAN.record(step)


def renew(plans: Collection[Campaign]) -> None:
    """Count a write on plans whose findings changed; they are locked already."""
    if plans:
        keys = [plan.pk for plan in plans]
        Campaign.objects.filter(pk__in=keys).update(etag=F("etag") + 1)


def _tell_sides(
    campaign: Campaign,
    run: CheckRun,
    recorded: Recorded,
    plans: Mapping[str, Campaign],
    *,
    now: dt.datetime,
) -> None:
    blocking = Counter(
        code
        for finding in recorded.opened
        if finding.severity == Severity.BLOCKING
        for code in recorded.plans[finding.pk] - {campaign.code}
    )
    others = [plans[code] for code in sorted(blocking) if code in plans]
    planners = planners_by_unit([campaign.owner_unit, *(one.owner_unit for one in others)])
    owners = {*planners[campaign.owner_unit_id], campaign.author}
    # Who asked for this check waits for it on the plan's page.
    asked = {run.version.submitted_by} if run.trigger == RunTrigger.SUBMISSION else set()
    told = notices_about(
        owners - asked,
        "found",
        campaign,
        now=now,
        tab="findings/",
        blocking=run.blocking,
        warnings=run.warnings,
    )
    for other in others:
        told += notices_about(
            {*planners[other.owner_unit_id], other.author} - owners,
            "shared",
            other,
            now=now,
            tab="findings/",
            blocking=blocking[other.code],
            other=campaign.code,
            other_name=campaign.name,
        )
    tell(told)
