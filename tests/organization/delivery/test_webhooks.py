"""Notices by webhook: signed, told once, tried again, never inside."""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import hmac
import json
import logging
from ipaddress import ip_network
from urllib.parse import parse_qs, urlsplit

import pytest
import time_machine
from django.db import transaction
from django.test import override_settings

from common import clock, jobs
from common.errors import Refused
from common.models import AuditEvent, Job
from organization.delivery import commands, posting
from organization.delivery.failures import Failed, sentence
from organization.models import Delivery, DeliveryState, Notice, Unit, User, Webhook, WebhookForm
from organization.notices import notify
from tests.organization.delivery.servers import Receiver, receiver

pytestmark = pytest.mark.django_db
SECRET = "s3cret-of-the-robot"


def inside() -> override_settings:
    """Servers of this machine may be told."""
    return override_settings(
        WEBHOOK_NETWORKS=[ip_network("127.0.0.0/8")], PUBLIC_URL="https://jiepai.example"
    )


@pytest.fixture
def hook():
    with inside(), receiver() as server:
        yield server


def make(server: Receiver, admin: User, **values) -> Webhook:
    given = {"code": "group", "name": "群", "form": "generic", "url": server.url, "secret": SECRET}
    return commands.save_webhook(webhook=Webhook(), values=given | values, actor=admin)


def tell(*people: User, case: str = "named", now: dt.datetime | None = None) -> None:
    params = {"principal": "李苒", "first": "2026-12-01", "last": "2026-12-02"}
    notify(people, "deputy", case, params=params, url="/out-of-office/", now=now)


def killed(claim, **how):
    raise OSError("killed")


def tell_and_regret(*people: User) -> None:
    with transaction.atomic():
        tell(*people)
        raise Refused([])


def body_of(server: Receiver, number: int = 0) -> dict:
    return json.loads(server.posts[number].body)


def test_signed_json_says_what_happened_once_for_all_who_were_told(world, hook):
    make(hook, world.admin, language="en")
    tell(world.planner, world.head, world.viewer)

    jobs.drain()

    (post,) = hook.posts
    said = json.loads(post.body)
    assert said["kind"] == "deputy"
    assert said["case"] == "named"
    assert said["url"] == "https://jiepai.example/out-of-office/"
    assert said["text"].startswith("You stand in for 李苒")
    assert said["id"] == post.headers["Idempotency-Key"] == str(Delivery.objects.get().key)
    stamp = post.headers["X-Jiepai-Timestamp"]
    expected = hmac.new(SECRET.encode(), f"{stamp}.".encode() + post.body, hashlib.sha256)
    assert post.headers["X-Jiepai-Signature"] == f"sha256={expected.hexdigest()}"
    row = Delivery.objects.get()
    assert (row.state, row.attempt) == (DeliveryState.SENT, 1)


def test_what_was_sent_is_not_sent_again_however_often_its_job_runs(world, hook):
    make(hook, world.admin)
    tell(world.planner)
    jobs.drain()
    Job.objects.filter(kind="organization.deliver").update(state="pending", attempt=0)

    jobs.drain()

    assert len(hook.posts) == 1


def test_a_worker_that_dies_after_sending_sends_the_same_key_again(world, hook, monkeypatch):
    make(hook, world.admin)
    tell(world.planner)
    real = jobs.finish
    monkeypatch.setattr(
        jobs, "finish", lambda claim, **how: (_ for _ in ()).throw(OSError("killed"))
    )
    jobs.drain()
    monkeypatch.setattr(jobs, "finish", real)
    with time_machine.travel(clock.now() + dt.timedelta(minutes=1), tick=False):
        jobs.drain()

    assert len(hook.posts) == 2
    assert len({post.headers["Idempotency-Key"] for post in hook.posts}) == 1
    assert Delivery.objects.get().state == DeliveryState.SENT


def test_nothing_is_sent_of_what_was_undone(world, hook):
    make(hook, world.admin)
    with pytest.raises(Refused):
        tell_and_regret(world.planner)
    jobs.drain()

    assert not Delivery.objects.exists()
    assert not hook.posts


