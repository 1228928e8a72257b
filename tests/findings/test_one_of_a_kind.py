"""One of something is said in the singular, in English."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from calendars.drawing.strips import _contacts, _points
from findings.guards import no_open_blocking
from tests.factories.campaigns import make_coordinating, make_finding


@pytest.mark.parametrize(("write", "noun"), [(_points, "point"), (_contacts, "contact")])
def test_a_load_of_one_is_no_plural(write, noun):
    with override("en"):
        assert write(1) == f"1 {noun}"
        assert write(2) == f"2 {noun}s"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("count", "said"), [(1, "1 blocking finding is"), (2, "2 blocking findings are")]
)
def test_what_blocks_is_counted_in_words_that_fit(world, count, said):
    plan = make_coordinating(world.planner)
    for n in range(count):
        make_finding(plan, severity="blocking", fingerprint=f"{plan.code}-{n}")
    with override("en"):
        (reason,) = no_open_blocking(world.planner, plan)
        assert str(reason).startswith(said)
