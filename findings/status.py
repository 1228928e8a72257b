"""Where plans stand with their checks, for many plans in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, Expression, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from campaigns.access import may_see_findings
from campaigns.enums import ACTIVE_STATES
from campaigns.models import Campaign
from campaigns.registries import CheckStatus, Freshness
from campaigns.review_status import review_status_of
from campaigns.tabs import TabCount
from common.models import Job, JobState
from findings.access import readable, readable_sides
from findings.enums import FindingClass, FindingState, Severity
from findings.models import CheckRun, Finding, FindingSide
from findings.registries import checker
from findings.rule_info import rule_of
from organization.models import User


def check_statuses(campaigns: Sequence[Campaign]) -> dict[int, CheckStatus]:
    """What the newest check of each plan's working version came to, and what is open against the
    plan, by the plan's key. A check that ran to its end is preferred to one that did not.
    """
    runs: dict[int, CheckRun] = {}
    versions = [plan.working_id for plan in campaigns]
    rows = with_freshness(CheckRun.objects.filter(version__in=versions).select_related("job"))
    for run in rows.order_by("created_at"):
        known = runs.get(run.version_id)
        if known is None or known.job.state != JobState.DONE or run.job.state == JobState.DONE:
            runs[run.version_id] = run
    counts = open_counts(campaigns)
    return {
        plan.pk: _status(runs.get(plan.working_id or 0), counts.get(plan.pk, NONE_OPEN))
        for plan in campaigns
    }


def with_freshness(runs: QuerySet[CheckRun]) -> QuerySet[CheckRun]:
    """The runs with ``is_renewing``: another check of the plan is under way or waits, and
    ``is_outdated``: one that was asked for after them was given up.
    """
    asked = Job.objects.filter(kind=checker().recheck_job, key=OuterRef("campaign__code"))
    return runs.annotate(
        is_renewing=Exists(asked.filter(state__in=[JobState.PENDING, JobState.RUNNING])),
        is_outdated=Exists(
            asked.filter(state=JobState.FAILED, finished_at__gt=OuterRef("finished_at"))
        ),
    )


def freshness_of(run: Any) -> Freshness:
    """Whether a run, read ``with_freshness``, still stands on the world as it is."""
    if run.is_renewing:
        return Freshness.RENEWING
    return Freshness.OUTDATED if run.is_outdated else Freshness.CURRENT


def freshness_now(campaign: Campaign) -> Freshness:
    """The same of a plan's check at this moment, when there may be changes of which it is not known
    yet whom they touch.
    """
    known = review_status_of(campaign).check.freshness
    if known == Freshness.CURRENT and campaign.state in ACTIVE_STATES and checker().is_behind():
        return Freshness.RENEWING
    return known


def current_run(campaign: Campaign) -> CheckRun | None:
    """The newest check of the plan's working version that ran to its end, else the newest of that
    version, else the newest of all.
    """
    runs = (
        CheckRun.objects.filter(campaign=campaign)
        .select_related("job", "version")
        .order_by("-created_at")
    )
    own = runs.filter(version=campaign.working_id)
    return own.filter(job__state=JobState.DONE).first() or own.first() or runs.first()


@dataclass(frozen=True, slots=True)
class OpenCounts:
    """Open findings on a plan: those that block it, the harm in these, the warnings, and all that
    are lighter than blocking.
    """

    blocking: int = 0
    harm: int = 0
    warnings: int = 0
    lighter: int = 0


NONE_OPEN = OpenCounts()


def open_counts(campaigns: Sequence[Campaign]) -> dict[int, OpenCounts]:
    """What is open against each plan, by its key; a plan without open findings is missing."""
    is_blocking = Q(finding__severity=Severity.BLOCKING)
    rows = (
        FindingSide.objects.filter(
            campaign__in=[plan.pk for plan in campaigns], finding__state=FindingState.OPEN
        )
        .order_by()
        .values_list("campaign")
        .annotate(
            blocking=Count("id", filter=is_blocking),
            harm=Count("id", filter=is_blocking & Q(finding__finding_class=FindingClass.HARM)),
            warnings=Count("id", filter=Q(finding__severity=Severity.WARNING)),
            lighter=Count("id", filter=~is_blocking),
        )
    )
    return {key: OpenCounts(*counts) for key, *counts in rows}


def _status(run: CheckRun | None, counts: OpenCounts) -> CheckStatus:
    return CheckStatus(
        is_done=run is not None and run.job.state == JobState.DONE,
        freshness=freshness_of(run) if run is not None else Freshness.CURRENT,
        has_failed=run is not None and run.job.state == JobState.FAILED,
        grade=run.risk_grade if run is not None else "",
        points=run.risk.get("points") if run is not None else None,
        seconds=run.seconds if run is not None else None,
        calendar_version=run.calendar_version if run is not None else 0,
        open_blocking=counts.blocking,
        open_harm=counts.harm,
        open_warnings=counts.warnings,
        open_lighter=counts.lighter,
    )


def blocking_count(user: User) -> Expression:
    """The number of open blocking findings of a plan that the person reads, as a column of a query
    of plans.
    """
    sides = FindingSide.objects.filter(
        readable_sides(user),
        campaign=OuterRef("pk"),
        finding__state=FindingState.OPEN,
        finding__severity=Severity.BLOCKING,
    )
    return Coalesce(
        Subquery(sides.order_by().values("campaign").annotate(n=Count("pk")).values("n")), 0
    )


def risk_grade() -> Expression:
    """The grade of the last check of a plan's working version that ran to its end, as a column of a
    query of plans; empty without one.
    """
    runs = CheckRun.objects.filter(
        campaign=OuterRef("pk"), version=OuterRef("working"), job__state=JobState.DONE
    )
    grade = Subquery(runs.order_by("-created_at").values("risk_grade")[:1])
    return Coalesce(grade, Value(""))


def accepted_shortages(campaign: Campaign) -> frozenset[tuple[str, str]]:
    """The resources and units, by code, of which the plan may take a part now and the rest
    later.
    """
    accepted = Finding.objects.filter(campaigns=campaign, state=FindingState.ACCEPTED)
    return frozenset(
        shortage
        for finding in accepted
        for shortage in rule_of(finding.rule).back_orders(finding.subject, finding.facts)
    )


def tab_count(user: User, campaign: Campaign) -> TabCount:
    """The numbers beside the tab of findings: of those that the person reads."""
    if not may_see_findings(user, campaign):
        severities = readable(user, campaign).filter(state=FindingState.OPEN)
        found = list(severities.values_list("severity", flat=True))
        blocking = found.count(Severity.BLOCKING)
        return TabCount(blocking=blocking, others=len(found) - blocking)
    check = review_status_of(campaign).check
    return TabCount(blocking=check.open_blocking, others=check.open_lighter)
