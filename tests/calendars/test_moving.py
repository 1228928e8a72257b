import pytest

from campaigns.models import Wave
from tests.factories.campaigns import day, make_checking, make_coordinating, make_draft
from tests.factories.resources import make_resource

SMS = [
    {
        "channel": "sms",
        "product": None,
        "expected_orders": 5,
        "exclude": [{"list": ["N0001"]}],
        "waves": [{"on": day(12).isoformat(), "share": 0.5, "to": "all"}],
    }
]


def url(campaign):
    return f"/calendar/move/{campaign.code}/"


def dates(first, last):
    return {"starts_on": day(first).isoformat(), "ends_on": day(last).isoformat()}


def test_new_dates_are_looked_at_before_they_are_set(world, page):
    make_coordinating(
        world.rival,
        owner_unit="enterprise",
        offers=[{"product": "recharge", "pay": "100.00", "get": "30.00"}],
    )
    draft = make_draft(world.planner)

    answer = page(world.planner).post(url(draft), dates(20, 50))

    draft.working.refresh_from_db()
    assert "What a check would find" in answer.content.decode()
    assert "Set these dates" in answer.content.decode()
    assert draft.working.starts_on == day(10)


def test_confirmed_dates_move_waves_requests_and_training_along(world, page):
    make_resource()
    draft = make_draft(
        world.planner,
        placements=SMS,
        resource_requests=[
            {
                "resource": "leaflet-a4",
                "unit": "branch-east",
                "quantity": 5,
                "needed_by": day(8).isoformat(),
            }
        ],
        service_plan={"training_on": day(9).isoformat(), "script": "说法"},
    )

    answer = page(world.planner).post(url(draft), dates(20, 50) | {"confirm": "1"})

    version = draft.working
    version.refresh_from_db()
    assert answer.status_code == 302
    assert (version.starts_on, version.ends_on) == (day(20), day(50))
    assert [wave.on for wave in Wave.objects.filter(placement__version=version)] == [day(22)]
    assert version.resource_requests.get().needed_by == day(18)
    assert (version.training_on, version.script) == (day(19), "说法")
    assert version.placements.get().exclusions.get().members.size == 1


def test_confirmation_from_the_dialog_leads_the_page_on(world, page):
    draft = make_draft(world.planner)

    answer = page(world.planner).post(
        url(draft), dates(20, 50) | {"confirm": "1"}, headers={"HX-Request": "true"}
    )

    assert answer["HX-Redirect"] == f"/calendar/?on={day(20).isoformat()}&panel={draft.code}"


def test_shorter_window_keeps_waves_inside(world, page):
    draft = make_draft(world.planner, placements=SMS)

    page(world.planner).post(url(draft), dates(10, 11) | {"confirm": "1"})

    assert Wave.objects.get().on == day(11)


@pytest.mark.parametrize(
    "values",
    [
        dates(50, 20),
        dates(10, 500),
        {"starts_on": "x", "ends_on": "y"},
        {"starts_on": "1890-01-01", "ends_on": "1890-02-01"},
        {},
    ],
)
def test_bad_dates_are_told_at_the_field_and_change_nothing(world, page, values):
    draft = make_draft(world.planner)

    answer = page(world.planner).post(url(draft), values | {"confirm": "1"})

    draft.working.refresh_from_db()
    assert answer.status_code == 422
    assert draft.working.starts_on == day(10)


def test_dropped_bar_asks_with_the_dates_in_the_address(world, page):
    draft = make_draft(world.planner)

    answer = page(world.planner).get(url(draft), dates(15, 45), headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert f'value="{day(15).isoformat()}"' in answer.content.decode()
    assert "Set these dates" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_others_drafts_are_not_there(world, page):
    draft = make_draft(world.planner)

    assert page(world.rival).get(url(draft)).status_code == 404


def test_head_sees_but_may_not_move(world, page):
    draft = make_draft(world.planner)

    assert page(world.head).get(url(draft)).status_code == 403


def test_submitted_plan_stays(world, page):
    campaign = make_checking(world.planner)

    assert page(world.planner).get(url(campaign)).status_code == 409


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_page_opens_in_both_languages(world, page, language):
    assert page(world.planner, language).get(url(make_draft(world.planner))).status_code == 200


def test_dates_that_not_every_rule_has_looked_at_are_no_good_news(world, page, monkeypatch):
    monkeypatch.setattr("calendars.moving.SECONDS", -1.0)
    draft = make_draft(world.planner)

    answer = page(world.planner).post(url(draft), dates(20, 50)).content.decode()
    last = page(world.planner).post(url(draft), dates(20, 50) | {"again": "3"}).content.decode()

    for text in (answer, last):
        assert "a check would find nothing" not in text
    assert "asking again" in answer
    assert "asking again" not in last
