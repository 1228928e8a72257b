"""`python3 -m tests.load`: many people at once on the processes of `manage.py up`, in a company at
its busiest; ends with 1 where a bound is missed. ``LOAD=smoke`` looks shortly.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tools.catalogues import ROOT, compile_all
from tools.console import Trouble, say, step, troubles
from tools.launch import enter_environment

PLANS, FINDINGS = 5_000, 20_000
SMOKE_PLANS, SMOKE_FINDINGS = 300, 1_000
LONGEST_QUIET_S = 60
VERDICTS = """
SELECT extract(epoch FROM coalesce(finished_at, now()) - created_at) FROM findings_checkrun
WHERE trigger = 'submission' AND created_at >= to_timestamp(%s) ORDER BY 1
"""


@dataclass(frozen=True, slots=True)
class Crowd:
    """So many people for so long, and what they may meet: milliseconds, and requests a second."""

    people: int
    seconds: int
    most_p95_ms: float
    least_rate: float


CROWDS = (Crowd(50, 90, 500, 22), Crowd(100, 90, 1500, 35))
SMOKE = (Crowd(12, 30, 500, 4),)
MOST_VERDICT_S, MOST_QUIET_S = 6, 10


def is_smoke() -> bool:
    return os.environ.get("LOAD") == "smoke"


def load() -> Iterator[Any]:
    """What each crowd meets, as measures of the benchmarks."""
    from tests.bench.entries import Measure

    crowds = SMOKE if is_smoke() else CROWDS
    with product(most=max(one.people for one in crowds)) as (port, url, people):
        for crowd in crowds:
            begun = time.time()
            name = f"{crowd.people} people"
            met = met_by(crowd, f"http://127.0.0.1:{port}", people)
            quiet = quiet_after(port)
            verdicts = verdicts_since(url, begun)
            times = sum((Counter(times_of(row)) for row in met), Counter())
            asked = sum(times.values())
            span = max(row["last_request_timestamp"] for row in met) - min(
                row["start_time"] for row in met
            )
            print_pages(met)
            yield Measure(f"{name}, p95 ms", at(times, 0.95), crowd.most_p95_ms, at_most=True)
            yield Measure(f"{name}, requests a second", asked / max(span, 1), crowd.least_rate)
            wrong = sum(row["num_failures"] for row in met)
            yield Measure(f"{name}, errors", wrong, 0, at_most=True)
            if verdicts:
                latest = verdicts[min(int(len(verdicts) * 0.95), len(verdicts) - 1)]
                what = f"{name}, p95 of {len(verdicts)} verdicts, s"
                yield Measure(what, latest, MOST_VERDICT_S, at_most=True)
            yield Measure(f"{name}, quiet after, s", quiet, MOST_QUIET_S, at_most=True)


@contextmanager
def product(*, most: int) -> Iterator[tuple[int, str, Path]]:
    """Web, worker, dispatcher and database as `up` runs them, with the busy company: its port, the
    address of its database, and the file that tells of its people.
    """
    from tests.cluster import ThrowAway
    from tools.probing import free_port
    from tools.stack import Stack
    from tools.up import environment_for, make_folders, wait_until_ready

    tables = ThrowAway()
    tables.start()
    os.environ["DATABASE_URL"] = tables.url
    data = tables.data
    make_folders(data)
    compile_all()
    environment = environment_for(data, demo=False) | {"JIEPAI_ENV": "tryout"}
    people = data / "load.json"
    plans = SMOKE_PLANS if is_smoke() else int(os.environ.get("LOAD_PLANS", PLANS))
    findings = SMOKE_FINDINGS if is_smoke() else int(os.environ.get("LOAD_FINDINGS", FINDINGS))
    stack = Stack(root=ROOT, data=data, environment=environment, database=None)
    try:
        with step(f"Writing {plans:,} plans, {findings:,} open findings and {most} people"):
            seed(environment, str(people), str(plans), str(findings), str(most))
        port = free_port(0)
        stack.start_services(port)
        wait_until_ready(stack, port)
        quiet_after(port)
        yield port, tables.url, people
    finally:
        stack.stop()
        tables.remove()


def seed(environment: Mapping[str, str], *arguments: str) -> None:
    command = [sys.executable, "-m", "tests.load.company", *arguments]
    if subprocess.run(command, cwd=ROOT, env=dict(environment)).returncode:
        raise Trouble("The company could not be written; the reason stands above.")


def met_by(crowd: Crowd, host: str, people: Path) -> list[dict[str, Any]]:
    """What the crowd met, a row for each page, without the time until all were there."""
    from tests.load.environment import asked

    with tempfile.TemporaryFile() as told:
        running = asked(host, people, crowd.people, crowd.seconds, told)
        if running.wait() not in {0, 1}:  # 1: somebody met an error
            raise Trouble("Locust stopped; the reason stands above.")
        told.seek(0)
        rows: list[dict[str, Any]] = json.load(told)
    if not rows:
        raise Trouble("Nobody asked for anything.")
    return rows


def times_of(row: Mapping[str, Any]) -> dict[float, int]:
    """How often each number of milliseconds, as Locust rounds them."""
    return {float(ms): count for ms, count in row["response_times"].items()}


def at(times: Mapping[float, int], share: float) -> float:
    """The time within which so large a share of the answers came."""
    left = share * sum(times.values())
    for ms in sorted(times):
        left -= times[ms]
        if left <= 0:
            return ms
    return max(times, default=0.0)


def print_pages(rows: Sequence[Mapping[str, Any]]) -> None:
    for row in sorted(rows, key=lambda one: str(one["name"])):
        times = times_of(row)
        say(
            f"  {row['name']:24}{row['num_requests']:6} asked{at(times, 0.5):8.0f} ms p50"
            f"{at(times, 0.95):8.0f} ms p95{row['num_failures']:5} errors"
        )


def quiet_after(port: int) -> float:
    """Seconds until no job is left."""
    from tools.probing import open_jobs

    begun = time.monotonic()
    while open_jobs(port) and time.monotonic() - begun < LONGEST_QUIET_S:
        time.sleep(0.2)
    return time.monotonic() - begun


def verdicts_since(url: str, begun: float) -> list[float]:
    """How long each check of a submission took, waiting included; those that still wait, so far."""
    import psycopg2

    with closing(psycopg2.connect(url)) as database, database.cursor() as cursor:
        cursor.execute(VERDICTS, [begun])
        return [float(seconds) for (seconds,) in cursor.fetchall()]


def main() -> int:
    from tests.bench.__main__ import main as measured

    return measured((), {"load": load})


if __name__ == "__main__":
    with troubles():
        enter_environment()
        sys.exit(main())
