"""What breaks while plans are submitted, on a running product: nothing is lost, nothing is done
twice.
"""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import psycopg2
import pytest
from celery import Celery

from common import clock
from demo.play import words as case
from tests.e2e.rest import Client, call
from tests.live import Product, running_product
from tools import leftovers
from tools.postgres import Server
from tools.redis import RedisServer
from tools.stack import WORKER_PROCESSES

pytestmark = [pytest.mark.database, pytest.mark.slow]

AT_ONCE = 5.0
A_FEW_SECONDS = 30.0  # a worker's start on a busy machine
PATIENCE = 90.0
JOB = "SELECT state, attempt FROM common_job WHERE key LIKE %s || '/%%' ORDER BY id DESC LIMIT 1"
FINDINGS = """
    SELECT count(*), count(DISTINCT f.fingerprint) FROM findings_finding f
    JOIN findings_findingside s ON s.finding_id = f.id
    JOIN campaigns_campaign c ON c.id = s.campaign_id WHERE c.code = %s
"""
CHECKED = (
    "SELECT count(*) FROM common_auditevent WHERE object_type = 'campaign' AND object_code = %s AND"
    " action = 'check_done'"
)


@pytest.fixture
def planner(product: Product) -> Client:
    product.wait_for_quiet()
    token = product.manage(
        "issue_token", "planner.consumer", "--name", "faults", "--scope", "all", "--days", "1"
    )
    return Client(product.url, token.strip().splitlines()[-1])


@pytest.fixture
def plan(planner: Client) -> Iterator[str]:
    """A whole draft; given up in the end."""
    code = planner.plan(case.consumer_plan(case.first_day(clock.today())))
    yield code
    planner.call("POST", f"/campaigns/{code}/withdraw/", {"reason": "faults"})


