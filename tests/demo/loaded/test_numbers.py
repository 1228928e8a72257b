"""One thing has one number, whichever page or answer tells it: on the demo company."""

from __future__ import annotations

import pytest

from findings.enums import Severity
from organization.models import User
from resources.queries import stock_lines
from tests.numbers import (
    assert_crowded_weeks_weigh_the_same,
    assert_newest_checks_are_on_record,
    assert_open_findings_are_counted_alike,
    assert_shortages_are_those_of_the_stock_board,
    assert_the_feed_tells_what_the_calendar_shows,
    open_of,
)

pytestmark = pytest.mark.usefixtures("company")


def test_what_is_open_on_a_plan_is_counted_alike_on_its_page_in_the_list_and_in_the_calendar(
    company,
):
    leader = User.objects.get(username="leader")

    assert assert_open_findings_are_counted_alike(leader, company.today)


def test_what_the_newest_check_found_is_what_is_open_or_accepted():
    assert_newest_checks_are_on_record(User.objects.get(username="leader"))


def test_a_crowded_week_weighs_the_same_in_strip_alert_and_finding(company):
    assert assert_crowded_weeks_weigh_the_same(company.today)


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


def test_the_feed_and_the_calendar_tell_the_same_plans(company):
    for username in ("leader", "planner.consumer", "branch.east"):
        viewer = User.objects.get(username=username)
        assert assert_the_feed_tells_what_the_calendar_shows(viewer, company.today)


def test_the_stock_board_and_the_findings_tell_the_same_shortages(company):
    assert assert_shortages_are_those_of_the_stock_board(
        User.objects.get(username="resource.keeper")
    )