@pytest.mark.parametrize(
    ("values", "sent"),
    [
        ({}, True),
        ({"kinds": ["deputy"]}, True),
        ({"kinds": ["commitment"]}, False),
        ({"unit": "consumer"}, True),
        ({"unit": "enterprise"}, False),
        ({"is_active": False}, False),
    ],
)
def test_a_webhook_hears_of_its_unit_and_kinds(world, hook, values, sent):
    if "unit" in values:
        values = values | {"unit": Unit.objects.get(code=values["unit"])}
    make(hook, world.admin, **values)
    tell(world.planner)
    jobs.drain()

    assert bool(hook.posts) is sent


# Robots


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("form", [WebhookForm.WECOM, WebhookForm.DINGTALK, WebhookForm.FEISHU])
def test_robots_get_a_text_in_their_form_and_language(world, hook, form, language):
    ok = {"code": 0} if form == WebhookForm.FEISHU else {"errcode": 0, "errmsg": "ok"}
    hook.answers = [(200, {}, json.dumps(ok).encode())]
    make(hook, world.admin, form=form, language=language)
    tell(world.planner)
    jobs.drain()

    (post,) = hook.posts
    said = json.loads(post.body)
    if form == WebhookForm.FEISHU:
        assert said["msg_type"] == "text"
        text = said["content"]["text"]
        key = f"{said['timestamp']}\n{SECRET}".encode()
        expected = hmac.new(key, b"", hashlib.sha256).digest()
        assert said["sign"] == base64.b64encode(expected).decode()
    else:
        assert said["msgtype"] == "text"
        text = said["text"]["content"]
    if form == WebhookForm.DINGTALK:
        query = parse_qs(urlsplit(post.path).query)
        stamp = query["timestamp"][0]
        expected = hmac.new(SECRET.encode(), f"{stamp}\n{SECRET}".encode(), hashlib.sha256)
        assert query["sign"] == [base64.b64encode(expected.digest()).decode()]
    assert ("You stand in for" in text) is (language == "en")
    assert "https://jiepai.example/out-of-office/" in text
    assert Delivery.objects.get().state == DeliveryState.SENT


@pytest.mark.parametrize(
    ("form", "answer"),
    [
        (WebhookForm.WECOM, b'{"errcode": 93000, "errmsg": "invalid webhook url"}'),
        (WebhookForm.DINGTALK, b'{"errcode": 310000, "errmsg": "sign not match"}'),
        (WebhookForm.FEISHU, b'{"code": 19021, "msg": "sign match fail"}'),
    ],
)
def test_a_robot_that_says_no_in_its_answer_has_failed(world, hook, form, answer):
    hook.answers = [(200, {}, answer)]
    make(hook, world.admin, form=form)
    tell(world.planner)
    jobs.drain()

    row = Delivery.objects.get()
    assert (row.state, row.failure) == (DeliveryState.WAITING, "robot")
    assert row.detail in answer.decode()


# Failing and trying again


@pytest.mark.parametrize(
    ("answer", "failure", "detail"),
    [
        ((500, {}, b""), "status", "500"),
        ((404, {}, b""), "status", "404"),
        ((302, {"Location": "http://127.0.0.1/"}, b""), "redirect", "302"),
    ],
)
def test_a_failure_waits_for_its_next_attempt(world, hook, answer, failure, detail):
    hook.answers = [answer, (200, {}, b"")]
    make(hook, world.admin)
    tell(world.planner)
    jobs.drain()

    row = Delivery.objects.get()
    assert (row.state, row.failure, row.detail) == (DeliveryState.WAITING, failure, detail)
    assert len(hook.posts) == 1, "a redirection is not followed"
    with time_machine.travel(row.not_before + dt.timedelta(seconds=1), tick=False):
        jobs.drain()
    row.refresh_from_db()
    assert (row.state, row.attempt, row.failure) == (DeliveryState.SENT, 2, "")


