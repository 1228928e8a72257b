import datetime as dt
import re

import pytest
import time_machine
from icalendar import Calendar

from calendars import cache, feeds
from calendars.models import CalendarEvent, CalendarFeed
from campaigns.commands import change_state
from campaigns.models import Campaign
from common import clock
from common.models import AuditEvent
from organization.models import Membership
from tests.calendars.feed_linter import faults
from tests.factories.campaigns import day, make_approved, make_checking, make_draft, make_live

URL = "/calendar/feeds/"
TRICKY = '充100,送50; "国庆"\\特惠 – 第1档: 全市\n用户专享'


@pytest.fixture
def feed(world):
    return feeds.make_feed(actor=world.planner, name="我的日历")


def address(feed):
    return f"/feeds/{feeds.secret_of(feed)}/calendar.ics"


def events(client, feed):
    answer = client.get(address(feed))
    assert answer.status_code == 200
    return {str(event["UID"]): event for event in Calendar.from_ical(answer.content).walk("VEVENT")}


def test_event_says_what_the_contract_asks_for(world, feed, client):
    campaign = make_approved(world.planner, world.head)

    (event,) = events(client, feed).values()

    assert str(event["UID"]) == f"{campaign.code}@jiepai"
    assert event["SEQUENCE"] == campaign.revision == 1
    assert event["STATUS"] == "CONFIRMED"
    assert event.decoded("DTSTART") == day(10)
    assert event.decoded("DTEND") == day(41)
    assert event["DTSTART"].params["VALUE"] == "DATE"
    assert "consumer" in event["CATEGORIES"].to_ical().decode()
    assert str(event["URL"]) == f"http://testserver/campaigns/{campaign.code}/"
    assert event.decoded("LAST-MODIFIED") == campaign.updated_at.replace(microsecond=0)
    assert event.decoded("DTSTAMP")


def test_feed_keeps_the_rules_of_rfc_5545(world, feed, client):
    make_checking(world.planner, name="国庆" * 40)

    body = client.get(address(feed)).content

    assert body.startswith(b"BEGIN:VCALENDAR\r\n")
    assert body.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert b"\n" not in body.replace(b"\r\n", b"")
    head = Calendar.from_ical(body)
    assert (str(head["VERSION"]), str(head["X-WR-CALNAME"])) == ("2.0", "我的日历")
    assert str(head["PRODID"])


BROKEN = {
    "a date that is none": "DTSTART:$now.year.1:0709T120000Z",
    "a zone that is not described": "DTSTART;TZID=America/Nowhere:20260709T120000",
    "an end before the start": "DTSTART;VALUE=DATE:20260709\r\nDTEND;VALUE=DATE:20260701",
    "a bare line feed": "SUMMARY:one\nDESCRIPTION:two",
    "two things of one name": "UID:a\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:a",
    "a line that was not folded": f"SUMMARY:{'x' * 80}",
}


@pytest.mark.parametrize("line", BROKEN.values(), ids=BROKEN.keys())
def test_linter_sees_what_is_broken_elsewhere(line):
    before = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//EN\r\nBEGIN:VEVENT\r\n"
    body = f"{before}{line}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"

    assert [fault for fault in faults(body.encode()) if not fault.startswith("no ")]


def test_feed_has_no_fault(world, feed, client):
    make_draft(world.planner)
    for number in range(3):
        make_checking(world.planner, name=f"{TRICKY[:20]}{number}" * 3, branches=["branch-east"])
    make_live(world.planner, world.head, starts_on=day(0).isoformat(), ends_on=day(0).isoformat())

    assert faults(client.get(address(feed)).content) == []


def test_texts_come_back_as_they_were_written(world, feed, client):
    campaign = make_checking(world.planner)
    Campaign.objects.filter(pk=campaign.pk).update(name=TRICKY)

    (event,) = events(client, feed).values()

    assert str(event["SUMMARY"]) == TRICKY
    raw = re.sub(rb"\r\n ", b"", client.get(address(feed)).content).decode()
    assert "SUMMARY:充100\\,送50\\; " in raw
    assert "\\n用户专享" in raw


def test_text_cannot_smuggle_a_line_in(world, feed, client):
    campaign = make_checking(world.planner)
    Campaign.objects.filter(pk=campaign.pk).update(name="好\r\nEND:VEVENT\r\nBEGIN:VALARM\x0b\x1f")

    found = Calendar.from_ical(client.get(address(feed)).content)

    assert len(found.walk("VEVENT")) == 1
    assert found.walk("VALARM") == []


def test_states_tell_how_certain_a_plan_is(world, feed, client):
    make_checking(world.planner, name="待定")
    make_live(world.planner, world.head, name="确定")

    assert {
        str(event["SUMMARY"]): str(event["STATUS"]) for event in events(client, feed).values()
    } == {
        "待定": "TENTATIVE",
        "确定": "CONFIRMED",
    }


def test_withdrawn_plan_is_cancelled_once_with_the_same_uid_then_leaves(world, feed, client):
    campaign = make_approved(world.planner, world.head)
    before = events(client, feed)
    change_state(campaign_id=campaign.pk, name="withdraw", actor=world.head, reason="取消")

    after = events(client, feed)

    assert after.keys() == before.keys()
    assert [str(event["STATUS"]) for event in after.values()] == ["CANCELLED"]
    with time_machine.travel(clock.now() + dt.timedelta(days=31)):
        assert events(client, feed) == {}


