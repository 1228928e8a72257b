"""Filters: what is refused, and that the SQL agrees with a plain reading of the definition on small
companies.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given, settings
from hypothesis import strategies as st

from customers.filters import evaluate, filter_fields, parse_filter
from tests.factories.channels import make_group, make_product
from tests.factories.customers import (
    hold,
    make_customer,
    make_customers,
    make_grid,
    make_organisation,
)
from tests.factories.organization import make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.database]
TODAY = dt.date(2027, 3, 1)


def leaf(field, op, value):
    return {"field": field, "op": op, "value": value}


def nested(depth):
    tree = leaf("kind", "eq", "person")
    for _ in range(depth):
        tree = {"not": tree}
    return tree


@pytest.mark.parametrize(
    ("tree", "where", "code"),
    [
        pytest.param([], "filter", "invalid", id="not an object"),
        pytest.param({}, "filter", "invalid", id="empty"),
        pytest.param("x", "filter", "invalid", id="text"),
        pytest.param({"all": []}, "filter.all", "invalid", id="empty all"),
        pytest.param({"all": {}}, "filter.all", "invalid", id="object for list"),
        pytest.param(
            {"all": [leaf("arpu", "gte", "1")], "any": []}, "filter", "invalid", id="two keys"
        ),
        pytest.param({"not": []}, "filter.not", "invalid", id="not of a list"),
        pytest.param(
            leaf("phone", "eq", "1"), "filter.field", "unknown", id="phone cannot be asked for"
        ),
        pytest.param(
            leaf("attributes.", "eq", "1"), "filter.field", "unknown", id="attribute without header"
        ),
        pytest.param(
            leaf("party__number", "eq", "1"), "filter.field", "unknown", id="relation traversal"
        ),
        pytest.param(
            leaf("kind", "gte", "person"), "filter.op", "unknown", id="op of another type"
        ),
        pytest.param(leaf("arpu", ["gte"], "1"), "filter.op", "unknown", id="op as list"),
        pytest.param({"field": "arpu", "op": "gte"}, "filter.value", "required", id="no value"),
        pytest.param({**leaf("arpu", "gte", "1"), "x": 1}, "filter.x", "unknown", id="unknown key"),
        pytest.param(
            {"all": [leaf("kind", "eq", "person"), leaf("arpu", "gte", "abc")]},
            "filter.all.1.value",
            "invalid",
            id="not a number",
        ),
        pytest.param(
            leaf("arpu", "gte", "３０"), "filter.value", "invalid", id="full-width digits"
        ),
        pytest.param(leaf("arpu", "gte", True), "filter.value", "invalid", id="boolean"),
        pytest.param(leaf("arpu", "gte", "1e400"), "filter.value", "invalid", id="huge"),
        pytest.param(leaf("arpu", "gte", float("nan")), "filter.value", "invalid", id="nan"),
        pytest.param(
            leaf("arpu", "between", ["5", "1"]), "filter.value", "reversed", id="reversed"
        ),
        pytest.param(
            leaf("arpu", "between", ["5"]), "filter.value", "invalid", id="half a between"
        ),
        pytest.param(leaf("arpu", "in", []), "filter.value", "invalid", id="empty list"),
        pytest.param(leaf("arpu", "in", ["1"] * 10_001), "filter.value", "invalid", id="long list"),
        pytest.param(
            leaf("joined_on", "lt", "2027-02-30"), "filter.value", "invalid", id="no such day"
        ),
        pytest.param(
            leaf("joined_on", "lt", "20270201"), "filter.value", "invalid", id="compact date"
        ),
        pytest.param(leaf("joined_on", "lt", "0001-01-01"), "filter.value", "invalid", id="year 1"),
        pytest.param(
            leaf("group", "in", ["nobody"]), "filter.value", "unknown", id="unknown group"
        ),
        pytest.param(leaf("unit", "eq", "nowhere"), "filter.value", "unknown", id="unknown unit"),
        pytest.param(leaf("kind", "eq", "robot"), "filter.value", "unknown", id="unknown kind"),
        pytest.param(leaf("name", "contains", "a\x00b"), "filter.value", "invalid", id="NUL"),
        pytest.param(
            leaf("name", "contains", "x" * 201), "filter.value", "invalid", id="long text"
        ),
        pytest.param(
            leaf("name", "is_null", "yes"), "filter.value", "invalid", id="is_null of a text"
        ),
        pytest.param(
            {"any": [leaf("kind", "eq", "person")] * 300},
            "filter",
            "too_many",
            id="too many conditions",
        ),
        pytest.param(nested(6), "filter.not.not.not.not.not", "too_deep", id="six deep"),
    ],
)
def test_parse_filter_refuses(tree, where, code):
    with pytest.raises(ValidationError) as refusal:
        parse_filter(tree)

    assert [error.code for error in refusal.value.error_dict[where]] == [code]


def test_parse_filter_gives_one_form_to_equal_filters():
    assert parse_filter(nested(5))
    assert parse_filter(leaf("arpu", "in", [30, "30.0", 5.5])) == leaf("arpu", "in", ["30", "5.5"])
    assert parse_filter({"field": "tier", "op": "is_null"}) == leaf("tier", "is_null", True)


def test_evaluate_counts_a_person_with_two_accounts_once():
    first, *_rest = make_customers(3, tier="gold")
    make_customer("SECOND", party=first.party, tier="gold")

    assert len(evaluate(leaf("tier", "eq", "gold"), today=TODAY)) == 3


def test_unknown_values_match_nothing_but_is_null():
    make_customer("KNOWN", arpu=Decimal(10))
    missing = make_customer("MISSING")

    for tree in (
        leaf("arpu", "ne", "10"),
        leaf("arpu", "not_in", ["10"]),
        {"not": leaf("arpu", "eq", "10")},
    ):
        assert len(evaluate(parse_filter(tree), today=TODAY)) == 0
    assert list(evaluate(leaf("arpu", "is_null", True), today=TODAY)) == [missing.party.ordinal]


def test_unit_means_the_unit_and_what_lies_below():
    branch, other = (
        make_unit("branch-east", kind="branch"),
        make_unit("branch-eastern", kind="branch"),
    )
    centre = make_unit("centre-1", kind="centre", parent=branch)
    inside = [make_customer("A", unit=branch), make_customer("B", unit=centre)]
    make_customer("C", unit=other)

    found = evaluate(parse_filter(leaf("unit", "eq", "branch-east")), today=TODAY)

    assert sorted(found) == [customer.party.ordinal for customer in inside]


def test_products_are_those_held_today():
    product = make_product("music")
    now, past, future, never = (make_customer(name) for name in "ABCD")
    hold(now, product, starts_on=TODAY, ends_on=TODAY)
    hold(past, product, ends_on=TODAY - dt.timedelta(days=1))
    hold(future, product, starts_on=TODAY + dt.timedelta(days=1))

    assert list(evaluate(leaf("products", "eq", "music"), today=TODAY)) == [now.party.ordinal]
    assert set(evaluate(leaf("products", "ne", "music"), today=TODAY)) == {
        c.party.ordinal for c in (past, future, never)
    }


def test_numbers_of_an_attribute_compare_as_numbers_however_many_places_they_have():
    make_customer("A", attributes={"share": "0.500751879699248"})
    make_customer("B", attributes={"share": "0.00001"})
    share = "attributes.share"

    assert len(evaluate(parse_filter(leaf(share, "gt", "0.5")))) == 1
    assert len(evaluate(parse_filter(leaf(share, "lt", 0.00002)))) == 1
    assert len(evaluate(parse_filter(leaf(share, "eq", 0.500751879699248)))) == 1


def test_filter_fields_list_choices_and_kept_headers():
    make_group("consumer")
    make_customer("A", attributes={"合同类型": "月付", "tenure": "12"})

    fields = {field.name: field for field in filter_fields()}

    assert fields["group"].choices == (("consumer", "consumer"),)
    assert {"attributes.合同类型", "attributes.tenure"} <= set(fields)


# Against a plain reading
# ------------------------------------------------------------------------------

NUMBERS = [None, Decimal(0), Decimal("9.99"), Decimal(10), Decimal(100)]
DAYS = [None, dt.date(2020, 2, 29), dt.date(2025, 1, 1), dt.date(2026, 12, 31)]
TIERS = ["", "gold", "Silver", "100%_"]
ATTRIBUTES = [None, "", "5", "5.0", "12", "alpha", "Beta%", "0.500751879699248"]


def population():
    units = [None, make_unit("east", kind="branch"), make_unit("west", kind="branch")]
    units.append(make_unit("east-1", kind="centre", parent=units[1]))
    groups = [None, make_group("consumer"), make_group("campus")]
    grids = [None, make_grid("G1", units[1]), make_grid("G2", units[2])]
    products = [make_product("music"), make_product("video")]
    customers = []
    for n in range(48):
        attribute = ATTRIBUTES[n % 8]
        customer = make_customer(
            f"N{n}",
            kind="organisation" if n % 11 == 0 else "person",
            name=["", "王小明", "Acme", "a_b"][n % 4],
            tier=TIERS[n // 2 % 4],
            arpu=NUMBERS[n % 5],
            joined_on=DAYS[n // 3 % 4],
            unit=units[n % 4],
            group=groups[n % 3],
            grid=grids[n // 5 % 3],
            attributes={} if attribute is None else {"a b": attribute},
        )
        if n % 2:
            hold(customer, products[0], starts_on=dt.date(2027, 1, 1))
        if n % 3:
            hold(customer, products[1], ends_on=TODAY - dt.timedelta(days=n % 2))
        customers.append(customer)
    make_organisation("empty organisation")
    return customers


def number(text):
    try:
        return Decimal(text)
    except (ArithmeticError, TypeError):
        return None


def all_of(values):
    return False if False in values else (None if None in values else True)


def negated(value):
    return None if value is None else not value


def matches(customer, tree):
    """True, False or None (unknown), read from the definition."""
    if "not" in tree:
        return negated(matches(customer, tree["not"]))
    if "all" in tree:
        return all_of([matches(customer, child) for child in tree["all"]])
    if "any" in tree:
        return negated(all_of([negated(matches(customer, child)) for child in tree["any"]]))
    field, op, value = tree["field"], tree["op"], tree["value"]
    if field == "products":
        return holds(customer, op, value)
    have = value_of(customer, field)
    if op == "is_null":
        return (have is None) == value
    return (
        None
        if have is None
        else compared(field, have, op, value if isinstance(value, list) else [value])
    )


def holds(customer, op, value):
    held = {
        h.product.code
        for h in customer.holdings.all()
        if (h.starts_on or TODAY) <= TODAY <= (h.ends_on or TODAY)
    }
    if op == "is_null":
        return bool(held) != value
    hit = bool(held & set(value if isinstance(value, list) else [value]))
    return hit if op in {"eq", "in", "contains"} else not hit


def value_of(customer, field):
    if field == "attributes.a b":
        return customer.attributes.get("a b") or None
    if field == "kind":
        return customer.party.kind
    if field == "unit":
        return customer.unit and customer.unit.path.split("/")
    value = getattr(customer, field)
    return getattr(value, "code", value) if value != "" else None


def compared(field, have, op, wanted):
    if field == "arpu":
        wanted = [Decimal(item) for item in wanted]
    elif field == "joined_on":
        wanted = [dt.date.fromisoformat(item) for item in wanted]
    if op in {"eq", "in", "ne", "not_in"}:
        hit = bool(set(have) & set(wanted)) if field == "unit" else have in wanted
        if field == "attributes.a b" and number(have) is not None:
            hit = hit or number(have) in [number(item) for item in wanted]
        return hit if op in {"eq", "in"} else not hit
    if op == "contains":
        return wanted[0].lower() in have.lower()
    if field == "attributes.a b" and all(number(item) is not None for item in wanted):
        have, wanted = number(have), [Decimal(item) for item in wanted]
        if have is None:
            return None
    first, last = wanted[0], wanted[-1]
    return {
        "lt": have < first,
        "lte": have <= first,
        "gt": have > first,
        "gte": have >= first,
        "between": first <= have <= last,
    }[op]


VALUES = {
    "number": ["N1", "N2", "nobody"],
    "name": ["王小明", "Acme", "a_b", "c"],
    "kind": ["person", "organisation"],
    "tier": ["gold", "Silver", "%", "_", "x"],
    "arpu": ["0", "9.99", "10", "50"],
    "joined_on": ["2020-02-29", "2025-06-01", "2026-12-31"],
    "unit": ["east", "west", "east-1"],
    "grid": ["G1", "G2"],
    "group": ["consumer", "campus"],
    "products": ["music", "video"],
    "attributes.a b": ["0.5", "5", "5.00", "alpha", "b", "%"],
}
OPS = {
    "number": "eq ne in not_in is_null",
    "name": "eq ne in not_in contains is_null",
    "kind": "eq ne in not_in is_null",
    "tier": "eq ne in not_in contains is_null",
    "arpu": "eq ne in not_in lt lte gt gte between is_null",
    "joined_on": "eq ne in not_in lt lte gt gte between is_null",
    "unit": "eq ne in not_in is_null",
    "grid": "eq ne in not_in is_null",
    "group": "eq ne in not_in is_null",
    "products": "eq ne in not_in contains is_null",
    "attributes.a b": "eq ne in not_in lt lte gt gte between contains is_null",
}


@st.composite
def conditions(draw):
    field = draw(st.sampled_from(sorted(VALUES)))
    op = draw(st.sampled_from(OPS[field].split()))
    values = VALUES[field]
    if op == "is_null":
        value = draw(st.booleans())
    elif op in {"in", "not_in"}:
        value = draw(st.lists(st.sampled_from(values), min_size=1, max_size=3))
    elif op == "between":
        low, high = draw(
            st.sampled_from([(a, b) for i, a in enumerate(values) for b in values[i:]])
        )
        value = [low, high]
    else:
        value = draw(st.sampled_from(values))
    return leaf(field, op, value)


trees = st.recursive(
    conditions(),
    lambda inner: st.one_of(
        st.builds(lambda parts: {"all": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda parts: {"any": parts}, st.lists(inner, min_size=1, max_size=3)),
        st.builds(lambda part: {"not": part}, inner),
    ),
    max_leaves=5,
)


def test_evaluate_agrees_with_a_plain_reading():
    customers = population()
    codes = set()

    @settings(max_examples=250, deadline=None, database=None, derandomize=True)
    @given(trees)
    def agrees(tree):
        try:
            parsed = parse_filter(tree)
        except ValidationError as error:
            codes.update(entry.code for entries in error.error_dict.values() for entry in entries)
            return
        expected = {customer.party.ordinal for customer in customers if matches(customer, parsed)}
        assert set(evaluate(parsed, today=TODAY)) == expected

    agrees()
    assert codes <= {"too_deep", "reversed"}
