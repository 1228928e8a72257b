"""Arranging a cycle: 120 drafts among 1,000 plans that stay, and seeded instances against the
simple orders.
"""

from __future__ import annotations

import os
import resource
import time
from collections.abc import Iterator

from tests.bench.entries import Measure, entry, is_smoke

SIZE = {"drafts": 120, "fixed": 1_000, "persons": 1_000_000}
SMALL = {"drafts": 20, "fixed": 60, "persons": 20_000}
INSTANCES, SMOKE_INSTANCES = 20, 4
SECONDS, SMOKE_SECONDS = 25.0, 3.0
PROVABLE = {"plans": 8, "flex": 3, "days": 40, "persons": 10, "rubs": 0.3}
MEDIUM = {"plans": 30, "flex": 7, "days": 91, "persons": 40, "rubs": 0.15}


def ready() -> None:
    """Django without a database: rules and policies are read, no row is."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("JIEPAI_ENV", "test")
    import django

    django.setup()


@entry("planner")
def planner() -> Iterator[Measure]:
    """Whole runs, and what the solver is worth beside the simple orders."""
    ready()
    yield from whole_run()
    yield from against_orders()


def whole_run() -> Iterator[Measure]:
    """From plans to the best choice, as the worker does it without its rows."""
    from preflight.arranging.cost import totals
    from preflight.arranging.outcome import outcome
    from preflight.arranging.simple import first_come, greedy
    from preflight.arranging.solver import solve
    from preflight.arranging.tables import tables
    from tests.preflight.arranging.companies import company

    size = SMALL if is_smoke() else SIZE
    movables, fixed, context = company(1, **size)
    begun = time.monotonic()
    found = tables(movables, fixed, context)
    weighed = time.monotonic()
    solution = solve(found.problem, seconds=SMOKE_SECONDS if is_smoke() else SECONDS)
    before = outcome(found, found.problem.present)
    after = outcome(found, solution.choice)
    ended = time.monotonic()
    name = f"{size['drafts']} drafts, {size['fixed']:,} fixed, {size['persons']:,} persons"
    yield Measure(f"{name}: s", ended - begun, 60, at_most=True)
    yield Measure("of it weighing: s", weighed - begun, 30, at_most=True)
    yield Measure("blocking after / before", after.blocking / max(before.blocking, 1), 1, True)
    cost = totals(found.problem, solution.choice).cost
    for order in (first_come, greedy):
        there = totals(found.problem, order(found.problem)).cost
        yield Measure(f"points / {order.__name__}", cost / max(there, 1), 1, at_most=True)
    yield Measure("points / proven bound", cost / max(solution.bound, 1), 1.05, at_most=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield Measure("memory at its peak: MB", peak, 1_000, at_most=True)


def against_orders() -> Iterator[Measure]:
    """Never worse than first come first served or greedy on any of the seeded instances; how much
    better in the mean; and that small ones are proven best.
    """
    from preflight.arranging.cost import totals
    from preflight.arranging.simple import first_come, greedy
    from preflight.arranging.solver import solve
    from tests.preflight.arranging.instances import instance

    count = SMOKE_INSTANCES if is_smoke() else INSTANCES
    ratios: dict[str, list[float]] = {"first_come": [], "greedy": []}
    proven = 0
    for seed in range(count):
        problem = instance(seed, **MEDIUM)
        solution = solve(problem, seconds=SMOKE_SECONDS)
        cost = totals(problem, solution.choice).cost
        proven += solve(instance(seed, **PROVABLE), seconds=SECONDS).is_optimal
        for order in (first_come, greedy):
            there = totals(problem, order(problem)).cost
            ratios[order.__name__].append(cost / there if there else 1.0)
    for name, found in ratios.items():
        yield Measure(f"worst of {count} / {name}", max(found), 1, at_most=True)
        yield Measure(f"mean of {count} / {name}", sum(found) / count, 1, at_most=True)
    yield Measure(f"proven best of {count} small ones", proven, count)