def test_branch_hears_that_its_plan_was_withdrawn(world, client):
    feed = feeds.make_feed(actor=world.viewer)
    east = make_approved(world.planner, world.head, branches=["branch-east"])
    west = make_approved(world.planner, world.head, branches=["branch-west"])
    assert set(events(client, feed)) == {f"{east.code}@jiepai"}

    for campaign in (east, west):
        change_state(campaign_id=campaign.pk, name="withdraw", actor=world.head, reason="取消")

    assert {uid: str(event["STATUS"]) for uid, event in events(client, feed).items()} == {
        f"{east.code}@jiepai": "CANCELLED"
    }


def test_drafts_and_never_submitted_plans_stay_out(world, feed, client):
    make_draft(world.planner)
    given_up = make_draft(world.planner)
    change_state(campaign_id=given_up.pk, name="withdraw", actor=world.planner)

    assert events(client, feed) == {}


def test_others_intentions_are_not_told_to_calendars(world, client):
    feed = feeds.make_feed(actor=world.rival)
    draft = make_draft(world.planner)
    change_state(campaign_id=draft.pk, name="announce", actor=world.planner)

    assert events(client, feed) == {}


def test_scope_narrows_the_feed(world, client):
    make_checking(world.planner, name="个人")
    make_checking(world.rival, name="政企", owner_unit="enterprise", category="tariff")

    by_unit = feeds.make_feed(actor=world.leader, owner_unit=world.enterprise)
    by_category = feeds.make_feed(actor=world.leader, category="promotion")

    assert [str(event["SUMMARY"]) for event in events(client, by_unit).values()] == ["政企"]
    assert [str(event["SUMMARY"]) for event in events(client, by_category).values()] == ["个人"]


def test_event_is_made_once_per_version_and_state(world, feed, client):
    make_checking(world.planner)
    events(client, feed)
    kept = set(CalendarEvent.objects.values_list("pk", flat=True))
    cache.forget()

    events(client, feed)
    events(client, feeds.make_feed(actor=world.planner))

    assert set(CalendarEvent.objects.values_list("pk", flat=True)) == kept


def test_etag_answers_304_until_something_changes(world, feed, client):
    make_checking(world.planner)
    etag = client.get(address(feed))["ETag"]

    assert client.get(address(feed), headers={"If-None-Match": etag}).status_code == 304

    make_checking(world.planner)

    assert client.get(address(feed), headers={"If-None-Match": etag}).status_code == 200


def test_head_request_is_answered(world, feed, client):
    assert client.head(address(feed)).status_code == 200


def test_renewed_feed_has_a_new_address(world, feed, client, page):
    old = address(feed)

    page(world.planner).post(f"{URL}{feed.pk}/renew/")

    feed.refresh_from_db()
    assert client.get(old).status_code == 404
    assert client.get(address(feed)).status_code == 200


def test_revoked_feed_is_gone(world, feed, client, page):
    page(world.planner).post(f"{URL}{feed.pk}/revoke/")

    assert client.get(address(feed)).status_code == 404
    assert AuditEvent.objects.filter(action="revoke_feed").exists()


def test_feed_of_a_person_who_left_is_gone(world, feed, client):
    world.planner.is_active = False
    world.planner.save()

    assert client.get(address(feed)).status_code == 404


def test_feed_follows_its_owners_roles(world, feed, client):
    make_checking(world.planner)
    assert len(events(client, feed)) == 1

    Membership.objects.filter(user=world.planner).delete()

    assert client.get(address(feed)).status_code == 404


@pytest.mark.parametrize(
    "secret", ["1-1", "1-1.forged", "x", "1.2.3", "%00", "1-1.{}".format("a" * 500)]
)
def test_forged_secrets_are_not_found_without_a_query(
    world, client, secret, django_assert_num_queries
):
    with django_assert_num_queries(0):
        assert client.get(f"/feeds/{secret}/calendar.ics").status_code == 404


def test_somebody_elses_feed_cannot_be_touched(world, feed, page):
    for action in ("renew", "revoke"):
        assert page(world.rival).post(f"{URL}{feed.pk}/{action}/").status_code == 404
    feed.refresh_from_db()
    assert (feed.generation, feed.revoked_at) == (1, None)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_page_shows_address_and_code_and_makes_a_feed(world, page, language):
    browser = page(world.planner, language)

    answer = browser.post(
        URL, {"name": "手机", "owner_unit": world.consumer.pk, "category": "promotion"}, follow=True
    )

    made = CalendarFeed.objects.get()
    text = answer.content.decode()
    assert (made.user, made.name, made.owner_unit, made.category) == (
        world.planner,
        "手机",
        world.consumer,
        "promotion",
    )
    assert feeds.secret_of(made) in text
    assert "<svg" in text
    assert "webcal://testserver/feeds/" in text


def test_page_shows_ones_own_feeds_only(world, feed, page):
    assert feeds.secret_of(feed) not in page(world.rival).get(URL).content.decode()


def test_twenty_are_enough(world, page):
    for _ in range(20):
        feeds.make_feed(actor=world.planner)

    page(world.planner).post(
        URL, {"name": "zu viel"}, headers={"Referer": f"http://testserver{URL}"}
    )

    assert CalendarFeed.objects.count() == 20


def test_wrong_scope_is_told_at_the_field(world, page):
    answer = page(world.planner).post(URL, {"category": "nonsense"})

    assert answer.status_code == 422
    assert not CalendarFeed.objects.exists()


@pytest.mark.parametrize("step", ["renew", "revoke"])
def test_what_ends_an_address_is_asked_once_and_says_so(world, feed, page, step):
    text = page(world.planner).get(URL).content.decode()

    dialog = text[text.index(f'<dialog class="dlg" id="{step}-{feed.pk}"') :]
    dialog = dialog[: dialog.index("</dialog>")]
    assert f'action="/calendar/feeds/{feed.pk}/{step}/"' in dialog
    assert "stops working at once" in dialog
    assert text.count(f"/calendar/feeds/{feed.pk}/{step}/") == 1
