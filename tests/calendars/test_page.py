import csv
import datetime as dt
import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from campaigns.commands import change_state
from campaigns.enums import CampaignState
from campaigns.models import Campaign, PlanVersion
from comms.models import Theme
from findings.enums import Severity
from organization.enums import Role
from tests.factories.campaigns import (
    day,
    make_checking,
    make_coordinating,
    make_draft,
    make_finding,
    make_live,
)
from tests.factories.organization import make_user

URL = "/calendar/"


def text_of(response):
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("zoom", ["week", "month", "quarter", "year"])
@pytest.mark.parametrize("rows", ["department", "branch", "channel"])
def test_timeline_draws_every_zoom_and_grouping(world, page, zoom, rows):
    make_checking(world.planner, starts_on=day(0).isoformat(), ends_on=day(3).isoformat())

    text = text_of(page(world.planner).get(URL, {"zoom": zoom, "rows": rows}))

    assert "国庆充值送" in text
    assert "style=" not in text


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("view", ["timeline", "month", "list"])
def test_views_open_in_both_languages(world, page, view, language):
    make_live(world.planner, world.head)

    assert "国庆充值送" in text_of(page(world.planner, language).get(URL, {"view": view}))


def test_month_names_channels_as_people_do(world, page):
    plan = make_live(world.planner, world.head)
    channels = {one.channel for one in plan.working.placements.select_related("channel")}

    text = text_of(
        page(world.planner).get(URL, {"view": "month", "on": plan.working.starts_on.isoformat()})
    )

    assert channels
    assert all(channel.label in text for channel in channels)


def test_month_leaves_the_days_of_its_neighbours_empty(world, page):
    """Its plans are those of the month: of other days they would tell only a part."""
    make_live(world.planner, world.head)
    first = day(0).replace(day=1)
    following = (first + dt.timedelta(days=32)).replace(day=1)
    for starts_on in (following, following + dt.timedelta(days=40)):
        make_checking(
            world.planner,
            name=f"跨月 {starts_on.month}",
            starts_on=starts_on.isoformat(),
            ends_on=(starts_on + dt.timedelta(days=20)).isoformat(),
        )

    client = page(world.planner)
    for month in (first, following):
        answer = client.get(URL, {"view": "month", "on": month.isoformat()})
        for shown in answer.context["days"]:
            assert (shown.on.month == month.month) or (not shown.live and not shown.starts)
    assert [
        shown.on
        for shown in answer.context["days"]
        if any("跨月" in one.entry.name for one in shown.starts)
    ] == [following]


def test_empty_calendar_says_what_belongs_here(world, page):
    assert "Nothing here yet" in text_of(page(world.planner).get(URL))


def test_draft_of_another_unit_is_nowhere(world, page):
    draft = make_draft(world.planner, name="秘密草稿")
    rival = page(world.rival)

    for query in (
        {},
        {"view": "month", "on": day(10).isoformat()},
        {"view": "list"},
        {"format": "csv"},
        {"panel": draft.code},
    ):
        answer = rival.get(URL, query).content.decode()
        assert "秘密草稿" not in answer
        assert draft.code not in answer.replace(f"panel={draft.code}", "")


def test_own_draft_is_hatched(world, page):
    make_draft(world.planner, name="我的草稿")

    text = text_of(page(world.planner).get(URL))

    assert 'class="st-dr' in text
    assert re.search(r'fill="url\(#h-', text)


def test_intention_shows_its_name_and_nothing_more(world, page):
    draft = make_draft(world.planner, name="国庆意向")
    change_state(campaign_id=draft.pk, name="announce", actor=world.planner)

    text = text_of(page(world.rival).get(URL, {"panel": draft.code}))

    assert "国庆意向" in text
    assert "st-an" in text
    assert "Pay 100" not in text
    assert f"/campaigns/{draft.code}/" not in text


def test_panel_tells_window_offers_and_findings(world, page):
    campaign = make_coordinating(world.planner)
    make_finding(campaign, severity=Severity.BLOCKING, facts={"persons": 38412})

    text = text_of(page(world.planner).get(URL, {"panel": campaign.code}))

    assert "Pay 100, get 50" in text
    assert "38,412" in text
    assert "3 persons" in text