def test_after_a_day_and_a_half_it_is_given_up_and_sent_again_by_hand(world, hook):
    hook.answers = [(503, {}, b"")]
    make(hook, world.admin)
    begun = clock.now()
    tell(world.planner, now=begun)
    for _attempt in range(20):
        row = Delivery.objects.get()
        if row.state != DeliveryState.WAITING:
            break
        with time_machine.travel(row.not_before + dt.timedelta(seconds=1), tick=False):
            jobs.drain()

    assert (row.state, row.attempt, len(hook.posts)) == (DeliveryState.FAILED, 8, 8)
    assert dt.timedelta(hours=36) <= row.not_before - begun <= dt.timedelta(hours=38)
    hook.answers = [(200, {}, b"")]
    with pytest.raises(Refused):
        commands.send_again(delivery_id=row.pk, actor=world.planner)
    commands.send_again(delivery_id=row.pk, actor=world.admin)
    jobs.drain()
    row.refresh_from_db()
    assert row.state == DeliveryState.SENT


def test_nobody_there(world, hook):
    make(hook, world.admin, url="http://127.0.0.1:1024/")
    tell(world.planner)
    jobs.drain()

    row = Delivery.objects.get()
    assert sentence(row.failure, row.detail)
    assert row.failure == "refused"


def test_an_answer_without_end_is_cut_off(world, hook):
    hook.answers = [(200, {}, b"x" * (posting.MOST_BYTES * 4))]
    with inside():
        answer = posting.post(hook.url, b"{}", {})
    assert len(answer.body) == posting.MOST_BYTES


# Never inside


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://127.0.0.1:8080/", "private"),
        ("http://[::1]:8080/", "private"),
        ("http://[::ffff:127.0.0.1]:8080/", "private"),
        ("http://2130706433:8080/", "private"),
        ("http://0x7f.1:8080/", "private"),
        ("http://localhost:8080/", "private"),
        ("http://169.254.169.254/latest/meta-data/", "private"),
        ("http://10.1.2.3/", "private"),
        ("http://192.168.0.1/", "private"),
        ("http://172.16.0.1/", "private"),
        ("http://100.64.0.1/", "private"),
        ("http://0.0.0.0:8080/", "private"),
        ("http://224.0.0.1/", "private"),
        ("file:///etc/passwd", "scheme"),
        ("gopher://example.com/", "scheme"),
        ("http://example.com:25/", "port"),
        ("http://example.com:22/", "port"),
        ("http://example.com:99999/", "port"),
        ("http://user:pass@example.com/", "host"),
        ("http:///x", "host"),
    ],
)
def test_no_address_leads_inside(url, code):
    with pytest.raises(Failed) as failed:
        posting.post(url, b"{}", {})

    assert failed.value.code == code


def test_a_name_that_is_inside_by_one_of_its_addresses_is_refused(monkeypatch):
    answers = [(2, 1, 6, "", (one, 443)) for one in ("93.184.216.34", "10.0.0.1")]
    monkeypatch.setattr(posting.socket, "getaddrinfo", lambda *a, **k: answers)

    with pytest.raises(Failed) as failed:
        posting.address_of("mixed.example", 443)
    assert failed.value.code == "private"


def test_what_is_connected_to_is_the_address_that_was_looked_at(hook, monkeypatch):
    """The name answers otherwise the second time: nobody asks a second time."""
    asked = []
    real = posting.socket.getaddrinfo

    def once(host, port, *more, **how):
        asked.append(host)
        return real("127.0.0.1", port, *more, **how)

    monkeypatch.setattr(posting.socket, "getaddrinfo", once)
    with inside():
        posting.post(f"http://rebinding.example:{hook.port}/", b"{}", {})

    assert asked[0] == "rebinding.example"
    assert "rebinding.example" not in asked[1:]
    assert hook.posts[0].headers["Host"] == f"rebinding.example:{hook.port}"


def test_an_address_inside_is_refused_for_good_and_in_words(world, hook):
    make(hook, world.admin)
    tell(world.planner)
    with override_settings(WEBHOOK_NETWORKS=[]):
        jobs.drain()

    row = Delivery.objects.get()
    assert (row.state, row.failure) == (DeliveryState.FAILED, "private")
    assert not hook.posts


# Set up, tried, kept secret


def test_a_test_message_arrives(world, hook):
    webhook = make(hook, world.admin)
    commands.try_webhook(webhook=webhook, actor=world.admin)
    jobs.drain()

    assert body_of(hook)["kind"] == "test"
    assert Delivery.objects.get().state == DeliveryState.SENT


