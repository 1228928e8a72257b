"""Where plans stand with their checks, for many plans in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    BooleanField,
    Case,
    Count,
    DateTimeField,
    Exists,
    Expression,
    ExpressionWrapper,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce, JSONObject
from django.utils.dateparse import parse_datetime

from assessment.queries import unanswered
from campaigns.access import may_see_findings
from campaigns.enums import ACTIVE_STATES
from campaigns.models import Campaign
from campaigns.registries import CheckStatus, Freshness
from campaigns.review_status import review_status_of
from campaigns.tabs import TabCount
from common.models import Job, JobState
from common.nested import WrittenOnce
from common.written import OneOf, read_keys
from findings.access import readable, reads_all, shared_side
from findings.enums import FindingState, Severity
from findings.models import CheckRun, Finding, FindingSide
from findings.registries import checker
from findings.rule_info import rule_of
from findings.tally import open_count, open_counts
from organization.models import User

# What is shown of a check.
SHOWN = {
    "state": "job__state",
    "grade": "risk_grade",
    "points": "risk__points",
    "began": "started_at",
    "ended": "finished_at",
    "calendar_version": "calendar_version",
}


def check_statuses(campaigns: Sequence[Campaign]) -> dict[int, CheckStatus]:
    """What the newest check of each plan's working version came to, and what is open against the
    plan, by the plan's key; one query. A check that ran to its end is preferred to one that did
    not.
    """
    rows = read_keys(_checked, (plan.pk for plan in campaigns), job=checker().recheck_job)
    return {
        key: replace(
            _status(runs[0] if runs else None, is_renewing, given_up, counts),
            unanswered=asked,
        )
        for key, runs, is_renewing, given_up, counts, asked in rows
    }


def _checked(plans: Any, job: str) -> QuerySet[Any, tuple[Any, ...]]:
    asked = F("code"), Value(job)
    return Campaign.objects.filter(OneOf("pk", plans)).values_list(
        "pk",
        WrittenOnce(_best_run, F("working")),
        WrittenOnce(_is_renewing, *asked, output_field=BooleanField()),
        WrittenOnce(_given_up, *asked, output_field=DateTimeField()),
        open_counts(),
        Coalesce(WrittenOnce(unanswered, F("pk"), output_field=IntegerField()), 0),
    )


def _best_run(version: Any) -> ArraySubquery:
    runs = _best_first(CheckRun.objects.filter(version=version))
    return ArraySubquery(runs.values(data=JSONObject(**SHOWN))[:1])


def _is_renewing(code: Any, kind: Any) -> Exists:
    waiting = [JobState.PENDING, JobState.RUNNING]
    return Exists(Job.objects.filter(kind=kind, key=code, state__in=waiting))


def _given_up(code: Any, kind: Any) -> Subquery:
    failed = Job.objects.filter(kind=kind, key=code, state=JobState.FAILED)
    return Subquery(
        failed.order_by(F("finished_at").desc(nulls_last=True)).values("finished_at")[:1]
    )


def _best_first(runs: QuerySet[CheckRun]) -> QuerySet[CheckRun]:
    """Those that ran to their end, then the newest."""
    is_done = Case(When(job__state=JobState.DONE, then=Value(0)), default=Value(1))
    return runs.order_by(is_done, "-created_at")


def freshness_now(campaign: Campaign) -> Freshness:
    """The same of a plan's check at this moment, when there may be changes of which it is not known
    yet whom they touch.
    """
    known = review_status_of(campaign).check.freshness
    if known == Freshness.CURRENT and campaign.state in ACTIVE_STATES and checker().is_behind():
        return Freshness.RENEWING
    return known


@dataclass(frozen=True, slots=True)
class Runs:
    """The newest check of a plan; and of its working version the newest that ran to its end, else
    the newest, else the newest of all.
    """

    newest: CheckRun | None
    current: CheckRun | None


def runs_of(campaign: Campaign) -> Runs:
    """Both, in one query; what the checks read (``inputs``) is left out."""
    runs = CheckRun.objects.filter(campaign=campaign)
    newest = runs.order_by("-created_at").values("pk")[:1]
    own = _best_first(runs.filter(version=campaign.working_id)).values("pk")[:1]
    rows = (
        runs.filter(Q(pk__in=newest) | Q(pk__in=own))
        .annotate(is_own=ExpressionWrapper(Q(pk__in=own), output_field=BooleanField()))
        .select_related("job", "version")
        .defer("inputs", "fingerprints")
        .order_by("-created_at")
    )
    found = list(rows)
    first = found[0] if found else None
    return Runs(first, next((run for run in found if run.is_own), first))


def current_run(campaign: Campaign) -> CheckRun | None:
    """The check that the plan stands by."""
    return runs_of(campaign).current


def _status(
    run: Mapping[str, Any] | None,
    is_renewing: bool,
    given_up: dt.datetime | None,
    counts: Mapping[str, int],
) -> CheckStatus:
    """``run`` is the best check of the version, ``given_up`` when one that was asked for later
    was.
    """
    status = CheckStatus(
        open_blocking=counts["blocking"],
        open_harm=counts["harm"],
        open_warnings=counts["warnings"],
        open_lighter=counts["lighter"],
    )
    if run is None:
        return status
    began, ended = (parse_datetime(run[name] or "") for name in ("began", "ended"))
    is_outdated = bool(given_up and ended and given_up > ended)
    return replace(
        status,
        is_done=run["state"] == JobState.DONE,
        freshness=(
            Freshness.RENEWING
            if is_renewing
            else Freshness.OUTDATED
            if is_outdated
            else Freshness.CURRENT
        ),
        has_failed=run["state"] == JobState.FAILED,
        grade=run["grade"],
        points=run["points"],
        seconds=(ended - began).total_seconds() if began and ended else None,
        calendar_version=run["calendar_version"],
    )


def blocking_count(user: User) -> Expression:
    """The number of open blocking findings of a plan that the person reads, as a column of a query
    of plans: as it is kept where they read all of them, else of those that plans of theirs share.
    """
    shared = FindingSide.objects.filter(
        shared_side(user),
        campaign=OuterRef("pk"),
        finding__state=FindingState.OPEN,
        finding__severity=Severity.BLOCKING,
    )
    some = Subquery(shared.order_by().values("campaign").annotate(n=Count("pk")).values("n"))
    return Case(
        When(open_tally__isnull=True, then=Value(0)),
        When(reads_all(user), then=open_count("blocking")),
        default=Coalesce(some, Value(0)),
        output_field=IntegerField(),
    )


def check_state() -> Subquery[Any]:
    """How far the check is that a plan's working version stands by, as a column of a query of
    plans; null without one.
    """
    runs = CheckRun.objects.filter(version=OuterRef("working"))
    return Subquery(_best_first(runs).values("job__state")[:1])


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