def test_conflict_marks_stand_on_the_bar_and_in_the_head(world, page):
    campaign = make_checking(world.planner)
    make_finding(campaign, severity=Severity.BLOCKING, facts={"persons": 3})

    text = text_of(page(world.planner).get(URL))

    assert 'class="mb"' in text
    assert "1 Blocking" in text


def test_only_with_conflicts(world, page):
    make_checking(world.planner, name="安静的")
    loud = make_checking(world.planner, name="冲突的")
    make_finding(loud, severity=Severity.WARNING, facts={"persons": 3})

    text = text_of(page(world.planner).get(URL, {"conflicts": "1"}))

    assert "冲突的" in text
    assert "安静的" not in text


@pytest.mark.parametrize(
    ("query", "seen"),
    [
        ({"department": "consumer"}, True),
        ({"department": "enterprise"}, False),
        ({"state": "checking"}, True),
        ({"state": "live"}, False),
        ({"channel": "social-outlet"}, True),
        ({"channel": "sms"}, False),
        ({"branch": "branch-east"}, True),
        ({"branch": "branch-west"}, False),
        ({"category": "promotion"}, True),
        ({"category": "tariff"}, False),
        ({"department": ["consumer", "enterprise"], "state": "nonsense"}, True),
    ],
)
def test_filters_in_the_address(world, page, query, seen):
    make_checking(world.planner, branches=["branch-east"])

    assert ("国庆充值送" in text_of(page(world.planner).get(URL, query))) is seen


@pytest.mark.parametrize(
    "query",
    [
        {"on": "2026-13-99"},
        {"zoom": "x"},
        {"view": "x"},
        {"row": "-1"},
        {"open": "x" * 500},
        {"on": "1900-01-01"},
        {"department": "?", "panel": "?", "channel": "?", "open": "?"},
    ],
)
def test_bad_values_in_an_address_open_the_usual_page(world, page, query):
    assert page(world.planner).get(URL, query).status_code == 200


def test_theme_bands_and_last_years_plans(world, page):
    Theme.objects.create(code="t1", name="双节同庆", starts_on=day(-3), ends_on=day(20))
    campaign = make_live(world.planner, world.head)
    version = campaign.in_force
    version.starts_on, version.ends_on = day(-360), day(-340)
    version.save()

    text = text_of(page(world.planner).get(URL, {"last_year": "1"}))

    assert "双节同庆" in text
    assert 'class="ghost"' in text


def test_load_strips_are_for_people_who_see_plans(world, page):
    make_live(world.planner, world.head)

    assert "Launch points" in text_of(page(world.planner).get(URL))
    assert "Launch points" not in text_of(page(world.viewer).get(URL))


def test_branch_sees_its_approved_plans_only(world, page):
    make_live(world.planner, world.head, name="全部分公司")
    make_live(world.planner, world.head, name="东区专场", branches=["branch-east"])
    make_live(world.planner, world.head, name="西区专场", branches=["branch-west"])
    make_checking(world.planner, name="还在协调")

    text = text_of(page(world.viewer).get(URL))

    assert "全部分公司" in text
    assert "东区专场" in text
    assert "西区专场" not in text
    assert "还在协调" not in text


def test_plan_for_two_branches_stands_once_in_the_branches_calendar(world, page):
    make_live(world.planner, world.head, branches=["branch-east", "branch-west"])

    rows = list(
        csv.reader(
            io.StringIO(page(world.viewer).get(URL, {"format": "csv"}).content.decode("utf-8-sig"))
        )
    )

    assert len(rows) == 2


def test_calendar_is_closed_to_those_without_plans(world, page):
    assert page(make_user(Role.AUDITOR)).get(URL).status_code == 403


def test_strangers_are_sent_to_the_sign_in(client):
    assert client.get(URL).status_code == 302


