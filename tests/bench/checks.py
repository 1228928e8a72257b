"""What one check costs, as the company's plans become more."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

from tests.bench.company import database
from tests.bench.entries import Measure, entry, is_smoke
from tests.bench.meter import Cost, metered

if TYPE_CHECKING:
    from campaigns.models import Campaign

PERSONS = int(os.environ.get("BENCH_PERSONS", "100000"))
PLANS = (100, 1_000, 2_000)
MOST_SECONDS = 1.0
MOST_QUERIES = 40
WARM = 3


@dataclass(slots=True)
class Check:
    """One check of a plan, phase by phase."""

    load: Cost = field(default_factory=Cost)
    rules: Cost = field(default_factory=Cost)
    record: Cost = field(default_factory=Cost)
    plans: int = 0
    findings: int = 0

    @property
    def whole(self) -> Cost:
        return self.load + self.rules + self.record


@entry("check")
def checks() -> Iterator[Measure]:
    """A re-check that finds again what it found, in a process that has checked before."""
    with database():
        from django.db import transaction

        from tests.bench.plans import seed

        persons = PERSONS // 10 if is_smoke() else PERSONS
        for plans in PLANS[:1] if is_smoke() else PLANS:
            with metered() as seeding:
                empty()
                with transaction.atomic():
                    campaign = seed(persons, plans)
            first, *later = [check(campaign) for _ in range(WARM + 1)]
            warm = sorted(later, key=lambda one: one.whole.seconds)[WARM // 2]
            print(
                f"{persons:,} persons, {plans:,} plans ({warm.plans} compared,"
                f" {warm.findings} findings; seeded in {seeding.seconds:.1f} s)"
            )
            for name, one in (("first", first), ("warm", warm)):
                print(f"  {name:6}", *(f"{part}" for part in lines(one)), sep="  ")
            seconds = median(one.whole.seconds for one in later)
            yield Measure(f"seconds at {plans:,} plans", seconds, MOST_SECONDS, at_most=True)
            queries = max(one.whole.queries for one in later)
            yield Measure(f"queries at {plans:,} plans", queries, MOST_QUERIES, at_most=True)


def lines(one: Check) -> Iterator[str]:
    """Milliseconds here and in the database, and queries, of each phase."""
    for name in ("load", "rules", "record", "whole"):
        cost: Cost = getattr(one, name)
        yield (f"{name} {1000 * cost.here:,.0f}+{1000 * cost.database:,.0f} ms {cost.queries} q")


def empty() -> None:
    """Take away what an earlier size left."""
    from django.core.management import call_command

    call_command("flush", interactive=False, verbosity=0)


def check(campaign: Campaign) -> Check:
    """A re-check as the worker does it."""
    from common import clock, jobs
    from customers.aliases import read_once
    from findings import commands
    from findings.models import CheckRun
    from preflight import engine, loading

    job = jobs.enqueue(engine.RECHECK_JOB, campaign.code, payload={"campaign": campaign.code})
    claim = jobs.claim(job.pk)
    assert claim is not None
    done = Check()
    with read_once(), metered() as done.load:
        opened = commands.open_recheck(code=campaign.code, job_id=claim.job_id)
        assert opened is not None
        opened.version.campaign = opened.campaign
        loaded = loading.load(opened.version, clock.today(), is_submission=False)
    with read_once(), metered() as done.rules:
        outcome = engine.outcome_of(loaded)
    with metered() as done.record:
        assert commands.record_findings(run_id=opened.pk, claim=claim, outcome=outcome)
    kept = CheckRun.objects.get(pk=opened.pk)
    done.plans, done.findings = kept.plans_compared, len(kept.fingerprints)
    return done
