"""Findings on record: recognised, reopened, closed; late and lost results."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pyroaring import BitMap

from campaigns.commands import change_state
from campaigns.models import Campaign
from common import changelog, clock, jobs
from common.models import Job
from findings.commands import accept_finding, open_recheck, record_findings
from findings.enums import Severity
from findings.models import CheckRun, Finding
from findings.types import CheckResult
from organization.enums import Role
from organization.models import Notice
from tests.factories.campaigns import (
    finish_run,
    found,
    make_checking,
    make_coordinating,
    make_draft,
    run_check,
)
from tests.factories.organization import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]


def fresh(campaign):
    return Campaign.objects.get(pk=campaign.pk)


def recheck(campaign, *what, calendar_version=None):
    job = jobs.enqueue("preflight.recheck", campaign.code, payload={"campaign": campaign.code})
    run = open_recheck(code=campaign.code, job_id=job.pk)
    version = changelog.current_version() if calendar_version is None else calendar_version
    assert finish_run(
        run.pk, job.pk, CheckResult(findings=what, calendar_version=version, grade="A")
    )
    return run


@pytest.fixture
def pair(world):
    """Two plans of two departments, both in coordination, the second one found a clash with the
    first.
    """
    first = make_coordinating(world.planner)
    second = make_checking(world.rival, owner_unit="enterprise", name="集团充值送")
    run_check(
        second,
        found(
            second,
            first,
            facts={"persons": 3, "pay_own": "30", "pay_other": "50"},
            persons=BitMap([0, 1]),
        ),
    )
    return fresh(first), fresh(second)


def test_first_check_takes_the_plan_to_coordination(world):
    campaign = make_checking(world.planner)
    colleague = make_user(Role.PLANNER, world.consumer)

    run = run_check(
        campaign,
        found(campaign),
        found(campaign, rule="other", severity=Severity.WARNING),
        grade="C",
    )

    assert fresh(campaign).state == "coordinating"
    assert (run.blocking, run.warnings, run.notices, run.risk_grade) == (1, 1, 0, "C")
    told = Notice.objects.filter(case="found").values_list("user", flat=True)
    assert list(told) == [colleague.pk]  # who submitted it waits for it on the plan's page


def test_recheck_that_changes_nothing_is_no_news(world):
    campaign = make_checking(world.planner)
    run_check(campaign, found(campaign))
    notices = Notice.objects.filter(user=world.planner, case="found")

    recheck(campaign, found(campaign))
    assert notices.count() == 0

    recheck(campaign)
    assert notices.count() == 1


def test_recheck_is_no_change_of_what_the_plan_says(world):
    campaign = make_checking(world.planner)
    run_check(campaign)
    before = fresh(campaign)

    recheck(campaign, found(campaign, severity=Severity.WARNING))

    after = fresh(campaign)
    assert (after.content_tag, after.updated_at) == (before.content_tag, before.updated_at)
    assert after.etag > before.etag


def test_recheck_that_finds_lighter_things_tells_nobody(world):
    campaign = make_checking(world.planner)
    run_check(campaign)
    notices = Notice.objects.filter(user=world.planner, case="found")
    told = notices.count()

    recheck(campaign, found(campaign, severity=Severity.WARNING))

    assert notices.count() == told


def test_two_plan_finding_is_one_object_on_both_sides(world, pair):
    first, second = pair

    finding = Finding.objects.get()
    assert set(finding.campaigns.all()) == {first, second}
    assert [side.campaign for side in finding.sides.filter(is_checked_side=True)] == [second]
    assert Notice.objects.filter(user=world.planner, case="shared").count() == 1


def test_the_same_finding_from_the_other_side_is_recognised(pair):
    first, second = pair

    recheck(first, found(first, second))

    finding = Finding.objects.get()
    assert finding.state == "open"
    assert [side.campaign for side in finding.sides.filter(is_checked_side=True)] == [first]


def test_what_is_gone_is_resolved_and_opens_again_when_it_returns(pair):
    first, second = pair

    recheck(first)
    assert Finding.objects.get().state == "resolved"

    recheck(second, found(second, first))
    assert Finding.objects.get().state == "open"
    assert Finding.objects.get().closed_at is None


def test_run_that_read_before_the_other_sides_new_revision_closes_nothing(world, pair):
    first, second = pair
    seen = changelog.current_version()
    change_state(campaign_id=second.pk, name="recall", actor=world.rival)
    change_state(campaign_id=second.pk, name="submit", actor=world.rival)

    recheck(first, calendar_version=seen)
    assert Finding.objects.get().state == "open"

    recheck(first)
    assert Finding.objects.get().state == "resolved"


def test_recheck_leaves_the_state_alone(pair):
    first, second = pair
    Campaign.objects.filter(pk=first.pk).update(state="finalised")

    recheck(first, found(first, second))

    assert fresh(first).state == "finalised"


def test_late_result_of_an_older_revision_is_history(world):
    campaign = make_checking(world.planner)
    old = CheckRun.objects.get()
    change_state(campaign_id=campaign.pk, name="recall", actor=world.planner)
    change_state(campaign_id=campaign.pk, name="submit", actor=world.planner)

    assert finish_run(
        old.pk, old.job_id, CheckResult(findings=[found(campaign)], calendar_version=1)
    )

    old.refresh_from_db()
    assert old.is_history
    assert old.blocking == 1
    assert not Finding.objects.exists()
    assert fresh(campaign).state == "checking"


def test_result_of_a_withdrawn_plan_is_history(world):
    campaign = make_checking(world.planner)
    run = CheckRun.objects.get()
    change_state(campaign_id=campaign.pk, name="withdraw", actor=world.planner)

    finish_run(run.pk, run.job_id, CheckResult(findings=[found(campaign)], calendar_version=1))

    assert CheckRun.objects.get().is_history
    assert fresh(campaign).state == "withdrawn"


def test_worker_that_lost_its_lease_writes_nothing(world):
    campaign = make_checking(world.planner)
    run = CheckRun.objects.get()
    lost = jobs.claim(run.job_id)
    later = clock.now() + dt.timedelta(minutes=5)
    held = jobs.claim(run.job_id, now=later)

    assert not record_findings(
        run_id=run.pk,
        claim=lost,
        outcome=CheckResult(findings=[found(campaign)], calendar_version=1),
    )
    assert not Finding.objects.exists()

    assert record_findings(
        run_id=run.pk, claim=held, outcome=CheckResult(findings=[], calendar_version=1)
    )
    assert fresh(campaign).state == "coordinating"


def test_dead_check_can_be_started_again(world, client_of):
    campaign = make_checking(world.planner)
    client = client_of(world.planner)
    running = client.post(f"/api/v1/campaigns/{campaign.code}/retry_check/", {})
    assert (running.status_code, running.json()["errors"][0]["code"]) == (409, "check-running")

    Job.objects.update(state="failed")
    seen_by_admin = client_of(world.admin).get(f"/api/v1/campaigns/{campaign.code}/")
    again = client_of(world.admin).post(
        f"/api/v1/campaigns/{campaign.code}/retry_check/", {}, headers={"Idempotency-Key": "again"}
    )

    assert seen_by_admin.status_code == 200
    assert again.status_code == 200
    assert CheckRun.objects.count() == 2
    run_check(campaign)
    assert fresh(campaign).state == "coordinating"


def test_acceptance_stays_until_it_gets_worse(world, pair):
    first, second = pair
    finding = Finding.objects.get()
    accept_finding(finding_id=finding.pk, actor=world.head, reason="Agreed.")
    accept_finding(finding_id=finding.pk, actor=world.rival_head, reason="Agreed.")

    recheck(second, found(second, first, persons=BitMap([0])))
    assert Finding.objects.get().state == "accepted"

    recheck(second, found(second, first, persons=BitMap([0, 1, 2])))
    assert Finding.objects.get().state == "open"
    assert not finding.acceptances.filter(withdrawn_at__isnull=True).exists()


def test_worse_severity_opens_an_accepted_finding(world, pair):
    first, second = pair
    recheck(second, found(second, first, severity=Severity.WARNING))
    finding = Finding.objects.get()
    accept_finding(finding_id=finding.pk, actor=world.leader, reason="Go on.")

    recheck(second, found(second, first, severity=Severity.BLOCKING))

    assert Finding.objects.get().state == "open"


def test_nothing_is_rechecked_while_its_first_check_is_to_come(world):
    campaign = make_checking(world.planner)
    job = jobs.enqueue("preflight.recheck", campaign.code)

    assert open_recheck(code=campaign.code, job_id=job.pk) is None
    assert open_recheck(code=make_draft(world.planner).code, job_id=job.pk) is None


def test_many_findings_cost_as_many_statements_as_one(world):
    """Whether they are new, found again or gone."""
    other = make_coordinating(world.rival, owner_unit="enterprise")
    campaign = make_coordinating(world.planner)

    def queries(count: int, first: int) -> list[int]:
        what = [
            found(campaign, other, subject={"day": f"2027-01-{n:02d}"}, persons=BitMap([0, n]))
            for n in range(first, first + count)
        ]
        counts = []
        for now_found in (what, what, []):
            with CaptureQueriesContext(connection) as captured:
                recheck(campaign, *now_found)
            counts.append(len(captured))
        return counts

    assert queries(1, 1) == queries(5, 11)
    assert Finding.objects.filter(campaigns=other, state="resolved").count() == 6
    assert {side.is_checked_side for side in Finding.objects.first().sides.all()} == {True, False}


def test_what_is_found_again_was_seen_last_by_the_newest_run(world):
    campaign = make_coordinating(world.planner)
    recheck(campaign, found(campaign))
    before = Finding.objects.get()

    run = recheck(campaign, found(campaign))

    after = Finding.objects.get()
    assert (after.last_run, after.first_seen_at) == (run, before.first_seen_at)
    assert after.last_seen_at > before.last_seen_at
