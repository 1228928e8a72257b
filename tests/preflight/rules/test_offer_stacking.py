from __future__ import annotations

from decimal import Decimal

import pytest

from preflight.rules.offer_stacking import OfferStacking
from tests.preflight.builders import cases_of, context, offer, only, other, people, plan

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
    assert (found.facts["percent_own"], found.facts["percent_other"]) == (60, 37.5)
    assert found.campaigns == ("C2026-0001", "C2026-0002")


@pytest.mark.parametrize("stackable", [True, None])
def test_what_a_gift_of_unknown_worth_would_cost_is_not_known(stackable):
    mine = plan(audience=people(10), offers=(offer("100", None, stackable=stackable),))
    members = other(audience=people(10), offers=(offer("100", "30", stackable=stackable),))

    found = only(RULE, mine, context(members))

    assert found.case == ("allowed_unknown" if stackable else "unsaid_unknown")
    assert (found.facts["cost_if_all"], found.facts["missing"]) == (None, "get_value")
    assert all("cost_avoided" not in way.effect for way in found.ways_out)


def test_either_side_may_forbid_it_in_its_own_offers():
    mine = plan(audience=people(10), offers=(offer("100", "50", number=2),))
    members = other(audience=people(5, 20), offers=(offer("100", "30", number=3),))

    found = only(RULE, mine, context(members))

    assert [(way.campaign, way.params, way.effect) for way in found.ways_out] == [
        (code, {"offers": [number]}, {"persons_after": 0, "cost_avoided": Decimal(480)})
        for code, number in (("C2026-0001", 2), ("C2026-0002", 3))
    ]


@pytest.mark.parametrize(
    ("own", "theirs", "sides"),
    [
        pytest.param({}, {"state": "approved"}, ["C2026-0001"], id="theirs is decided"),
        pytest.param({}, {"origin": "province"}, ["C2026-0001"], id="theirs is the province's"),
        pytest.param(
            {"origin": "province"}, {}, ["C2026-0001", "C2026-0002"], id="ours is the province's"
        ),
        pytest.param({"code": ""}, {}, [""], id="ours is not stored yet"),
    ],
)
def test_whose_terms_may_still_change(own, theirs, sides):
    mine = plan(audience=people(10), offers=(offer(),), **own)
    members = other(audience=people(10), offers=(offer(),), **theirs)

    found = only(RULE, mine, context(members))

    assert [way.campaign for way in found.ways_out] == sides


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


def test_a_group_of_one_side_alone_keeps_nothing_apart():
    mine = plan(audience=people(10), offers=(offer(exclusive_groups=frozenset({"main"})),))
    members = other(audience=people(10), offers=(offer(),))

    assert cases_of(RULE, mine, context(members)) == ["unsaid"]


@pytest.mark.parametrize(
    "silent",
    [
        pytest.param(
            other(audience=people(10), starts_on="2026-11-01", ends_on="2026-11-30"), id="later"
        ),
        pytest.param(other(audience=people(10)), id="no offer"),
    ],
)
def test_a_plan_without_a_finding_hides_none_of_the_next(silent):
    mine = plan(audience=people(10), offers=(offer(),))
    members = other("C2026-0003", audience=people(10), offers=(offer(),))

    found = only(RULE, mine, context(silent, members))

    assert found.campaigns == ("C2026-0001", "C2026-0003")
