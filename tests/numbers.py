"""One thing has one number, whichever page or answer tells it: what the demo company and random
companies are both held against.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from django.test import Client
from icalendar import Calendar
from rest_framework.test import APIClient

from calendars.entries import entries_between
from calendars.feeds import COMING, PAST, body_of, make_feed
from calendars.ics import status_of
from calendars.week_load import weeks_between
from campaigns.models import Campaign
from campaigns.review_status import load_review_statuses, review_status_of
from desk.alerts import over_limits
from findings.enums import FindingState, Severity
from findings.models import Finding
from findings.queries import findings_of
from findings.status import current_run, tab_count
from organization.models import User
from resources.models import Resource
from resources.queries import holds, stock_lines

DAY = dt.timedelta(days=1)
FAR = dt.timedelta(days=400)


def open_of(rule: str) -> list[Finding]:
    return list(Finding.objects.filter(rule=rule, state=FindingState.OPEN))


def in_play() -> list[Campaign]:
    plans = list(Campaign.objects.active())
    load_review_statuses(plans)
    return plans


def assert_open_findings_are_counted_alike(viewer: User, today: dt.date) -> int:
    """Page, list, calendar and API of each plan in play; how many plans that were."""
    shown = {one.code: one for one in entries_between(viewer, today - FAR, today + FAR)}
    plans = in_play()
    for plan in plans:
        severities = [one.severity for one in findings_of(plan, viewer, states=[FindingState.OPEN])]
        blocking, warnings = (
            severities.count(one) for one in (Severity.BLOCKING, Severity.WARNING)
        )
        check = review_status_of(plan).check
        assert (check.open_blocking, tab_count(viewer, plan).blocking) == (blocking, blocking), (
            plan.code
        )
        assert check.open_lighter == len(severities) - blocking
        assert check.open_warnings == warnings
        if plan.is_amendment:
            assert plan.code not in shown
            continue
        assert (shown[plan.code].blocking, shown[plan.code].warnings) == (blocking, warnings)
    return len(plans)


def assert_pages_and_api_tell_the_same(viewer: User) -> None:
    """What people and programs read of each plan: the findings page, the list, the API."""
    page, api = Client(), APIClient()
    page.force_login(viewer)
    api.force_authenticate(viewer)
    for plan in in_play():
        check = review_status_of(plan).check
        context = page.get(f"/campaigns/{plan.code}/findings/").context
        address = f"/api/v1/campaigns/{plan.code}/findings/?state=open&limit=200"
        answer = api.get(address).json()["results"]
        counted = Counter(one["severity"] for one in answer)
        assert context["blocking"] == counted["blocking"] == check.open_blocking, plan.code
        assert counted["warning"] == check.open_warnings, plan.code
        assert sum(counted.values()) == check.open_blocking + check.open_lighter, plan.code


def assert_newest_checks_are_on_record(viewer: User) -> None:
    for plan in in_play():
        run = current_run(plan)
        assert run is not None
        on_record = findings_of(plan, viewer)
        assert {one.fingerprint for one in on_record} == set(run.fingerprints), plan.code


def assert_crowded_weeks_weigh_the_same(today: dt.date) -> int:
    """Strip, alert and finding of a week with too many launches; how many findings that were."""
    found = [one for one in open_of("launch-clustering") if one.case == "company"]
    weeks = {one.monday.isoformat(): one for one in weeks_between(today, today + FAR)}
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
    return len(found)


def assert_the_feed_tells_what_the_calendar_shows(viewer: User, today: dt.date) -> int:
    """A subscription, the calendar's page and its API: the same plans with the same days and
    states; how many plans that were.
    """
    body, _tag = body_of(make_feed(actor=viewer), "http://jiepai.test")
    told = {
        str(one["uid"]).partition("@")[0]: one for one in Calendar.from_ical(body).walk("VEVENT")
    }
    shown = {
        one.code: one
        for one in entries_between(viewer, today - PAST, today + COMING)
        if one.revision
    }
    api = APIClient()
    api.force_authenticate(viewer)
    first, last = min(one.starts_on for one in shown.values()), today + dt.timedelta(days=300)
    answer = api.get(f"/api/v1/calendar/?from={max(first, last - FAR + DAY)}&to={last}").json()
    listed = {one["campaign"]: one for one in answer["entries"]}
    assert {code for code, one in told.items() if one["status"] != "CANCELLED"} == set(shown)
    for code, one in shown.items():
        event = told[code]
        days = (event["dtstart"].dt, event["dtend"].dt - dt.timedelta(days=1))
        assert days == (one.starts_on, one.ends_on), code
        assert (event["sequence"], str(event["summary"])) == (one.revision, one.name), code
        assert str(event["status"]) == status_of(one.state), code
        if code in listed:
            row = listed[code]
            assert (row["starts_on"], row["ends_on"]) == tuple(map(str, days)), code
            assert (row["name"], row["state"]) == (one.name, one.state), code
    assert set(listed) & set(shown)
    return len(shown)


def assert_shortages_are_those_of_the_stock_board(keeper: User) -> int:
    """Findings, board and resource page: what lies there, what a plan lacks; how many findings
    that were.
    """
    found = open_of("resource-shortage")
    for finding in found:
        resource = Resource.objects.get(code=finding.subject["resource"])
        lines = stock_lines(user=keeper, resources=[resource])
        lying = {line.unit.code: line for line in lines}
        plan = finding.sides.get().campaign
        rows = finding.facts["by_branch"]
        for unit, row in rows.items():
            assert row["on_hand"] == lying[unit].on_hand, (plan.code, unit)
            assert lying[unit].shortage is not None or not row["short_by"], (plan.code, unit)
        held = [
            one
            for one in holds(user=keeper, resource=resource, lines=lines)
            if one.campaign == plan.code
        ]
        if finding.case == "hard":
            assert sum(one.short for one in held) == finding.facts["short_by"], plan.code
    return len(found)
