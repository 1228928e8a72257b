"""The same work by other means, in the same process: bare bitmaps, SQL with the best index, numpy,
Python's sets. What they count is compared first.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyroaring import AbstractBitMap

    from campaigns.models import Campaign
    from preflight.context import Context
    from preflight.pressure.contacts import Contact
    from preflight.pressure.limits import Limit
    from preflight.snapshot import PlanSnapshot

# So many plans are compared by the slower means, of so many persons together.
PLANS, MEMBERS_AT_MOST = 100, 6_000_000
TIMES = 5
MEMBERS = (
    "CREATE UNLOGGED TABLE bench_member (party int, plan int, PRIMARY KEY (party, plan))",
    "CREATE UNLOGGED TABLE bench_contact (party int, happened_on date)",
)
INDEXES = (
    "CREATE INDEX ON bench_member (plan, party)",
    "CREATE INDEX ON bench_contact (party, happened_on)",
    "VACUUM ANALYZE bench_member, bench_contact",
)
SHARED = """
SELECT other.plan, count(*) FROM bench_member own JOIN bench_member other USING (party)
WHERE own.plan = %s AND other.plan <> %s AND other.plan > 0 GROUP BY other.plan
"""
OVER = """
SELECT count(DISTINCT party) FROM (SELECT party, count(*) OVER (PARTITION BY party ORDER BY
    happened_on RANGE BETWEEN interval '%s days' PRECEDING AND CURRENT ROW) AS times
    FROM bench_contact JOIN bench_member own USING (party) WHERE own.plan = %s) counted
