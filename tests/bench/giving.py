"""How soon a person's page and a check before giving answer, however long the record is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from statistics import median
from typing import TYPE_CHECKING

from tests.bench.company import database, seed
from tests.bench.entries import Measure, entry, is_smoke

if TYPE_CHECKING:
    from django.test import Client

MOST_MS = 300.0
SIZES = (100_000, 1_000_000)
LOOKS = 15
LISTED = 500


@entry("giving")
def giving() -> Iterator[Measure]:
    """The median of some looks at different persons, in milliseconds of the whole answer."""
    with database():
        from django.test import Client

        from organization.enums import Role
        from tests.factories.organization import make_unit, make_user

        unit = make_unit("consumer")
        client = Client()
        client.force_login(make_user(Role.PLANNER, unit))
        for touches in SIZES[:1] if is_smoke() else SIZES:
            for what, took in looks(client, seed(touches)):
                yield Measure(f"{what}, {touches:,} touches", took, MOST_MS, at_most=True)


def looks(client: Client, persons: int) -> Iterator[tuple[str, float]]:
    """What was looked at, and how long it took."""

    def page(place: int) -> None:
        client.get(f"/customers/{number(place, persons)}/")

    def one(place: int) -> None:
        check(client, [number(place, persons)])

    def many(place: int) -> None:
        check(client, [number(place + more, persons) for more in range(LISTED)])

    yield "page of a person", milliseconds(page)
    yield "check of one", milliseconds(one)
    yield f"check of {LISTED}", milliseconds(many)


def number(place: int, persons: int) -> str:
    return f"C{place * 7907 % persons + 1:09}"


def check(client: Client, numbers: list[str]) -> None:
    answer = client.post(
        "/api/v1/benefits/check/",
        {"unit": "consumer", "occasion": "birthday", "kind": "goods", "numbers": numbers},
        content_type="application/json",
    )
    assert answer.status_code == 200, answer.content


def milliseconds(call: Callable[[int], object]) -> float:
    call(0)
    took = []
    for place in range(1, LOOKS + 1):
        began = time.perf_counter()
        call(place)
        took.append((time.perf_counter() - began) * 1000)
    return median(took)
