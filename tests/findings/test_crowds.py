"""Persons of several findings: each once, and the parts add up."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyroaring import BitMap

from customers import bitmaps
from findings.crowds import Crowd, crowd_of
from findings.enums import Severity
from tests.factories.campaigns import found, make_checking, run_check


@given(st.lists(st.frozensets(st.integers(1, 40), max_size=20), max_size=6))
def test_everybody_is_counted_once_and_the_parts_add_up(sets):
    counted = Counter(person for one in sets for person in one)

    crowd = crowd_of(BitMap(one) for one in sets)

    assert crowd.persons == len(counted)
    assert crowd.in_several == sum(times > 1 for times in counted.values())
    assert crowd.in_one + crowd.in_several == crowd.persons


def test_organisations_are_no_persons_and_nobody_is_nobody():
    assert crowd_of([]) == Crowd()
    assert crowd_of([BitMap([1, bitmaps.ORGANISATION_BASE + 1])]).persons == 1


@pytest.mark.django_db
def test_many_findings_of_one_rule_are_one_row_that_says_its_persons(world, client, known_rule):
    people = list(range(901, 906))
    plan = make_checking(world.planner)
    run_check(
        plan,
        *(
            found(plan, subject={"product": f"p{number}"}, persons=BitMap(people[: number + 1]))
            for number in range(4)
        ),
    )
    client.force_login(world.planner)

    page = client.get(
        f"/campaigns/{plan.code}/findings/?show=all",
        headers={"accept-language": "en"},
    ).content.decode()

    assert "4 persons in all, each counted once" in page
    assert "1 in one finding alone" in page
    assert "3 in several" in page


@pytest.mark.django_db
def test_a_program_reads_the_same_totals_and_they_add_up(
    world, client_of, known_rule, django_assert_max_num_queries
):
    people = list(range(901, 906))
    plan = make_checking(world.planner)
    run_check(
        plan,
        *(
            found(plan, subject={"product": f"p{number}"}, persons=BitMap(people[: number + 1]))
            for number in range(4)
        ),
        found(plan, severity=Severity.NOTICE, persons=BitMap(people[3:])),
        found(plan, severity=Severity.NOTICE, subject={"product": "p"}),
    )
    client = client_of(world.planner)

    with django_assert_max_num_queries(12):
        totals = client.get(f"/api/v1/campaigns/{plan.code}/findings/totals/").json()

    lines = totals.pop("by_rule")
    assert totals == {"findings": 6, "persons": 5, "in_one": 1, "in_several": 4}
    assert [(one["severity"], one["findings"], one["persons"]) for one in lines] == [
        ("blocking", 4, 4),
        ("notice", 2, 2),
    ]
    assert all(one["in_one"] + one["in_several"] == one["persons"] for one in lines)
    assert (
        client_of(world.viewer).get(f"/api/v1/campaigns/{plan.code}/findings/totals/").status_code
        == 404
    )
