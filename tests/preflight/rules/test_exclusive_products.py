from __future__ import annotations

import pytest

from findings.enums import Severity
from preflight.context import HoldingRow
from preflight.rules.exclusive_products import ExclusiveProducts
from tests.preflight.builders import cases_of, context, day, offer, only, people, plan, ways

RULE = ExclusiveProducts()
OFFERS = (offer(exclusive_groups=frozenset({"main-plan"})),)


def held(
    until: str | None, persons: object = None, *, product: str = "plan-99", group: str = "main-plan"
) -> HoldingRow:
    return HoldingRow(
        exclusive_group=group,
        product=product,
        ends_on=day(until) if until else None,
        persons=persons or people(5),
    )


@pytest.mark.parametrize(
    ("row", "cases"),
    [
        pytest.param(held("2026-12-31"), ["bound"], id="a day longer than start + 90"),
        pytest.param(held("2026-12-30"), [], id="ends on start + 90"),
        pytest.param(held(None), ["bound"], id="an open end"),
        pytest.param(held(None, group="other"), [], id="another group"),
        pytest.param(held(None, people(50, 60)), [], id="nobody who may take it"),
    ],
)
def test_who_is_bound(row, cases):
    checked = plan(audience=people(20), offers=OFFERS)

    assert cases_of(RULE, checked, context(holdings=(row,))) == cases


def test_a_product_excludes_others_and_never_itself():
    """Who has it may have it from this very plan."""
    sold = offer(product="plan-129", exclusive_groups=frozenset({"main-plan"}))
    checked = plan(audience=people(20), offers=(sold,))
    rows = (held(None, product="plan-129"), held(None, people(4, 7), product="plan-59"))

    found = only(RULE, checked, context(holdings=rows))

    assert found.facts["by_product"] == {"plan-59": 4}
    assert found.persons == people(4, 7)
    assert cases_of(RULE, checked, context(holdings=rows[:1])) == []


def test_a_product_of_another_offer_excludes_those_of_its_own_group_only():
    """Two offers of two groups: each counts the products of its group but its own."""
    checked = plan(
        audience=people(20),
        offers=(
            offer(product="plan-129", exclusive_groups=frozenset({"main-plan"})),
            offer(product="line-500", exclusive_groups=frozenset({"home-line"}), number=2),
        ),
    )

    found = only(
        RULE,
        checked,
        context(
            holdings=(
                held(None, product="line-500"),
                held(None, group="home-line", product="line-500"),
            )
        ),
    )

    assert found.facts["exclusive_group"] == "main-plan"


def test_persons_count_once_and_by_product():
    checked = plan(audience=people(20), offers=OFFERS)

    found = only(
        RULE,
        checked,
        context(holdings=(held(None), held("2027-06-30", people(4, 7), product="plan-59"))),
    )

    assert found.severity == Severity.BLOCKING
    assert found.facts["persons"] == 7
    assert list(found.facts["by_product"].items()) == [("plan-99", 5), ("plan-59", 4)]
    assert found.facts["free_from"] == "2026-12-30"
    assert found.persons == people(7)
    exclude = ways(found)["exclude_persons"]
    assert (exclude.campaign, exclude.effect["audience_after"]) == ("C2026-0001", 13)


def test_the_renewal_lead_is_a_policy():
    checked = plan(audience=people(20), offers=OFFERS)

    assert (
        cases_of(
            RULE,
            checked,
            context(holdings=(held("2026-12-31"),), policies={"renewal_lead_days": 91}),
        )
        == []
    )


def test_each_group_of_the_offers_is_looked_at():
    checked = plan(
        audience=people(20),
        offers=(
            offer(product="plan-129", exclusive_groups=frozenset({"broadband"})),
            offer(product="plan-159", exclusive_groups=frozenset({"main-plan"}), number=2),
        ),
    )

    found = only(RULE, checked, context(holdings=(held(None),)))

    assert found.subject["product"] == "plan-159"
    assert (found.facts["exclusive_group"], found.facts["percent_own"]) == ("main-plan", 25)