def test_a_test_that_fails_is_not_repeated(world, hook):
    hook.answers = [(500, {}, b"")]
    commands.try_webhook(webhook=make(hook, world.admin), actor=world.admin)
    jobs.drain()

    assert Delivery.objects.get().state == DeliveryState.FAILED


def test_secrets_are_in_no_log_no_audit_row_and_no_page(world, hook, client, caplog):
    caplog.set_level(logging.DEBUG)
    key = "key-of-the-door-8f3a"
    answer = json.dumps({"errcode": 1, "errmsg": f"bad {SECRET} {hook.url}?key={key}"})
    hook.answers = [(200, {}, answer.encode())]
    webhook = make(hook, world.admin, form="wecom", url=f"{hook.url}?key={key}")
    tell(world.planner)
    jobs.drain()

    client.force_login(world.admin)
    pages = [
        client.get(path).content.decode()
        for path in ("/setup/webhooks/", f"/setup/webhooks/{webhook.code}/", "/setup/audit/")
    ]
    calls = [
        client.get(path).content.decode()
        for path in (
            "/api/v1/webhooks/",
            f"/api/v1/webhooks/{webhook.code}/",
            f"/api/v1/webhooks/{webhook.code}/deliveries/",
        )
    ]
    audit = [str(one.details) for one in AuditEvent.objects.all()]
    for text in (
        *pages,
        *calls,
        *audit,
        caplog.text,
        *(one.detail for one in Delivery.objects.all()),
    ):
        assert key not in text
        assert SECRET not in text
    assert all("127.0.0.1" in one for one in pages[:2]), "the host is told"


def test_an_empty_address_or_secret_keeps_what_is_there(world, hook):
    webhook = make(hook, world.admin)
    commands.save_webhook(
        webhook=webhook, values={"name": "新名", "url": "", "secret": ""}, actor=world.admin
    )
    webhook.refresh_from_db()

    assert (webhook.name, webhook.url, webhook.secret) == ("新名", hook.url, SECRET)
    with pytest.raises(Refused) as refused:
        commands.save_webhook(webhook=webhook, values={"name": "x"}, actor=world.admin, etag=1)
    assert [one.code for one in refused.value.reasons] == ["stale"]
    for stranger in (world.planner, world.leader):
        with pytest.raises(Refused) as refused:
            commands.remove_webhook(webhook=webhook, actor=stranger)
        assert [one.code for one in refused.value.reasons] == ["no-permission"]


def test_the_pages_of_the_administrator(world, hook, client):
    client.force_login(world.admin)
    fields = {
        "code": "alerts",
        "name": "告警群",
        "form": "generic",
        "url": hook.url,
        "language": "en",
        "is_active": "on",
    }
    made = client.post("/setup/webhooks/new/", fields, follow=True).content.decode()
    webhook = Webhook.objects.get()
    assert webhook.secret in made, "a key that was made is shown once, until it is put away"

    client.post("/setup/webhooks/alerts/test/")
    hook.answers = [(500, {}, b"")]
    jobs.drain()
    shown = client.get("/setup/webhooks/", headers={"Accept-Language": "en"}).content.decode()
    assert "The receiver answers with 500." in shown
    row = Delivery.objects.get()
    hook.answers = [(200, {}, b"")]
    client.post(f"/setup/deliveries/{row.pk}/again/")
    jobs.drain()
    assert len(hook.posts) == 2
    wrong = client.post("/setup/webhooks/new/", fields | {"code": "b", "url": "ftp://x"})
    assert wrong.status_code == 422
    client.post("/setup/webhooks/alerts/remove/")
    assert not Webhook.objects.exists()
    client.force_login(world.planner)
    assert client.get("/setup/webhooks/").status_code == 403


def test_newest_notices_are_first_by_their_time(world):
    now = clock.now()
    for minutes in (5, 1, 9):
        tell(world.planner, now=now - dt.timedelta(minutes=minutes))

    rows = Notice.objects.filter(user=world.planner)
    assert [round((now - one.created_at).total_seconds() / 60) for one in rows] == [1, 5, 9]
