from __future__ import annotations

import pytest

from preflight.rules.offer_stacking import OfferStacking
from tests.preflight.builders import cases_of, context, offer, only, other, people, plan, ways

RULE = OfferStacking()


@pytest.mark.parametrize(
    ("own", "theirs", "cases"),
    [
        pytest.param(None, None, ["unsaid"], id="neither says"),
        pytest.param(True, None, ["unsaid"], id="one allows, one does not say"),
        pytest.param(True, True, ["allowed"], id="both allow"),
        pytest.param(False, True, [], id="one forbids"),
        pytest.param(None, False, [], id="the other forbids"),
    ],
)
def test_what_the_terms_say(own, theirs, cases):
    mine = plan(audience=people(10), offers=(offer(stackable=own),))
    members = other(audience=people(5, 20), offers=(offer(stackable=theirs),))

    assert cases_of(RULE, mine, context(members)) == cases


def test_cost_if_all_take_both():
    mine = plan(audience=people(10), offers=(offer("100", "50"),))
    members = other(audience=people(5, 20), offers=(offer("100", "30"),))

    found = only(RULE, mine, context(members))

    assert (found.facts["shared_persons"], found.facts["cost_if_all"]) == (6, "480.00")
    assert found.persons == people(5, 10)
    assert ways(found)["forbid_stacking"].params == {"offers": [1]}


@pytest.mark.parametrize(
    "theirs",
    [
        pytest.param(other(audience=people(11, 20), offers=(offer(),)), id="nobody shared"),
        pytest.param(
            other(audience=people(10), offers=(offer(family="data", product="data-10g"),)),
            id="another need",
        ),
        pytest.param(
            other(
                audience=people(10), offers=(offer(),), starts_on="2026-11-01", ends_on="2026-11-30"
            ),
            id="not at the same time",
        ),
    ],
)
def test_silent(theirs):
    assert cases_of(RULE, plan(audience=people(10), offers=(offer(),)), context(theirs)) == []


def test_an_exclusive_group_keeps_them_apart():
    mine = plan(audience=people(10), offers=(offer(exclusive_groups=frozenset({"main"})),))
    members = other(audience=people(10), offers=(offer(exclusive_groups=frozenset({"main"})),))

    assert cases_of(RULE, mine, context(members)) == []
