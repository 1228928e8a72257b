"""What a caller holds already is told from the token and a stamp, before anything else."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from common import calls, clock
from common.models import CallCount, Job, JobState
from findings import waiting
from findings.models import CheckRun
from organization.enums import Role
from organization.models import Membership
from organization.tokens import issue_token
from tests.factories.campaigns import day, make_checking, make_coordinating, make_draft, run_check
from tests.world import compare_with, known_rule, silent_recheck

__all__ = ["compare_with", "known_rule", "silent_recheck"]

CALENDAR = f"/api/v1/calendar/?from={day(0)}&to={day(60)}"
NOT_MODIFIED = 304


def with_token(user, *scopes: str) -> Client:
    _row, key = issue_token(user=user, name="程序", scopes=scopes or ("all",), actor=user)
    return Client(headers={"authorization": f"Token {key}"})


def held(client: Client, address: str, tag: str) -> int:
    return client.get(address, headers={"if-none-match": tag}).status_code


def tag_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.content
    return answer["ETag"]


def test_two_statements_tell_that_the_calendar_is_held(world):
    make_coordinating(world.planner)
    client = with_token(world.planner)
    tag = tag_of(client, CALENDAR)

    assert held(client, CALENDAR, tag) == NOT_MODIFIED  # counts some calls ahead
    with CaptureQueriesContext(connection) as statements:
        answer = client.get(CALENDAR, headers={"if-none-match": f'W/{tag}, "other"'})
    assert (answer.status_code, answer.content, answer["ETag"]) == (NOT_MODIFIED, b"", tag)
    assert len(statements) == 1
    assert "Content-Security-Policy" in answer.headers


@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_an_answer_that_nothing_changed_is_sent_again_from_memory(world, encoding):
    make_coordinating(world.planner)
    client = with_token(world.planner)
    first = client.get(CALENDAR, headers={"accept-encoding": encoding})
    client.get("/api/v1/units/")

    with CaptureQueriesContext(connection) as statements:
        again = client.get(CALENDAR, headers={"accept-encoding": encoding})

    assert len(statements) == 1
    for name in ("Content-Type", "ETag", "Vary", "Content-Encoding", "Cache-Control"):
        assert again.headers.get(name) == first.headers.get(name), name
    assert again.content == first.content
    assert with_token(world.rival).get(CALENDAR)["ETag"] != first["ETag"]


def test_whatever_the_answer_stands_on_ends_it(world, time_machine):
    time_machine.move_to(clock.now(), tick=False)
    client = with_token(world.planner)

    def is_renewed_by(change) -> bool:
        tag = tag_of(client, CALENDAR)
        assert held(client, CALENDAR, tag) == NOT_MODIFIED
        change()
        return client.get(CALENDAR, headers={"if-none-match": tag}).get("ETag") != tag

    assert is_renewed_by(lambda: make_draft(world.planner))
    assert is_renewed_by(
        lambda: Membership.objects.create(user=world.planner, unit=world.enterprise, role=Role.HEAD)
    )
    assert is_renewed_by(lambda: Membership.objects.filter(unit=world.enterprise).delete())
    assert is_renewed_by(lambda: time_machine.shift(dt.timedelta(days=1)))


def test_a_tag_is_good_for_nobody_and_nothing_else(world):
    make_coordinating(world.planner)
    own, other = with_token(world.planner), with_token(world.rival)
    tag = tag_of(own, CALENDAR)
    content = tag.strip('"').partition(".")[0]

    with_seal = {"if-none-match": f'"{content}.{"0" * 32}"'}
    assert own.get(CALENDAR, headers=with_seal)["ETag"] == tag  # the long way, the same content
    assert other.get(CALENDAR, headers={"if-none-match": tag}).get("ETag") != tag
    assert own.get(f"{CALENDAR}&state=draft", headers={"if-none-match": tag})["ETag"] != tag
    assert Client().get(CALENDAR, headers={"if-none-match": tag}).status_code == 401


def test_a_revoked_token_holds_nothing(world):
    client = with_token(world.planner)
    tag = tag_of(client, CALENDAR)

    world.planner.api_tokens.update(revoked_at="2020-01-01T00:00:00Z")

    assert held(client, CALENDAR, tag) == 401


def test_what_is_told_early_is_counted_as_a_call(world):
    client = with_token(world.planner)
    tag = tag_of(client, CALENDAR)
    CallCount.objects.update(calls=600)
    calls.forget()

    assert held(client, CALENDAR, tag) == 429


def test_a_poll_of_a_run_is_cheap_until_it_moves(world):
    campaign = make_checking(world.planner)
    run = CheckRun.objects.get(campaign=campaign)
    address, client = f"/api/v1/check-runs/{run.pk}/", with_token(world.planner)
    answer = client.get(address)
    tag = answer["ETag"]
    assert int(answer["Retry-After"]) >= 1

    held(client, address, tag)
    with CaptureQueriesContext(connection) as statements:
        poll = client.get(address, headers={"if-none-match": tag})
    assert (poll.status_code, len(statements)) == (NOT_MODIFIED, 2)
    assert int(poll["Retry-After"]) >= 1

    Job.objects.filter(pk=run.job_id).update(progress=40)
    assert held(client, address, tag) == 200
    run_check(campaign)
    done = client.get(address, headers={"if-none-match": tag})
    assert (done.status_code, done.json()["state"]) == (200, JobState.DONE)
    # Its findings stand on much more, so it is told whole each time.
    assert "Retry-After" not in done.headers
    assert "ETag" not in done.headers


def test_a_run_of_a_plan_that_may_not_be_seen_is_told_to_nobody(world):
    campaign = make_checking(world.planner)
    address = f"/api/v1/check-runs/{CheckRun.objects.get(campaign=campaign).pk}/"
    tag = tag_of(with_token(world.planner), address)

    assert held(with_token(world.viewer), address, tag) == 404


@pytest.mark.parametrize(("age", "wait"), [(0, 4), (3, 1), (4, 1), (40, 10), (900, 30)])
def test_when_to_ask_again_follows_from_what_checks_take(monkeypatch, time_machine, age, wait):
    now = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
    time_machine.move_to(now, tick=False)
    monkeypatch.setattr(waiting, "takes_s", lambda: 4.0)

    assert waiting.wait_s(now - dt.timedelta(seconds=age)) == wait


def test_what_checks_take_is_the_median_of_the_newest(world):
    caches["process"].delete(waiting.KEY)
    made = make_coordinating(world.planner)
    run = CheckRun.objects.get(campaign=made)
    CheckRun.objects.update(finished_at=run.created_at + dt.timedelta(seconds=7))

    assert waiting.takes_s() == 7.0