def test_csv_holds_what_is_filtered_and_runs_no_formula(world, page):
    make_checking(world.planner, name="=1+1")
    make_checking(world.planner, name="别的", category="tariff")

    answer = page(world.planner).get(URL, {"format": "csv", "category": "promotion"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert [row[1] for row in rows] == ["Name", "'=1+1"]


def test_workbook_has_real_dates(world, page):
    make_checking(world.planner)

    book = openpyxl.load_workbook(
        io.BytesIO(page(world.planner).get(URL, {"format": "xlsx"}).content)
    )

    rows = list(book.active.values)
    assert rows[1][1] == "国庆充值送"
    assert rows[1][4].date() == day(10)


def test_htmx_gets_the_calendar_alone_and_the_new_address(world, page):
    answer = page(world.planner).get(URL, headers={"HX-Request": "true", "HX-Target": "calendar"})

    assert answer["HX-Push-Url"] == URL
    assert "<html" not in answer.content.decode()


def test_list_sorts_and_pages(world, page):
    for number in range(52):
        make_draft(world.planner, name=f"计划{number:02d}")

    first = text_of(page(world.planner).get(URL, {"view": "list", "sort": "-name"}))
    second = text_of(
        page(world.planner).get(URL, {"view": "list", "sort": "-name", "cursor": "50"})
    )

    assert "计划51" in first
    assert "计划01" not in first.split("</thead>")[1]
    assert "计划01" in second


@pytest.mark.parametrize(
    "query", [{}, {"view": "list"}, {"view": "month"}, {"last_year": "1"}, {"rows": "channel"}]
)
def test_queries_do_not_grow_with_the_plans(world, page, query):
    browser = page(world.planner)
    waves = [{"channel": "sms", "waves": [{"on": day(12).isoformat(), "share": 0.5, "to": "all"}]}]
    first = make_checking(world.planner, placements=waves)
    make_finding(first, severity=Severity.BLOCKING, facts={"persons": 3})
    browser.get(URL, query)
    with CaptureQueriesContext(connection) as one:
        browser.get(URL, query)
    for number in range(3):
        other = make_checking(
            world.planner, name=f"更多{number}", branches=["branch-east"], placements=waves
        )
        make_finding(
            other, severity=Severity.WARNING, fingerprint=f"more-{number}", facts={"persons": 3}
        )

    browser.get(URL, query)
    with CaptureQueriesContext(connection) as many:
        browser.get(URL, query)

    assert len(many) == len(one), [query["sql"][:120] for query in many.captured_queries]


def test_many_plans_become_counts_and_open_row_by_row(world, page, monkeypatch):
    monkeypatch.setattr("calendars.drawing.timeline.MOST_BARS", 4)
    monkeypatch.setattr("calendars.drawing.timeline.LANES_AT_ONCE", 3)
    for number in range(6):
        make_draft(world.planner, name=f"计划{number}")
    browser = page(world.planner)

    far = text_of(browser.get(URL))
    near = text_of(browser.get(URL, {"open": "consumer"}))
    further = text_of(browser.get(URL, {"open": "consumer", "row": "3"}))

    assert 'class="st-dr' not in far.split("legend")[0]
    assert "Show each" in far
    assert near.count("data-panel=") == 3
    assert "More rows" in near
    assert further.count("data-panel=") == 3


def test_every_plan_of_the_count_is_in_the_agenda_or_said_to_be_over(world, page):
    make_live(world.planner, world.head)
    make_checking(world.planner, starts_on=day(0).isoformat(), ends_on=day(3).isoformat())
    over = make_live(world.planner, world.head)
    Campaign.objects.filter(pk=over.pk).update(state=CampaignState.ENDED)
    PlanVersion.objects.filter(campaign=over).update(starts_on=day(-9), ends_on=day(-1))

    text = text_of(page(world.planner).get(URL))

    listed = text.count('class="agenda-row"')
    told = re.search(r"(\d+) campaigns? of these weeks (?:is|are) over", text)
    total = re.search(r"(\d+) campaigns?\b", text)
    assert (listed, told and told[1], total and total[1]) == (2, "1", "3")
