from __future__ import annotations

import pytest

from common.models import AuditEvent
from organization.models import SavedView
from organization.saved_views import MOST

SAVE, LIST = "/views/", "/campaigns/"


@pytest.fixture
def planner(world, page):
    return page(world.planner)


def keep(browser, name="我的定稿", query="state=coordinating", page_=LIST):
    return browser.post(
        SAVE,
        {"name": name, "page": page_, "query": query},
        headers={"referer": f"http://testserver{LIST}"},
    )


def test_a_list_is_kept_offered_and_reproduced(world, planner):
    answer = keep(planner, query="state=coordinating&cursor=abc&sort=-window&unit=consumer")

    assert answer.url == "/campaigns/?sort=-window&state=coordinating&unit=consumer"
    shown = planner.get(
        "/campaigns/?unit=consumer&state=coordinating&sort=-window"
    ).content.decode()
    assert 'aria-current="true">我的定稿' in shown
    assert (
        AuditEvent.objects.get(action="save_view").details["query"]
        == "sort=-window&state=coordinating&unit=consumer"
    )


def test_views_are_ones_own(world, planner, page):
    keep(planner)
    view = SavedView.objects.get()
    rival = page(world.rival)

    assert "我的定稿" not in rival.get(LIST).content.decode()
    assert rival.post(f"/views/{view.pk}/delete/").status_code == 404
    assert planner.post(f"/views/{view.pk}/delete/").url == LIST
    assert not SavedView.objects.exists()


def test_a_name_that_is_there_changes_its_view(planner):
    keep(planner)
    keep(planner, query="state=live")

    assert [view.query for view in SavedView.objects.all()] == ["state=live"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        pytest.param({"query": ""}, "Narrow or sort", id="nothing to keep"),
        pytest.param({"query": "cursor=abc"}, "Narrow or sort", id="only a place in the list"),
        pytest.param({"page_": "/nowhere/"}, "no such page", id="unknown page"),
        pytest.param({"page_": "/accounts/logout/"}, "no such page", id="the way out"),
        pytest.param({"page_": "/api/v1/campaigns/"}, "no such page", id="a call"),
        pytest.param(
            {"page_": "//elsewhere.example/campaigns/"}, "no such page", id="another site"
        ),
        pytest.param({"name": ""}, "Fill this in", id="no name"),
        pytest.param({"name": "x" * 61}, "60", id="long name"),
        pytest.param({"name": "a\u202eb"}, "invisible", id="hidden characters"),
        pytest.param({"query": "q=" + "x" * 2001}, "2000", id="long query"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(planner, changes, said):
    keep(planner, **changes)

    assert not SavedView.objects.exists()
    assert said in planner.get(LIST).content.decode()


def test_one_view_too_many_is_refused(world, planner):
    for number in range(MOST):
        keep(planner, name=f"v{number}")

    keep(planner, name="one more")
    keep(planner, name="v0", query="state=live")

    assert SavedView.objects.count() == MOST
    assert SavedView.objects.get(name="v0").query == "state=live"


@pytest.mark.parametrize(
    "url", [LIST, "/calendar/", "/customers/", "/resources/", "/comms/", "/channels/matrix/"]
)
@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_lists_offer_the_menu(world, page, url, language):
    assert "menu views" in page(world.planner, language).get(url).content.decode()
