"""The check that each told plan passed before it went on: its run on record, with the grade that
preflight gives it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, cast

from pyroaring import AbstractBitMap

from campaigns.enums import Enrolment
from campaigns.models import Campaign
from common.models import Job, JobState
from demo.backdated import BackdatedPlan
from findings.models import CheckRun
from preflight.engine import CHECK_JOB
from preflight.policies import Policies
from preflight.risk import grade
from preflight.rules import all_rules
from preflight.snapshot import PlanSnapshot
from preflight.snapshot_parts import OfferTerms, ServicePlan


def write_runs(
    campaigns: Sequence[Campaign],
    told: Sequence[BackdatedPlan],
    audiences: Sequence[AbstractBitMap],
    *,
    calendar_version: int,
) -> None:
    """One finished run per plan, without findings; the three sequences run side by side."""
    jobs = Job.objects.bulk_create(
        Job(
            kind=CHECK_JOB,
            key=f"{campaign.code}/1",
            state=JobState.DONE,
            attempt=1,
            progress=100,
            not_before=one.marks["submit"],
            created_at=one.marks["submit"],
            finished_at=one.marks["check_done"],
        )
        for campaign, one in zip(campaigns, told, strict=True)
    )
    starts, ends = sorted(one.starts_on for one in told), sorted(one.ends_on for one in told)
    policies, rules = Policies(), len(all_rules())
    runs = []
    for campaign, one, audience, job in zip(campaigns, told, audiences, jobs, strict=True):
        reckoned = grade(snapshot(campaign.code, one.plan, one, audience), policies, ())
        runs.append(
            CheckRun(
                campaign=campaign,
                version_id=cast("int", campaign.working_id),
                job=job,
                created_at=one.marks["submit"],
                started_at=one.marks["submit"],
                finished_at=one.marks["check_done"],
                calendar_version=calendar_version,
                risk_grade=reckoned.grade,
                risk=reckoned.as_json(),
                plans_compared=max(
                    bisect_right(starts, one.ends_on) - bisect_left(ends, one.starts_on) - 1, 0
                ),
                rules_run=rules,
            )
        )
    CheckRun.objects.bulk_create(runs)


def snapshot(
    code: str, plan: Mapping[str, Any], told: BackdatedPlan, audience: AbstractBitMap
) -> PlanSnapshot:
    """The plan as far as its grade depends on it."""
    service = plan["service_plan"]
    return PlanSnapshot(
        code=code,
        starts_on=told.starts_on,
        ends_on=told.ends_on,
        state=told.state,
        category=plan["category"],
        enrolment=plan.get("enrolment", Enrolment.OPT_IN),
        offers=tuple(
            OfferTerms(
                number=number,
                product=offer["product"],
                family="",
                pay=Decimal(offer["pay"]),
                lock_months=offer.get("lock_months", 0),
            )
            for number, offer in enumerate(plan["offers"], start=1)
        ),
        service_plan=ServicePlan(
            contingency=service["contingency"],
            script=service["script"],
            training_on=told.starts_on,
            terms=service["terms"],
            exit_rule=service["exit_rule"],
        ),
        audience=audience,
        eligibility=audience,
    )
