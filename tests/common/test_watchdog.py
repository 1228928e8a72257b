from __future__ import annotations

import datetime as dt

import pytest

from common import jobs
from common.models import Job, JobState
from common.watchdog import PATIENCE, Watchdog

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BEGAN = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def left() -> list[str]:
    return []


@pytest.fixture
def dog(left: list[str]) -> Watchdog:
    return Watchdog(terminate=lambda: left.append("left"))


def world(now: dt.datetime, *, broker: str = "reachable") -> None:
    """A job that waits since the beginning, published again and again by a dispatcher that reaches
    the broker, or not.
    """
    jobs.enqueue("test.note", "a", now=BEGAN)
    jobs.due_job_ids(now=now)
    jobs.heartbeat("broker", note=broker, now=now)


def watch(dog: Watchdog, *, broker: str = "reachable", until: float = 100) -> None:
    for seconds in range(0, int(until) + 1, 10):
        now = BEGAN + seconds * SECOND
        world(now, broker=broker)
        dog.look(now=now)


def test_worker_that_takes_nothing_ends(dog, left):
    watch(dog, until=(jobs.IGNORED_AFTER + PATIENCE).total_seconds())
    assert left == []

    watch(dog, until=(jobs.IGNORED_AFTER + PATIENCE).total_seconds() + 10)
    assert left == ["left"]


def test_worker_outlives_an_absent_broker(dog, left):
    watch(dog, broker="ConnectionError")

    assert left == []


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(
            {"state": JobState.RUNNING, "lease_until": BEGAN + 1000 * SECOND}, id="a long check"
        ),
        pytest.param(
            {"state": JobState.DONE, "finished_at": BEGAN + 90 * SECOND}, id="a queue that is long"
        ),
    ],
)
def test_worker_at_work_stays(dog, left, other):
    Job.objects.create(kind="test.note", key="b", not_before=BEGAN, created_at=BEGAN, **other)

    watch(dog)

    assert left == []


def test_new_worker_has_time_for_old_work(dog, left):
    jobs.enqueue("test.note", "a", now=BEGAN - 100 * SECOND)
    jobs.heartbeat("broker", note="reachable", now=BEGAN)
    jobs.due_job_ids(now=BEGAN)

    dog.look(now=BEGAN)

    assert jobs.is_stalled(now=BEGAN)
    assert left == []
