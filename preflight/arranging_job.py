"""The worker's part of an arrangement: load, weigh, search, record; it shows how far it is and ends
when somebody stops it.
"""

from __future__ import annotations

import time
from uuid import UUID

from common import clock, jobs
from common.job_kinds import Claim
from preflight import commands
from preflight.arranging import loading
from preflight.arranging.cost import totals
from preflight.arranging.explaining import without_idle_moves
from preflight.arranging.outcome import outcome, persons_over
from preflight.arranging.problem import Choice
from preflight.arranging.result import moves, weeks, windows
from preflight.arranging.solver import Solution, solve
from preflight.arranging.tables import Tables, tables
from preflight.arranging.weights import MILLI
from preflight.arranging_watch import Watch
from preflight.models import Arrangement

SEARCH_SECONDS = 25.0
# Per cent of the job by which plans are loaded, numbers are there, the search is over.
LOADED, WEIGHED, SEARCHED = 15, 45, 90


def arrange(claim: Claim) -> None:
    """The job ``preflight.arrange``."""
    arrangement = (
        Arrangement.objects.select_related("cycle")
        .filter(pk=UUID(claim.payload["arrangement"]), finished_at=None)
        .first()
    )
    if arrangement is None:
        jobs.finish(claim)
        return
    watch = Watch(claim, arrangement)
    today = clock.today()
    loaded = loading.load(
        arrangement.cycle, today=today, held=arrangement.held, tell=watch.between(0, LOADED)
    )
    if loaded.context is None:
        commands.record_arrangement(
            arrangement_id=arrangement.pk, claim=claim, values={"is_optimal": True}, moves=[]
        )
        return
    found = tables(
        loaded.movables,
        loaded.fixed,
        loaded.context,
        moves_waves=arrangement.moves_waves,
        tell=watch.between(LOADED, WEIGHED),
    )
    solution = search(found, watch)
    choice = without_idle_moves(found, solution.choice)
    before, after = (persons_over(found, one) for one in (found.problem.present, choice))
    values = {
        "is_optimal": solution.is_optimal,
        "before": outcome(found, found.problem.present, before).as_json(),
        "after": outcome(found, choice, after).as_json(),
        "weeks": weeks(found, choice),
        "windows": windows(found, choice, before, after),
        "best": {},
    }
    commands.record_arrangement(
        arrangement_id=arrangement.pk, claim=claim, values=values, moves=moves(found, choice)
    )


def search(found: Tables, watch: Watch) -> Solution:
    """The best choice within the time, or what is known when somebody stops it."""
    begun = time.monotonic()

    def goes_on() -> bool:
        part = min((time.monotonic() - begun) / SEARCH_SECONDS, 1.0)
        watch.beat(WEIGHED + int((SEARCHED - WEIGHED) * part))
        return not watch.is_stopped

    def better(choice: Choice, bound: int) -> None:
        cost = points_of(found, choice)
        watch.best = {"points": cost, "bound": max(bound // MILLI, 0)}

    watch.best = {"now": points_of(found, found.problem.present)}
    return solve(found.problem, seconds=SEARCH_SECONDS, goes_on=goes_on, tell=better)


def points_of(found: Tables, choice: Choice) -> int:
    return totals(found.problem, choice).cost // MILLI
