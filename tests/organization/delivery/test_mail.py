"""Notices by mail: at once or once a day, in the reader's language, ended by one click."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client, override_settings

from common import clock, jobs
from common.models import Job
from organization.delivery.commands import choose_mail
from organization.delivery.sending import next_time, write_digests
from organization.models import Delivery, DeliveryState, MailChoice, Notice, User
from organization.notices import notify
from tests.organization.delivery.servers import Mailbox, mailbox

pytestmark = pytest.mark.django_db
SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def box():
    with (
        mailbox() as server,
        override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=server.port,
            MAIL_IS_CONFIGURED=True,
            PUBLIC_URL="https://jiepai.example",
            DEFAULT_FROM_EMAIL="jiepai@feiteng.example",
        ),
    ):
        yield server


@pytest.fixture
def reader(world) -> User:
    world.planner.email, world.planner.language = "li@feiteng.example", "en"
    world.planner.save()
    return world.planner


def tell(*people: User, now: dt.datetime | None = None, name: str = "李苒") -> None:
    params = {"principal": name, "first": "2026-12-01", "last": "2026-12-02"}
    notify(people, "deputy", "named", params=params, url="/out-of-office/", now=now)


def text_of(box: Mailbox, number: int = 0) -> str:
    return box.messages[number].get_content()


@pytest.mark.parametrize(
    ("language", "words"), [("en", "You stand in for 李苒"), ("zh-hans", "李苒"), ("", "李苒")]
)
def test_at_once_in_the_readers_language(reader, box, language, words):
    reader.language = language
    reader.save()
    choose_mail(user=reader, modes={"": "at_once"})
    tell(reader)

    jobs.drain()

    (message,) = box.messages
    assert box.recipients == ["li@feiteng.example"]
    assert words in text_of(box)
    assert ("You stand in" in text_of(box)) is (language == "en")
    assert "https://jiepai.example/out-of-office/" in text_of(box)
    row = Delivery.objects.get()
    assert message["Message-ID"] == f"<{row.key}@feiteng.example>"
    assert row.state == DeliveryState.SENT


def test_a_line_break_makes_no_header(reader, box):
    choose_mail(user=reader, modes={"": "at_once"})
    tell(reader, name="李\r\nBcc: all@feiteng.example")
    jobs.drain()

    (message,) = box.messages
    assert message["Bcc"] is None
    assert box.recipients == ["li@feiteng.example"]


@pytest.mark.parametrize(
    ("modes", "sent"),
    [
        ({}, 0),
        ({"": "none"}, 0),
        ({"": "at_once", "deputy": "none"}, 0),
        ({"": "none", "deputy": "at_once"}, 1),
        ({"deputy": "daily"}, 0),
    ],
)
def test_a_kind_has_a_choice_of_its_own(reader, box, modes, sent):
    choose_mail(user=reader, modes=modes)
    tell(reader)
    jobs.drain()

    assert len(box.messages) == sent


def test_nobody_without_address_and_nothing_without_a_server(world, reader, box):
    choose_mail(user=world.head, modes={"": "at_once"})
    choose_mail(user=reader, modes={"": "at_once"})
    tell(world.head)
    with override_settings(MAIL_IS_CONFIGURED=False):
        tell(reader)
        assert write_digests(clock.now()) == []

    assert not Delivery.objects.exists()


def test_who_has_left_gets_nothing(reader, box):
    choose_mail(user=reader, modes={"": "at_once"})
    tell(reader)
    User.objects.filter(pk=reader.pk).update(is_active=False)
    jobs.drain()

    assert not box.messages
    assert Delivery.objects.get().state == DeliveryState.DROPPED


def test_a_server_that_is_away_is_tried_again(reader, box):
    choose_mail(user=reader, modes={"": "at_once"})
    tell(reader)
    with override_settings(EMAIL_PORT=1):
        jobs.drain()
    row = Delivery.objects.get()
    assert (row.state, row.failure) == (DeliveryState.WAITING, "mail-server")

    with time_machine.travel(row.not_before + dt.timedelta(seconds=1), tick=False):
        jobs.drain()
    assert len(box.messages) == 1


@pytest.mark.parametrize(
    ("answer", "state", "failure"),
    [
        ("550 no such user", DeliveryState.FAILED, "mail-recipient"),
        ("451 come later", DeliveryState.WAITING, "mail"),
    ],
)
def test_an_address_that_is_not_taken(reader, box, answer, state, failure):
    box.refuse = lambda address: answer
    choose_mail(user=reader, modes={"": "at_once"})
    tell(reader)
    jobs.drain()

    row = Delivery.objects.get()
    assert (row.state, row.failure) == (state, failure)


# Once a day


def at(day: int, hour: int, minute: int = 0) -> dt.datetime:
    return dt.datetime(2026, 12, day, hour, minute, tzinfo=SHANGHAI)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (at(1, 8, 29), at(1, 8, 30)),
        (at(1, 8, 30), at(2, 8, 30)),
        (at(1, 23, 59), at(2, 8, 30)),
    ],
)
def test_the_daily_mail_goes_out_at_half_past_eight(now, expected):
    assert next_time(now) == expected


def test_a_day_together_unread_ones_only_and_once(reader, box):
    choose_mail(user=reader, modes={"": "daily"})
    with time_machine.travel(at(1, 9), tick=False):
        for name in ("甲", "乙", "丙"):
            tell(reader, name=name)
        Notice.objects.filter(params__principal="丙").update(read_at=clock.now())
    with time_machine.travel(at(2, 8, 30), tick=False):
        write_digests(clock.now())
        write_digests(clock.now())
        jobs.drain()

    assert [one["Subject"] for one in box.messages] == ["[Jiepai] 2 notices that you have not read"]
    assert "甲" in text_of(box)
    assert "丙" not in text_of(box)
    with time_machine.travel(at(3, 8, 30), tick=False):
        write_digests(clock.now())
        jobs.drain()
    assert len(box.messages) == 1, "what was told once is not told again"


def test_what_is_read_before_it_goes_out_is_left_out(reader, box):
    with time_machine.travel(at(1, 9), tick=False):
        tell(reader)
    with time_machine.travel(at(2, 8, 30), tick=False):
        write_digests(clock.now())
        Notice.objects.update(read_at=clock.now())
        jobs.drain()

    assert not box.messages
    assert Delivery.objects.get().state == DeliveryState.DROPPED


def test_a_worker_that_was_away_makes_it_up(reader, box):
    with time_machine.travel(at(1, 9), tick=False):
        tell(reader, name="旧")
    with time_machine.travel(at(1, 20), tick=False):
        write_digests(clock.now())
    with time_machine.travel(at(2, 9), tick=False):
        tell(reader, name="新")
    with time_machine.travel(at(5, 8, 30), tick=False):
        (made,) = write_digests(clock.now())

    assert [Notice.objects.get(pk=one).params["principal"] for one in made.notices] == ["新"]


def test_the_daily_job_asks_for_the_next_day(reader, box):
    jobs.ensure_recurring()
    Job.objects.exclude(kind="organization.daily_mail").delete()
    jobs.drain()

    (waiting,) = Job.objects.filter(kind="organization.daily_mail", state="pending")
    assert waiting.not_before > clock.now()


# Ending it


def test_one_click_in_the_mail_ends_its_kind(reader, box):
    choose_mail(user=reader, modes={"": "at_once"})
    tell(reader)
    jobs.drain()
    (message,) = box.messages
    link = re.search(r"<(https://jiepai\.example)(/[^>]+)>", message["List-Unsubscribe"])[2]
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    stranger = Client(enforce_csrf_checks=True)

    assert stranger.get(link).status_code == 200
    assert MailChoice.objects.filter(kind="deputy").count() == 0, "looking ends nothing"
    assert stranger.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert stranger.get(link[:-3] + "xx/").status_code == 404

    assert MailChoice.objects.get(kind="deputy").mode == "none"
    tell(reader)
    jobs.drain()
    assert len(box.messages) == 1


def test_the_page_of_choices(reader, box, client):
    client.force_login(reader)
    page = client.get("/notices/mail/").content.decode()
    assert "li@feiteng.example" in page

    sent = {"all": "at_once", "deputy": "none", "commitment": "daily"}
    assert client.post("/notices/mail/", sent).status_code == 302

    modes = dict(MailChoice.objects.filter(user=reader).values_list("kind", "mode"))
    assert modes == {"": "at_once", "deputy": "none", "commitment": "daily"}
    assert client.post("/notices/mail/", {"all": "hourly"}).status_code == 422


def test_choices_by_rest(reader, client):
    client.force_login(reader)
    url = "/api/v1/mail-choices/"
    kept = {"content_type": "application/json"}
    assert client.get(url).json()["all"] == "daily"

    changed = client.patch(url, {"all": "none", "kinds": {"deputy": "at_once"}}, **kept)
    assert changed.status_code == 200, changed.content
    assert changed.json()["kinds"]["deputy"] == "at_once"
    assert client.patch(url, {"kinds": {"deputy": None}}, **kept).json()["kinds"]["deputy"] is None
    assert client.patch(url, {"kinds": {"moon": "none"}}, **kept).status_code == 400
