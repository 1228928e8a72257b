"""Themes and communication plans under them: pages, sheet and API say the same."""

from __future__ import annotations

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from common import clock
from comms.models import CommunicationPlan, Theme
from comms.theme_kind import THEMES
from organization.enums import Role
from organization.master_data.importing import read_workbook
from tests.factories import comms as texts
from tests.factories.organization import make_unit, make_user
from tests.organization.workbooks import workbook

pytestmark = pytest.mark.django_db

THEME = {
    "name": "国庆",
    "starts_on": "2027-10-01",
    "ends_on": "2027-10-31",
    "message": "山河同信",
    "tone": "庄重",
    "dos": "用省公司画面",
    "donts": "不另起主题",
    "unit": "east",
}


@pytest.fixture
def editor():
    make_unit("east", kind="branch")
    make_unit("sales", kind="department")
    return make_user(Role.COMMS_EDITOR, None)


def api(user) -> APIClient:
    client = APIClient()
    client.force_authenticate(user)
    return client


def test_a_branchs_theme_is_entered_on_its_page_and_shown_on_the_board(editor, client):
    client.force_login(editor)
    for form in ("comms:theme-new", "comms:plan-new"):
        assert "object at" not in client.get(reverse(form)).content.decode()
    client.post(reverse("comms:theme-new"), {**THEME, "origin": "own"})

    theme = Theme.objects.get()
    assert (theme.unit.code, theme.tone, theme.donts) == ("east", "庄重", "不另起主题")
    page = client.get(reverse("comms:themes"), {"from": "2027-10"}).content.decode()
    assert all(word in page for word in ("庄重", "用省公司画面", "不另起主题"))


def test_the_api_reads_and_writes_all_of_it(editor):
    made = api(editor).post("/api/v1/themes/", THEME, format="json")

    assert made.status_code == 201, made.json()
    assert {name: made.json()[name] for name in THEME} == THEME
    changed = api(editor).patch(
        f"/api/v1/themes/{made.json()['code']}/", {"unit": None, "tone": ""}, format="json"
    )
    assert (changed.json()["unit"], changed.json()["tone"]) == (None, "")
    bad = api(editor).post("/api/v1/themes/", {**THEME, "unit": "sales"}, format="json")
    assert (bad.status_code, bad.json()["errors"][0]["attr"]) == (400, "unit")


def test_the_sheet_adds_and_changes_themes_by_name_and_first_day(editor):
    for message in ("山河同信", "家国同庆"):
        row = {**THEME, "message": message}
        heads = [THEMES.label(name) for name in row]
        file = workbook({str(THEMES.title): [heads, list(row.values())]})
        outcome = read_workbook(file, [THEMES], actor=editor)
        assert outcome.is_fine, outcome.errors

    theme = Theme.objects.get()
    assert (theme.message, theme.unit.code, theme.etag) == ("家国同庆", "east", 2)


def test_a_communication_plan_belongs_to_a_theme_or_says_why_not_never_both(editor):
    theme = texts.make_theme(editor)
    today = clock.today().isoformat()
    plan = {"name": "双节", "starts_on": today, "ends_on": today}
    said = {**plan, "no_theme_reason": "省公司物料"}

    made = api(editor).post("/api/v1/communication-plans/", said, format="json")
    both = api(editor).post(
        "/api/v1/communication-plans/", {**said, "theme": theme.code}, format="json"
    )

    assert made.status_code == 201, made.json()
    assert (made.json()["theme"], made.json()["no_theme_reason"]) == (None, "省公司物料")
    assert (both.status_code, both.json()["errors"][0]["code"]) == (400, "theme_and_reason")
    assert CommunicationPlan.objects.count() == 1
