"""What one check costs, as customers and plans become more. Each company is looked at by a process
of its own, so that memory and a first check are those of a fresh worker.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from tests.bench.entries import Measure, entry, is_smoke
from tests.bench.seeded import seeded
from tools.launch import ROOT

SIZES = (
    "100000x100 100000x1000 100000x2000 100000x10000 1000000x1000 1000000x2000 10000000x100"
    " 10000000x2000"
)
SMOKE = "10000x100"
# Bounds by what is measured; those of a whole check hold up to so many persons and plans.
MOST_SECONDS, UP_TO = 1.0, (100_000, 2_000)
MOST_SECONDS_BEYOND, UP_TO_CITY = 2.0, (10_000_000, 2_000)
MOST_QUERIES = 40
UP_TO_A_MILLION, MOST_MEGABYTES, MOST_MEGABYTES_BEYOND, MOST_GROWN = 1_000_000, 500, 1_500, 20
MOST_OF_THE_FIRST = 3.0
MOST_OF_LINEAR = 1.1
MOST_OF_BARE = 1.5
LEAST_OF_SQL = {"scattered": 50, "district": 300, "pressure": 100}
MOST_SNAPSHOT_BYTES = 1_200_000


def sizes() -> Iterator[tuple[int, int]]:
    """Persons and plans of each company; BENCH_SIZES names others."""
    for size in os.environ.get("BENCH_SIZES", SMOKE if is_smoke() else SIZES).split():
        persons, plans = size.split("x")
        yield int(persons), int(plans)


@entry("check")
def checks() -> Iterator[Measure]:
    """A re-check that finds again what it found, in a process that has checked before; what stands
    beside it; and what the same takes by other means. BENCH_CHECKS says how many checks may not
    let the process grow.
    """
    seconds = {}
    for persons, plans in sizes():
        found = looked_at(persons, plans)
        seconds[persons, plans] = found["seconds"]
        yield from measures(f"{persons:,} × {plans:,}", persons, plans, found)
    yield from growth(seconds)


def growth(seconds: Mapping[tuple[int, int], float]) -> Iterator[Measure]:
    """How much dearer a check is in a larger company than persons or plans are more."""
    for persons, plans in seconds:
        for more, others in seconds:
            times = (more / persons) * (others / plans)
            if times > 1 and (more == persons or others == plans):
                grown = seconds[more, others] / seconds[persons, plans]
                what = f"{persons:,} × {plans:,} to {more:,} × {others:,}: growth"
                yield Measure(what, grown / times, MOST_OF_LINEAR, at_most=True)


def looked_at(persons: int, plans: int) -> dict[str, Any]:
    """What the process found; it prints lines for people before its figures."""
    with seeded(persons, plans) as environment:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.checking"],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
    *told, figures = done.stdout.splitlines()
    print(f"{persons:,} persons, {plans:,} plans", *told, sep="\n  ")
    found: dict[str, Any] = json.loads(figures)
    return found


def measures(size: str, persons: int, plans: int, found: dict[str, Any]) -> Iterator[Measure]:
    if persons <= UP_TO_CITY[0] and plans <= UP_TO_CITY[1]:
        is_small = persons <= UP_TO[0] and plans <= UP_TO[1]
        seconds = MOST_SECONDS if is_small else MOST_SECONDS_BEYOND
        yield Measure(f"{size}: s of CPU", found["seconds"], seconds, at_most=True)
        yield Measure(f"{size}: s of CPU of a preview", found["preview"], seconds, at_most=True)
        yield Measure(f"{size}: s of CPU of dates", found["dates"], 2 * seconds, at_most=True)
        # Bringing everything into memory for the first time is the warm-up's, not a check's.
        ratio = found["warmed"] / found["seconds"]
        yield Measure(f"{size}: first / later", ratio, MOST_OF_THE_FIRST, at_most=True)
    yield Measure(f"{size}: queries", found["queries"], MOST_QUERIES, at_most=True)
    most = MOST_MEGABYTES if persons <= UP_TO_A_MILLION else MOST_MEGABYTES_BEYOND
    yield Measure(f"{size}: MB of a worker", found["megabytes"], most, at_most=True)
    yield Measure(f"{size}: MB more by checks", found["grown"], MOST_GROWN, at_most=True)
    yield Measure(f"{size}: bytes a snapshot", found["snapshot"], MOST_SNAPSHOT_BYTES, at_most=True)
    for name, ratio in found["of_bare"].items():
        yield Measure(f"{size}: {name} rule / bare", ratio, MOST_OF_BARE, at_most=True)
    for name, ratio in found["of_sql"].items():
        if not is_smoke():
            yield Measure(f"{size}: SQL / {name} rule", ratio, LEAST_OF_SQL[name])
    for name, ratio in found["of_others"].items():
        yield Measure(f"{size}: {name} / bitmaps", ratio, 1)