WHERE times > %s
"""


def ratios(campaign: Campaign) -> dict[str, dict[str, float]]:
    """How often longer the other takes, by what is compared."""
    from common import clock
    from preflight import loading

    assert campaign.working is not None
    campaign.working.campaign = campaign
    loaded = loading.load(campaign.working, clock.today(), is_submission=False)
    context = replace(loaded.context, needs_ways_out=False)
    plan = loaded.plan
    few = within(context.plans[:PLANS], MEMBERS_AT_MOST)
    district = next(one for one in few if one.audience.get_statistics()["n_run_containers"])
    return {
        "of_bare": {
            "overlap": seconds(lambda: overlap(plan, context))
            / seconds(lambda: bare_overlap(plan, context.plans)),
            "pressure": seconds(lambda: pressure(plan, context))
            / seconds(lambda: bare_pressure(plan, context)),
        },
        **against_others(plan, few),
        "of_sql": against_sql(plan, district, few, context),
    }


def within(plans: Sequence[PlanSnapshot], members: int) -> Sequence[PlanSnapshot]:
    """The first plans that have so many persons together, but two at least."""
    together, count = 0, 0
    for one in plans:
        together += len(one.persons)
        count += together <= members
    return plans[: max(count, 2)]


def seconds(call: Callable[[], Any]) -> float:
    """Of this process, the median of a few."""
    took = []
    for _ in range(TIMES):
        began = time.process_time()
        call()
        took.append(time.process_time() - began)
    return max(median(took), 1e-9)


def overlap(plan: PlanSnapshot, context: Context) -> int:
    from preflight.rules.audience_overlap import AudienceOverlap

    return sum(1 for _found in AudienceOverlap().run(plan, context))


def bare_overlap(plan: PlanSnapshot, others: Sequence[PlanSnapshot]) -> list[int]:
    own = plan.persons
    return [own.intersection_cardinality(one.persons) for one in others]


def pressure(plan: PlanSnapshot, context: Context) -> list[int]:
    """Everything that the rule counts, where the contacts of each day are counted."""
    from preflight.pressure.contacts import split
    from preflight.pressure.kept import ALL
    from preflight.pressure.limits import limits
    from preflight.pressure.measuring import measure

    own, beside = split(plan, context)
    found = [measure(own, beside, limit, counts=ALL) for limit in limits(context)]
    return [len(one.persons) if one else 0 for one in found]


def bare_pressure(plan: PlanSnapshot, context: Context) -> list[int]:
    """The same with counters of bits alone, day after day."""
    from preflight.pressure.contacts import split
    from preflight.pressure.limits import limits

    own, beside = split(plan, context)
    return [len(bare_over(own, beside, limit)) for (limit,) in limits(context)]


def bare_over(
    own: Sequence[Contact], beside: Sequence[Contact], limit: Limit
) -> AbstractBitMap | set[int]:
    from pyroaring import BitMap

    from preflight.pressure.tally import Tally

    mine = [one for one in own if limit.counts(one)]
    if not mine:
        return set()
    among = BitMap().union(*(one.persons for one in mine))
    first = min(one.on for one in mine) - limit.span
    last = max(one.on for one in mine) + limit.span
    days: dict[Any, Tally] = {}
    for one in (*mine, *(one for one in beside if limit.counts(one))):
        if first <= one.on <= last:
            days.setdefault(one.on, Tally()).add(one.persons & among)
    tally, inside, over = Tally(), list[Any](), BitMap()
    for day in sorted(days):
        tally.add_all(days[day])
        inside.append(day)
        while inside[0] < day - limit.span:
            tally.remove_all(days[inside.pop(0)])
        with_own = [one.persons for one in mine if day - limit.span <= one.on <= day]
        over |= tally.above(limit.most) & BitMap().union(*with_own)
    return over


def against_others(plan: PlanSnapshot, others: Sequence[PlanSnapshot]) -> dict[str, Any]:
    """Counting who is shared by numpy and by sets."""
    import numpy

    own = plan.persons
    arrays = [numpy.asarray(one.persons.to_array()) for one in others]
    mask = numpy.zeros((own.max() if own else 0) + 2, dtype=bool)
    mask[numpy.asarray(own.to_array())] = True
    sets, mine = [set(one.persons) for one in others], set(own)
    last = len(mask) - 1

    def by_numpy() -> list[int]:
        return [int(mask[numpy.minimum(one, last)].sum()) for one in arrays]

    def by_sets() -> list[int]:
        return [len(mine & one) for one in sets]

    counted = bare_overlap(plan, others)
    assert counted == by_numpy() == by_sets()
    bare = seconds(lambda: bare_overlap(plan, others))
    return {"of_others": {"numpy": seconds(by_numpy) / bare, "sets": seconds(by_sets) / bare}}


def against_sql(
    plan: PlanSnapshot, district: PlanSnapshot, others: Sequence[PlanSnapshot], context: Context
) -> dict[str, float]:
    """Counting in the database, with the tables and indexes that suit it best; walls, for it may
    work in several processes.
    """
    from django.db import connection

    from preflight.pressure import kept

    near = replace(context, plans=tuple(others))
    asked_for = write_rows(plan, district, others, near)
    found: dict[str, float] = {}
    with connection.cursor() as cursor:

        def asked(statement: str, values: Sequence[Any]) -> list[Any]:
            cursor.execute(statement, values)
            return cursor.fetchall()

        for name, one, key in (("scattered", plan, 0), ("district", district, -1)):
            counted = dict(asked(SHARED, [key, key]))
            bare = bare_overlap(one, others)
            assert [counted.get(n, 0) for n in range(1, len(others) + 1)] == bare, name
            found[name] = wall(lambda key=key: asked(SHARED, [key, key])) / wall(
                lambda one=one: overlap(one, near)
            )
        kept.keep_up(plan, near, plan.starts_on, plan.ends_on)
        found["pressure"] = wall(
            lambda: [asked(OVER, [span, 0, most]) for span, most in asked_for]
        ) / wall(lambda: pressure(plan, near))
    return found


def wall(call: Callable[[], Any]) -> float:
    took = []
    for _ in range(TIMES):
        began = time.perf_counter()
        call()
        took.append(time.perf_counter() - began)
    return min(took)


def write_rows(
    plan: PlanSnapshot, district: PlanSnapshot, others: Sequence[PlanSnapshot], context: Context
) -> list[tuple[int, int]]:
    """Who is in which plan, and who is contacted when; the plan is 0, the district's -1. Days of a
    window but one, and the most in it, of each limit that counts SMS, which all contacts are.
    """
    from django.db import connection

    from preflight.pressure.contacts import split
    from preflight.pressure.limits import limits

    own, beside = split(plan, context)
    with connection.cursor() as cursor:
        for statement in MEMBERS:
            cursor.execute(statement)
        for number, one in ((0, plan), (-1, district), *enumerate(others, start=1)):
            cursor.execute(
                "INSERT INTO bench_member SELECT unnest(%s::int[]), %s",
                [list(one.persons), number],
            )
        for contact in (*own, *beside):
            cursor.execute(
                "INSERT INTO bench_contact SELECT unnest(%s::int[]), %s",
                [list(contact.persons), contact.on],
            )
        for statement in INDEXES:
            cursor.execute(statement)
    return [
        (limit.days - 1, limit.most)
        for (limit,) in limits(context)
        if any(limit.counts(one) for one in own)
    ]
