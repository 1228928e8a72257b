"""A form of one page that comes twice is done once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from common import clock
from common.models import IdempotencyKey
from findings.models import Finding
from tests.factories.campaigns import found, make_checking, make_coordinating, run_check

pytestmark = pytest.mark.django_db


@pytest.fixture
def finding(world):
    """A finding of two plans, and where its comments are sent."""
    other = make_coordinating(world.rival, owner_unit="enterprise")
    own = make_checking(world.planner)
    run_check(own, found(own, other))
    one = Finding.objects.get()
    return one, reverse("findings:comment", args=[own.code, one.pk])


def test_comment_sent_twice_is_said_once(world, finding):
    one, to = finding
    client = Client()
    client.force_login(world.planner)
    said = {"text": "请剔除", "csrfmiddlewaretoken": "a" * 64}

    first, again = client.post(to, said), client.post(to, said, follow=True)

    assert one.comments.count() == 1
    assert again.redirect_chain[0][0] == first.url
    assert "不会重复" in again.content.decode()
    for more in ({"text": "还有一点"}, {"csrfmiddlewaretoken": "b" * 64}):
        client.post(to, said | more)
    assert one.comments.count() == 3


def test_what_was_refused_counts_as_not_said(world, finding):
    one, to = finding
    client = Client()
    client.force_login(world.planner)
    blank = {"text": " ", "csrfmiddlewaretoken": "a" * 64}

    client.post(to, blank)

    assert not IdempotencyKey.objects.exists()
    assert one.comments.count() == 0


def test_first_that_never_came_to_an_end_bars_nothing(world, finding):
    one, to = finding
    client = Client()
    client.force_login(world.planner)
    said = {"text": "请剔除", "csrfmiddlewaretoken": "a" * 64}
    client.post(to, said)
    long_ago = clock.now() - dt.timedelta(minutes=5)
    IdempotencyKey.objects.update(status=None, headers={}, created_at=long_ago)

    client.post(to, said)

    assert one.comments.count() == 2


def test_second_one_waits_a_short_while_for_the_first_and_then_says_so(world, finding, monkeypatch):
    one, to = finding
    waited: list[float] = []
    monkeypatch.setattr("common.once.time.sleep", waited.append)
    client = Client()
    client.force_login(world.planner)
    said = {"text": "请剔除", "csrfmiddlewaretoken": "a" * 64}
    client.post(to, said)
    IdempotencyKey.objects.update(status=None, headers={}, created_at=clock.now())

    again = client.post(to, said, follow=True)

    assert 0 < len(waited) <= 5
    assert sum(waited) < 1.5
    assert "不会重复" in again.content.decode()
    assert one.comments.count() == 1
