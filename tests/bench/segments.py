"""What it costs to know whom a segment means, and to stay right when customers change, as the
customers become more.
"""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Iterator
from typing import Any

from tests.bench.company import database
from tests.bench.entries import Measure, entry, is_smoke
from tests.bench.meter import Cost, metered

SIZES = tuple(int(one) for one in os.environ.get("BENCH_CUSTOMERS", "100000,1000000").split(","))
MS = 1000.0
LISTED = 400_000
MOST_MB = 1024.0


def leaf(field: str, op: str, value: Any) -> dict[str, Any]:
    return {"field": field, "op": op, "value": value}


CONDITIONS = {
    "tier": leaf("tier", "eq", "gold"),
    "spend at least": leaf("arpu", "gte", "120"),
    "customer since": leaf("joined_on", "between", ["2019-01-01", "2023-12-31"]),
    "branch": leaf("unit", "eq", "branch-3"),
    "product held": leaf("products", "in", ["product-3", "product-4", "product-5"]),
    "product not held": leaf("products", "not_in", ["product-3"]),
    "kept column": leaf("attributes.Contract", "eq", "月付"),
    "kept number": leaf("attributes.tenure", "gte", "24"),
    "kept number of many values": leaf("attributes.charges", "lt", "60.5"),
    "consent": leaf("consent", "eq", "sms"),
    "no SMS in 14 days": leaf("recent.sms", "ne", "14"),
    "complained in 90 days": leaf("recent.complaint", "eq", "90"),
}
SIX = [CONDITIONS[name] for name in ("tier", "spend at least", "customer since", "kept column")] + [
    leaf("products", "not_in", ["product-3"]),
    leaf("do_not_contact", "ne", "sms"),
]


@entry("segments")
def segments() -> Iterator[Measure]:
    """Milliseconds of processor time here and in the database."""
    with database():
        from tests.bench.people import seed

        for persons in (SIZES[0] // 10,) if is_smoke() else SIZES:
            with metered() as seeding:
                seed(persons)
            print(f"{persons:,} customers (seeded in {seeding.seconds:.1f} s)")
            for what, measured, most in figures(persons):
                yield Measure(f"{what}, {persons:,}", measured, most, at_most=True)


def figures(persons: int) -> Iterator[tuple[str, float, float]]:
    from django.db import connection

    from campaigns.waves import hundredths
    from common import clock
    from customers import queries
    from customers.filters import evaluate
    from customers.index.fold import bring_up_to_date
    from customers.models import Customer, DoNotContact, Party, Touch
    from customers.numbers import bitmap_of_numbers

    today = clock.today()
    scale = max(persons / 10_000_000, 0.2)
    taken = cost(bring_up_to_date)
    yield "index made: µs a customer", taken.seconds / persons * 1e6, 60
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE customers_indexvalue, customers_indexshard")
        cursor.execute("SELECT pg_total_relation_size('customers_indexshard') / 1e6")
        print(f"  the index takes {cursor.fetchone()[0]:,.0f} MB")
    evaluate(leaf("kind", "eq", "person"))  # what a process does once
    for name, tree in CONDITIONS.items():
        yield f"{name}: ms", ms(lambda tree=tree: evaluate(tree)), 200 * scale
    forget()
    yield "six conditions: ms", ms(lambda: evaluate({"all": SIX})), 500 * scale
    forget()
    yield "builder with six rows: ms", ms(preview), 1000 * scale
    yield "persons of every hundredth: ms", ms(hundredths), 1000 * scale
    yield "homes of every branch: ms", ms(queries.branch_homes), 1000 * scale
    numbers = [f"C{n * 7 % persons + 1:09}" for n in range(min(LISTED, persons))]
    yield f"list of {len(numbers):,}: ms", ms(lambda: bitmap_of_numbers(numbers)), 1000
    one = Customer.objects.get(number="C000000007")

    def change() -> None:
        Customer.objects.filter(pk=one.pk).update(tier="silver", arpu=3)

    def opt_out() -> None:
        DoNotContact.objects.create(
            party=Party.objects.get(ordinal=11), contact_class="call", since="2020-01-01"
        )

    def touch() -> None:
        Touch.objects.create(
            source="one", key="1", happened_on=today, contact_class="sms", party_id=one.party_id
        )

    deeds = (("one customer", change), ("an opt-out", opt_out), ("a touch", touch))
    for name, deed in deeds:
        yield f"change of {name}: ms", ms(deed), 50
        yield (
            f"a condition before {name} is taken in: ms",
            ms(lambda: evaluate(SIX[0])),
            250 * scale,
        )
        yield f"taking in {name}: ms", ms(bring_up_to_date), 200
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    yield "memory of the process: MB", peak, MOST_MB


def preview() -> None:
    """A form with six rows, and how many are left after each."""
    from customers.builder import Offered, rows_of
    from customers.condition_counts import count_rows

    rows = rows_of({"all": SIX}, Offered())
    assert rows is not None
    assert count_rows(*rows) is not None


def forget() -> None:
    """Have nothing remembered."""
    from customers import filter_touches, filters

    filters._results.clear()
    filter_touches._found.clear()


def cost(call: Callable[[], object]) -> Cost:
    with metered() as spent:
        call()
    return spent


def ms(call: Callable[[], object]) -> float:
    return cost(call).seconds * MS
