"""`python3 -m tests.bench.checking` on the company of DATABASE_URL: checks its first plan again and
again, looks at what stands beside it, and prints figures as JSON after lines for people.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from tests.bench.meter import Cost, metered

if TYPE_CHECKING:
    from campaigns.models import Campaign

LATER = 3
MANY, PLANS_IN_TURN = 20, 5
FOUR_WEEKS = dt.timedelta(weeks=4)


@dataclass(slots=True)
class Check:
    """One check of a plan, phase by phase."""

    load: Cost = field(default_factory=Cost)
    rules: Cost = field(default_factory=Cost)
    record: Cost = field(default_factory=Cost)
    plans: int = 0
    findings: int = 0
    outlooks: int = 0
    kept: int = 0

    @property
    def whole(self) -> Cost:
        return self.load + self.rules + self.record

    def told(self, name: str) -> str:
        """Milliseconds here and in the database, and queries, of each phase."""
        phases = (
            f"{phase} {1000 * cost.here:,.0f}+{1000 * cost.database:,.0f} ms {cost.queries} q"
            for phase in ("load", "rules", "record", "whole")
            for cost in [getattr(self, phase)]
        )
        return f"{name:6} {'  '.join(phases)}"


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
    with read_once():
        with metered() as done.load:
            opened = commands.open_recheck(code=campaign.code, job_id=claim.job_id)
            assert opened is not None
            opened.version.campaign = opened.campaign
            loaded = loading.load(opened.version, clock.today(), is_submission=False)
        with metered() as done.rules:
            outcome = engine.outcome_of(loaded)
    with metered() as done.record:
        assert commands.record_findings(run_id=opened.pk, claim=claim, outcome=outcome)
    run = CheckRun.objects.get(pk=opened.pk)
    done.plans, done.findings, done.kept = (
        run.plans_compared,
        len(run.fingerprints),
        len(outcome.kept),
    )
    ways = {way.id: way for found in outcome.findings for way in found.ways_out}
    done.outlooks = sum(way.outlook is not None for way in ways.values())
    return done


def timed(call: Callable[[], Any]) -> Cost:
    """What a call costs the second time."""
    call()
    with metered() as cost:
        call()
    return cost


def beside(campaign: Campaign) -> Iterator[tuple[str, Cost]]:
    """What is asked of the plan while it is planned."""
    from common import clock
    from preflight import dates, preview, stored_plans

    version, today = campaign.working, clock.today()
    assert version is not None
    version.campaign = campaign
    plan = stored_plans.stored_plan(campaign, version, today=today)
    first, last = plan.starts_on - FOUR_WEEKS, plan.starts_on + FOUR_WEEKS
    yield (
        "preview",
        timed(lambda: preview.look_at(plan, until=time.monotonic() + 600, looks_ahead=True)),
    )
    yield (
        "dates",
        timed(lambda: dates.find_dates(campaign, version, first=first, last=last, today=today)),
    )


def megabytes() -> float:
    """What this process holds now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 2**20


def grown(plans: list[Campaign]) -> float:
    """By how much this process grew, in MB, while it checked plans by turns that it knew."""
    checks = int(os.environ.get("BENCH_CHECKS", MANY))
    for plan in plans:
        check(plan)
    before = megabytes()
    for number in range(checks):
        check(plans[number % len(plans)])
    return megabytes() - before


def main() -> None:
    import django

    django.setup()
    from campaigns.enums import CampaignState
    from campaigns.models import Campaign
    from preflight import kept_plans, warming

    pending = Campaign.objects.filter(state=CampaignState.COORDINATING).order_by("pk")
    campaign, *_others = plans = list(pending[:PLANS_IN_TURN])
    before = megabytes()
    with metered() as warm_up:
        warming.warm()
    first, *later = [check(campaign) for _ in range(LATER + 1)]
    warm = sorted(later, key=lambda one: one.whole.seconds)[LATER // 2]
    kept = kept_plans.kept_bytes()
    snapshot = sum(kept) / max(len(kept), 1)
    print(f"warming {warm_up.here:.1f}+{warm_up.database:.1f} s")
    print(first.told("first"))
    print(warm.told("warm"))
    print(
        f"{warm.plans:,} plans compared, {warm.findings} findings, {warm.outlooks} outlooks,"
        f" {warm.kept:,} bytes kept of the run"
    )
    asked = dict(beside(campaign))
    for name, cost in asked.items():
        print(f"{name} {1000 * cost.here:,.0f}+{1000 * cost.database:,.0f} ms {cost.queries} q")
    print(
        f"worker {megabytes():,.0f} MB, {before:,.0f} before; {len(kept):,} snapshots of"
        f" {snapshot:,.0f} bytes"
    )
    from tests.bench import ratios

    print(
        json.dumps(
            {
                "seconds": median(one.whole.seconds for one in later),
                "warmed": first.whole.seconds,
                "queries": max(one.whole.queries for one in (first, *later)),
                "snapshot": snapshot,
                "megabytes": megabytes(),
                "grown": grown(plans),
                **{name: cost.seconds for name, cost in asked.items()},
                **ratios.ratios(campaign),
            }
        )
    )


if __name__ == "__main__":
    main()
