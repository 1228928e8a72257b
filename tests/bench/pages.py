"""What a page, a poll and a pull cost the company at its busiest: processor time of web and
database together, queries and bytes.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from statistics import mean, median
from typing import TYPE_CHECKING, Any

from tests.bench.busy import Busy, make_busy
from tests.bench.company import database
from tests.bench.entries import Measure, entry, is_smoke
from tests.bench.meter import Cost, metered

if TYPE_CHECKING:
    from django.http import HttpResponse

PERSONS = 10_000
PLANS, FINDINGS = 5_000, 20_000
MOST_QUERIES, MOST_KB = 15, 150
MOST_POLL_MS = 2
TIMES = 20
COLUMNS = ("code", "name", "kind", "state", "first_day", "last_day", "updated_at", "is_open")
Ask = Callable[[], "HttpResponse"]


@dataclass(frozen=True, slots=True)
class Page:
    """Something that is asked for, and how many milliseconds it may cost."""

    name: str
    ask: Ask
    most_ms: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What one answer costs on the average, warm; the first of a process is not counted."""

    ms: float
    database_ms: float
    queries: int
    kb: float


@entry("pages")
def pages() -> Iterator[Measure]:
    """Each page once to warm up, then so many times."""
    plans = int(os.environ.get("BENCH_PLANS", PLANS // 10 if is_smoke() else PLANS))
    findings = int(os.environ.get("BENCH_FINDINGS", FINDINGS // 10 if is_smoke() else FINDINGS))
    with database():
        from django.db import transaction

        with metered() as seeding, transaction.atomic():
            company = make_busy(PERSONS, plans, findings)
        print(f"{plans:,} plans, {findings:,} open findings; seeded in {seeding.seconds:.0f} s")
        for page in pages_of(company):
            one = told(page.name, answer_of(page.ask))
            yield Measure(f"{page.name}, ms", one.ms, page.most_ms, at_most=True)
            yield Measure(f"{page.name}, queries", one.queries, MOST_QUERIES, at_most=True)
            yield Measure(f"{page.name}, kB", one.kb, MOST_KB, at_most=True)
        yield from pulls(company)


def told(name: str, one: Answer) -> Answer:
    """The same, after it is printed."""
    print(
        f"  {name:28}{one.ms:8.1f} ms (database {one.database_ms:.1f})"
        f"{one.queries:4} q{one.kb:8.0f} kB"
    )
    return one


def pulls(company: Busy) -> Iterator[Measure]:
    """What programs ask for over and over, beside the same entries read by ``values()`` and written
    as JSON by a bare view.
    """
    plain, whole, held, poll = pulls_of(company)
    base = told("values() and JSON", answer_of(plain))
    for name, ask, times in (("calendar JSON", whole, 5), ("304 of it", held, 12)):
        one = told(name, answer_of(ask))
        yield Measure(f"{name}, times as cheap", base.ms / max(one.ms, 0.01), times)
    one = told("poll of a run", answer_of(poll))
    yield Measure("poll of a run, ms", one.ms, MOST_POLL_MS, at_most=True)


def pulls_of(company: Busy) -> tuple[Ask, Ask, Ask, Ask]:
    """The baseline, the calendar, the calendar that the caller holds, and a run that waits."""
    from django.http import JsonResponse
    from django.test import Client

    from calendars.selection import calendar_of
    from campaigns.commands import change_state
    from findings.models import CheckRun
    from organization.tokens import issue_token
    from tests.factories.campaigns import day

    _row, key = issue_token(
        user=company.planner, name="bench", scopes=["all"], actor=company.planner
    )
    client = Client(headers={"authorization": f"Token {key}"})
    change_state(campaign_id=company.draft.pk, name="submit", actor=company.planner)
    run = CheckRun.objects.get(campaign=company.draft)
    calendar = f"/api/v1/calendar/?from={day(0)}&to={day(30)}"
    checking = f"/api/v1/check-runs/{run.pk}/"

    def values() -> HttpResponse:
        rows = calendar_of(company.planner).filter(first_day__lte=day(30), last_day__gte=day(0))
        return JsonResponse({"entries": list(rows.values(*COLUMNS))})

    def held(address: str) -> Ask:
        tag = {"if-none-match": client.get(address)["ETag"]}
        return lambda: client.get(address, headers=tag)

    return values, lambda: client.get(calendar), held(calendar), held(checking)


def answer_of(ask: Ask) -> Answer:
    """What an answer costs, the mean of so many."""
    first = ask()
    if first.status_code not in {200, 304}:
        raise AssertionError(f"{first.status_code}: {first.content[:300]!r}")
    costs: list[Cost] = []
    for _ in range(5 if is_smoke() else TIMES):
        with metered() as cost:
            answer = ask()
        costs.append(cost)
    return Answer(
        ms=1000 * mean(one.seconds for one in costs),
        database_ms=1000 * mean(one.database for one in costs),
        queries=round(median(one.queries for one in costs)),
        kb=len(answer.content) / 1000,
    )


def pages_of(company: Busy) -> list[Page]:
    """The pages that people open all day."""
    planner, head, branch = (
        browser(user) for user in (company.planner, company.head, company.branch)
    )
    plan, draft = f"/campaigns/{company.checked.code}/", f"/campaigns/{company.draft.code}/"
    return [
        Page("a page's frame", frame(company), 10),
        Page("my day", lambda: planner("/"), 60),
        Page("my day of a head", lambda: head("/"), 60),
        Page("calendar", lambda: planner("/calendar/"), 80),
        Page("campaigns", lambda: planner("/campaigns/"), 40),
        Page("a plan", lambda: planner(plan), 40),
        Page("findings", lambda: planner(f"{plan}findings/"), 80),
        Page("editor", lambda: planner(f"{draft}edit/"), 60),
        Page("branch schedule", lambda: branch("/schedule/"), 60),
        Page("search", lambda: planner("/search/?q=充值"), 40),
    ]


def browser(user: Any) -> Callable[[str], Any]:
    """A browser of a person, signed in."""
    from django.test import Client

    client = Client()
    client.force_login(user)
    return client.get


def frame(company: Busy) -> Ask:
    """The counts beside the places, as a page shows them that has just forgotten them."""
    from django.http import HttpResponse

    from desk.counts import forget_count, waiting_count

    def ask() -> HttpResponse:
        forget_count(company.planner)
        return HttpResponse(str(waiting_count(company.planner)))

    return ask
