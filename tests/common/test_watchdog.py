from __future__ import annotations

import datetime as dt

import pytest

from common import heartbeats, jobs
from common.watchdog import LOOKS, PATIENCE, Watchdog

pytestmark = [pytest.mark.django_db, pytest.mark.database]

BEGAN = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
STEP = 5
WORKER = heartbeats.worker("celery@here")
DEAF_AFTER = PATIENCE.total_seconds() + LOOKS * STEP


@pytest.fixture
def left() -> list[str]:
    return []


@pytest.fixture
def dog(left: list[str]) -> Watchdog:
    jobs.enqueue("test.note", "a", now=BEGAN)
    return Watchdog(WORKER, terminate=lambda: left.append("left"), now=BEGAN)


def watch(
    dog: Watchdog,
    *,
    broker: str = "",
    lying: int = 1,
    hears: bool = False,
    is_busy: bool = False,
    begin: int = 0,
    until: float = 100,
) -> None:
    """A worker that looks every few seconds, while the job waits and nudges for it are sent."""
    for seconds in range(begin, int(until) + 1, STEP):
        now = BEGAN + seconds * SECOND
        heartbeats.beat(heartbeats.BROKER, note=broker, amount=lying, now=now)
        heartbeats.beat(WORKER, amount=2, now=now)
        if hears:
            heartbeats.took(WORKER, now=now)
        dog.look(is_busy=is_busy, now=now)


def test_worker_that_takes_no_nudge_ends(dog, left):
    watch(dog, until=DEAF_AFTER - 2 * STEP)
    assert left == []

    watch(dog, begin=int(DEAF_AFTER) - STEP, until=DEAF_AFTER)
    assert left == ["left"]


@pytest.mark.parametrize(
    "how",
    [
        pytest.param({"broker": heartbeats.AWAY}, id="the broker is away"),
        pytest.param({"lying": 0}, id="no nudge lies there"),
        pytest.param({"is_busy": True}, id="a long check"),
        pytest.param({"hears": True}, id="a heap that is long, or copies that find nothing"),
    ],
)
def test_worker_that_is_not_deaf_stays(dog, left, how):
    watch(dog, **how)

    assert left == []


def test_new_worker_has_time_for_old_work(left):
    jobs.enqueue("test.note", "a", now=BEGAN - 100 * SECOND)
    dog = Watchdog(WORKER, terminate=lambda: left.append("left"), now=BEGAN)

    watch(dog, until=PATIENCE.total_seconds() - STEP)

    assert left == []


def test_worker_that_slept_with_its_machine_has_its_moment(dog, left):
    watch(dog, begin=3600, until=3600)

    assert left == []
