"""One thing has one number, whichever page or answer tells it: on the demo company."""

from __future__ import annotations

import datetime as dt

import pytest

from calendars.entries import entries_between
from calendars.week_load import weeks_between
from campaigns.models import Campaign
from campaigns.review_status import load_review_statuses, review_status_of
from desk.alerts import over_limits
from findings.enums import FindingState, Severity
from findings.models import Finding
from findings.queries import findings_of
from findings.status import current_run, tab_count
from organization.models import User
from resources.queries import stock_lines

pytestmark = pytest.mark.usefixtures("company")

FAR = dt.timedelta(days=400)


def open_of(rule: str) -> list[Finding]:
    return list(Finding.objects.filter(rule=rule, state=FindingState.OPEN))


def active() -> list[Campaign]:
    plans = list(Campaign.objects.active())
    load_review_statuses(plans)
    return plans


def test_what_is_open_on_a_plan_is_counted_alike_on_its_page_in_the_list_and_in_the_calendar(
    company,
):
    leader = User.objects.get(username="leader")
    shown = {
        one.code: one for one in entries_between(leader, company.today - FAR, company.today + FAR)
    }

    for plan in active():
        severities = [one.severity for one in findings_of(plan, leader, states=[FindingState.OPEN])]
        blocking, warnings = (
            severities.count(one) for one in (Severity.BLOCKING, Severity.WARNING)
        )
        check = review_status_of(plan).check
        assert (check.open_blocking, tab_count(leader, plan).blocking) == (blocking, blocking), (
            plan.code
        )
        assert check.open_lighter == len(severities) - blocking
        assert (shown[plan.code].blocking, shown[plan.code].warnings) == (blocking, warnings)


def test_what_the_newest_check_found_is_what_is_open_or_accepted():
    leader = User.objects.get(username="leader")
    for plan in active():
        run = current_run(plan)
        assert run is not None
        on_record = findings_of(plan, leader)
        assert {one.fingerprint for one in on_record} == set(run.fingerprints), plan.code


def test_a_crowded_week_weighs_the_same_in_strip_alert_and_finding(company):
    found = [one for one in open_of("launch-clustering") if one.case == "company"]
    assert found
    weeks = {
        one.monday.isoformat(): one for one in weeks_between(company.today, company.today + FAR)
    }
    alerts = {alert.due.isoformat(): alert for alert in over_limits(list(weeks.values()))}

    for finding in found:
        facts = finding.facts
        load = weeks[facts["week"]].points
        assert (load.total, load.limit, load.over) == (
            facts["points_company"],
            facts["limit"],
            facts["over_by"],
        )
        assert str(facts["points"]) in alerts[facts["week"]].text


def test_a_shortage_that_is_found_stands_on_the_board_too():
    keeper = User.objects.get(username="resource.keeper")
    lines = {(line.resource.code, line.unit.code): line for line in stock_lines(user=keeper)}
    found = open_of("resource-shortage")
    assert found

    for finding in found:
        for unit, short in finding.facts["by_branch"].items():
            line = lines.get((finding.subject["resource"], unit))
            if line is not None and finding.severity == Severity.BLOCKING:
                assert line.shortage is not None, (finding.subject, unit, short)
