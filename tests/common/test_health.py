from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client

from common import heartbeats, jobs
from common.models import Job, JobState
from common.views import health

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
LONG_AGO = NOW - dt.timedelta(minutes=10)


@pytest.fixture(autouse=True)
def alive():
    """Everything beats, nothing waits."""
    heartbeats.beat("dispatcher:here", now=NOW)
    heartbeats.beat(heartbeats.worker("celery@one"), amount=2, now=NOW)
    heartbeats.beat(heartbeats.BROKER, now=NOW)


def report(**options):
    return health.processes(NOW, **options)


def test_what_works_is_no_alarm():
    found = report()

    assert (found["broker"], found["dispatcher"], found["worker"]) == ("reachable", "ok", "ok")
    assert (found["alarm"], found["problems"]) == (False, [])


def job(state=JobState.PENDING, *, key="C2027-0001/1", at=LONG_AGO, **values):
    return Job.objects.create(
        kind="test.note", key=key, state=state, not_before=at, created_at=at, **values
    )


@pytest.mark.parametrize(
    ("harm", "problem"),
    [
        (lambda: heartbeats.beat(heartbeats.BROKER, note=heartbeats.AWAY, now=NOW), "broker"),
        (lambda: heartbeats.beat("dispatcher:here", now=LONG_AGO), "dispatcher"),
        (lambda: heartbeats.leave("dispatcher:here"), "dispatcher"),
        (lambda: heartbeats.leave(heartbeats.worker("celery@one")), "worker"),
        (lambda: heartbeats.beat(heartbeats.worker("celery@two"), now=LONG_AGO), "worker"),
        (job, "work-waits"),
        (lambda: job(JobState.RUNNING, lease_until=LONG_AGO), "work-waits"),
        (lambda: job(JobState.FAILED, finished_at=LONG_AGO), "work-failed"),
    ],
)
def test_every_fault_is_named_and_is_an_alarm(harm, problem):
    harm()

    assert report()["problems"] == [problem]
    assert report()["alarm"]


def test_a_full_disk_is_an_alarm(monkeypatch):
    monkeypatch.setattr("common.health.DISK_LOW", 2**60)

    assert report()["problems"] == ["disk"]


def test_a_broker_that_nobody_asks_is_unknown():
    heartbeats.beat(heartbeats.BROKER, now=LONG_AGO)

    assert report()["broker"] == "unknown"


def test_a_failed_job_that_was_done_again_is_no_alarm():
    job(JobState.FAILED, finished_at=LONG_AGO)
    job(JobState.DONE, key="C2027-0001/2", finished_at=NOW)

    assert not report()["alarm"]


def test_one_worker_does_not_vouch_for_another():
    heartbeats.beat(heartbeats.worker("celery@two"), now=LONG_AGO)

    assert report(node="one")["worker"] == "ok"
    assert report(node="two")["worker"] == "silent"


def test_long_work_under_way_is_no_alarm():
    job(JobState.RUNNING, lease_until=NOW + jobs.LEASE)

    assert not report()["alarm"]


@pytest.fixture
def without_database(monkeypatch):
    """Every query fails as when the server is gone."""

    def refuse(*args, **kwargs):
        raise AssertionError("the database was asked")

    monkeypatch.setattr(connection, "cursor", refuse)


def test_live_asks_no_session_and_no_database(client: Client, without_database):
    client.cookies["sessionid"] = "some-session"

    assert client.get("/health/live").json() == {"status": "ok"}


def test_ready_says_what_a_browser_with_a_session_would_ask(client: Client):
    client.cookies["sessionid"] = "some-session"

    found = client.get("/health/ready").json()

    assert found["database"] == "ok"
    assert found["status"] == ("degraded" if found["alarm"] else "ok")
