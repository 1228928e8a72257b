"""The numbers that the solver reads against the rules that judge them, on seeded companies."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from findings.enums import Severity
from preflight.arranging.cost import filled
from preflight.arranging.outcome import persons_over
from preflight.arranging.persons import watched
from preflight.arranging.tables import fixed_contacts, tables, waves_of
from preflight.engine import evaluate
from preflight.pressure.contacts import split
from preflight.pressure.limits import limits
from preflight.pressure.measuring import measure
from preflight.rules import all_rules
from preflight.rules.launch_clustering import LaunchClustering
from preflight.rules.offer_clash import OfferClash
from tests.preflight.arranging.companies import company

SMALL = {"drafts": 6, "fixed": 12, "persons": 400}


def random_choice(found, seed):
    draw = random.Random(seed)
    choice = [draw.randrange(piece.options) for piece in found.problem.pieces]
    for piece, _push, _first in found.waves:
        shape = found.problem.pieces[piece]
        choice[piece] = draw.randint(*shape.within[choice[shape.parent]])
    return tuple(choice)


@pytest.mark.parametrize("seed", range(6))
def test_clashes_are_those_that_the_rule_finds(seed):
    movables, fixed, context = company(seed, **SMALL)
    found = tables(movables, fixed, context)
    for number in range(3):
        choice = random_choice(found, number)
        plans = found.plans(choice)
        expected = sum(
            one.severity == Severity.BLOCKING
            for at, plan in enumerate(plans)
            for one in OfferClash().run(plan, replace(context, plans=(*fixed, *plans[:at])))
        )
        counted = sum(
            rub.blocking
            for rub in found.problem.rubs
            if rub.is_on(choice[rub.one], choice[rub.two])
        )
        assert counted == expected


@pytest.mark.parametrize("seed", range(6))
def test_weeks_over_the_limit_are_those_that_the_rule_finds(seed):
    movables, fixed, context = company(seed, **SMALL)
    context = replace(context, policies=replace(context.policies, launch_company_limit=30))
    found = tables(movables, fixed, context)
    choice = random_choice(found, seed)
    plans = found.plans(choice)
    weeks = {
        one.subject["day"]
        for plan in plans
        for one in LaunchClustering().run(
            plan, replace(context, plans=(*fixed, *(other for other in plans if other != plan)))
        )
        if one.severity == Severity.BLOCKING
    }
    over = {
        one.key.split(":")[1]
        for one in found.problem.bins
        if one.key.startswith("company") and filled(one.fills, choice) > one.room
    }
    assert over == {str(week) for week in weeks}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("moves_waves", [False, True])
def test_persons_over_are_those_that_contact_pressure_counts(seed, moves_waves):
    """All persons are watched where they are few, each counted once whatever the limit."""
    movables, fixed, context = company(seed, **SMALL)
    context = replace(
        context,
        policies=replace(context.policies, pressure_sms_limit=1, pressure_push_limit=2),
    )
    found = tables(movables, fixed, context, moves_waves=moves_waves)
    pushes, _waves = waves_of(movables, list(found.problem.pieces), context, moves_waves=False)
    choice = found.problem.present if moves_waves else random_choice(found, seed)
    every = watched(pushes, fixed_contacts(fixed, context), limits(context), context, most=10**6)
    plans = found.plans(choice)
    by_plan: dict[str, set[int]] = {plan.code: set() for plan in plans}
    for at, plan in enumerate(plans):
        others = tuple(one for place, one in enumerate(plans) if place != at)
        own, beside = split(plan, replace(context, plans=(*fixed, *others)))
        for over_time in limits(context):
            pressure = measure(own, beside, over_time)
            by_plan[plan.code] |= set(pressure.persons) if pressure else set()
    assert {code: set(persons) for code, persons in persons_over(found, choice).items()} == by_plan
    expected = set().union(*by_plan.values())
    counted = sum(
        one.persons
        for one in every
        if any(filled(window.fills, choice) > window.room for window in one.windows)
    )
    few_ends = sum(one.persons for one in every)
    assert counted <= len(expected) <= few_ends or counted == len(expected)


def test_rules_that_compare_no_plans_read_none():
    movables, fixed, context = company(1, **SMALL)
    rules = [one for one in all_rules() if one.depends_on_dates and not one.compares_plans]
    assert {one.code for one in rules} >= {"system-freeze", "moments", "resource-lead-time"}
    for movable in movables:
        alone = evaluate(movable.plan, context, rules=rules).findings
        among = evaluate(movable.plan, replace(context, plans=tuple(fixed)), rules=rules).findings
        assert alone == among