def wait_until(what: Callable[[], Any], why: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < deadline, why
        time.sleep(0.05)


def health(url: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(call("GET", f"{url}/health/ready").text)
    return found


def workers(product: Product) -> list[int]:
    """The processes of the product's worker."""
    return [pid for pid in leftovers.marked(product.data) if b"celery" in command_of(pid)]


def command_of(pid: int) -> bytes:
    try:
        return (Path("/proc") / str(pid) / "cmdline").read_bytes()
    except OSError:
        return b""


@contextmanager
def broker_gone(product: Product) -> Iterator[None]:
    """A file stands in the place of the folder through which messages go; afterwards the folder is
    back, empty.
    """
    folder = product.data / "spool" / "messages"
    away = folder.with_name("away")
    folder.rename(away)
    folder.write_text("")
    try:
        yield
    finally:
        folder.unlink()
        away.rename(folder)


@contextmanager
def held(product: Product, code: str) -> Iterator[None]:
    """The plan's row is locked, so that whoever checks it cannot write down what they found."""
    with (
        closing(psycopg2.connect(Server(product.data).url)) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT 1 FROM campaigns_campaign WHERE code = %s FOR UPDATE", [code])
        yield
        connection.rollback()


def checked_once(product: Product, planner: Client, code: str) -> None:
    """One run, done; every finding once; one step in the audit trail."""
    runs = planner.get(f"/campaigns/{code}/check-runs/")["results"]
    assert [run["state"] for run in runs] == ["done"]
    every, different = product.rows(FINDINGS, code)[0]
    assert every == different > 0
    assert product.rows(CHECKED, code) == [(1,)]
    assert planner.get(f"/campaigns/{code}/")["state"] == "coordinating"


def test_submission_without_a_broker_is_taken_at_once_and_checked_later(
    product: Product, planner: Client, plan: str
) -> None:
    with broker_gone(product):
        began = time.monotonic()
        submitted = planner.post(f"/campaigns/{plan}/submit/", status=202)
        took = time.monotonic() - began
        wait_until(
            lambda: health(product.url)["broker"] != "reachable",
            "nobody notices that the broker is gone",
        )
        waiting = planner.get(f"/campaigns/{plan}/check-runs/{submitted['check_run']}/")

    assert took < AT_ONCE
    assert waiting["state"] == "pending"
    assert "broker" in health(product.url)["problems"]
    wait_until(
        lambda: health(product.url)["broker"] == "reachable",
        "nobody notices that the broker is back",
    )
    planner.checked(plan, submitted["check_run"])
    checked_once(product, planner, plan)


def test_check_of_a_killed_worker_is_done_once(
    product: Product, planner: Client, plan: str
) -> None:
    before = workers(product)
    submitted = planner.post(f"/campaigns/{plan}/submit/", status=202)
    with held(product, plan):
        wait_until(lambda: product.rows(JOB, plan) == [("running", 1)], "no worker takes the check")
        for pid in before:
            os.kill(pid, signal.SIGKILL)

    wait_until(lambda: product.rows(JOB, plan)[0][0] == "done", "nobody takes the check over")
    assert product.rows(JOB, plan)[0][1] > 1
    planner.checked(plan, submitted["check_run"])
    checked_once(product, planner, plan)
    assert not set(before) & set(workers(product))


ASK = """
    INSERT INTO common_job
        (kind, key, state, payload, attempt, progress, error, not_before, created_at)
    VALUES ('preflight.recheck', %s, 'pending', %s, 0, 0, '', now(), now())
"""
LEFT = "SELECT count(*) FROM common_job WHERE key LIKE %s AND state <> 'done'"
STATE = "SELECT state FROM common_job WHERE key = %s"


def enqueue(product: Product, key: str) -> None:
    with (
        closing(psycopg2.connect(Server(product.data).url)) as connection,
        connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(ASK, [key, json.dumps({"campaign": key})])


@pytest.fixture
def broker(tmp_path: Path) -> Iterator[RedisServer]:
    tmp_path.chmod(0o711)
    server = RedisServer(tmp_path)
    server.start()
    yield server
    server.stop()


def test_jobs_outlive_redis(broker: RedisServer) -> None:
    """Redis stops, with everything in it; what was asked for in the meantime is done when there is
    a Redis again.
    """
    with running_product("--no-demo", REDIS_URL=broker.url) as product:
        enqueue(product, "before")
        wait_until(lambda: product.rows(STATE, "before") == [("done",)], "no job is done")
        broker.stop()
        wait_until(
            lambda: health(product.url)["broker"] != "reachable",
            "nobody notices that Redis is gone",
        )
        enqueue(product, "without")  # not earlier: a nudge that was taken still looks for work
        assert product.rows(STATE, "without") == [("pending",)]
        broker.start()
        wait_until(
            lambda: product.rows(STATE, "without") == [("done",)], "the job is lost with Redis"
        )
        enqueue(product, "after")
        wait_until(
            lambda: product.rows(STATE, "after") == [("done",)],
            "the worker does not come back to Redis",
        )


def test_worker_that_takes_nothing_is_replaced(broker: RedisServer) -> None:
    """The worker lives and beats, but does not listen to the queue any more."""
    with running_product("--no-demo", REDIS_URL=broker.url) as product:
        enqueue(product, "before")
        wait_until(lambda: product.rows(STATE, "before") == [("done",)], "no job is done")
        before = workers(product)
        Celery(broker=broker.url, set_as_current=False).control.cancel_consumer(
            "celery", reply=True, timeout=10
        )
        enqueue(product, "ignored")
        wait_until(lambda: product.rows(STATE, "ignored") == [("done",)], "the deaf worker stays")
        assert not set(before) & set(workers(product))


def children_of(pid: int) -> list[int]:
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_killed_idle_child_is_healed_in_seconds() -> None:
    """As the kernel does when memory is short: the child that waits for work goes, and with it the
    lock of the pipe at which all the others wait.
    """
    with running_product("--no-demo") as product:
        enqueue(product, "before")
        wait_until(lambda: product.rows(STATE, "before") == [("done",)], "no job is done")
        for child in next(found for pid in workers(product) if (found := children_of(pid))):
            os.kill(child, signal.SIGKILL)
        enqueue(product, "after")
        killed_at = time.monotonic()
        wait_until(lambda: product.rows(STATE, "after") == [("done",)], "the worker is deaf")

        assert time.monotonic() - killed_at < A_FEW_SECONDS


def test_a_night_without_a_worker_leaves_no_heap(broker: RedisServer) -> None:
    """Work piles up while the worker stands still; the broker holds a handful of nudges meanwhile,
    and what comes afterwards is done at once.
    """
    with running_product("--no-demo", REDIS_URL=broker.url) as product:
        enqueue(product, "before")
        wait_until(lambda: product.rows(STATE, "before") == [("done",)], "no job is done")
        standing = workers(product)
        for pid in standing:
            os.kill(pid, signal.SIGSTOP)
        for number in range(40):
            enqueue(product, f"waits-{number}")
        with Celery(broker=broker.url, set_as_current=False).connection_for_read() as connection:
            lengths = [length(connection) for _ in range(20) if not time.sleep(0.5)]
        for pid in standing:
            os.kill(pid, signal.SIGCONT)
        wait_until(
            lambda: product.rows(LEFT, "waits-%") == [(0,)],
            "what waited for the worker is not done",
        )
        enqueue(product, "fresh")
        asked_at = time.monotonic()
        wait_until(lambda: product.rows(STATE, "fresh") == [("done",)], "new work waits")

        assert max(lengths) <= 2 * WORKER_PROCESSES
        assert time.monotonic() - asked_at < A_FEW_SECONDS
        assert set(standing) <= set(workers(product))


def length(connection: Any) -> int:
    found: int = connection.default_channel.client.llen("celery")
    return found
