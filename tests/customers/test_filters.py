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

from customers.filter_parsing import filter_fields, parse_filter
from customers.filters import evaluate, without_value
from customers.models import Consent, DoNotContact
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
        pytest.param(leaf("tier", "contains", "a\x00b"), "filter.value", "invalid", id="NUL"),
        pytest.param(
            leaf("tier", "contains", "x" * 201), "filter.value", "invalid", id="long text"
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


def found(tree, **values):
    return sorted(evaluate(parse_filter(tree), today=TODAY, **values))


def test_who_has_no_value_is_left_out_of_a_comparison_and_stays_in_when_others_are_taken_away():
    make_customer("KNOWN", arpu=Decimal(10))
    missing = [make_customer("MISSING").party.ordinal]

    assert found(leaf("arpu", "ne", "10")) == []
    assert found(leaf("arpu", "not_in", ["10"])) == []
    assert found(leaf("arpu", "is_null", True)) == missing
    assert found({"not": leaf("arpu", "eq", "10")}) == missing
    assert list(without_value({"not": leaf("arpu", "eq", "10")}, today=TODAY)) == missing


def test_nobody_who_is_ruled_out_comes_back_by_a_second_account():
    music, video = make_product("music"), make_product("video")
    first, other = make_customer("A", tier="gold"), make_customer("B", tier="silver")
    second = make_customer("A2", party=first.party, tier="silver")
    hold(first, music)
    hold(second, video)

    assert found(leaf("products", "ne", "music")) == [other.party.ordinal]
    assert found({"not": leaf("number", "eq", "A")}) == [other.party.ordinal]
    assert found(leaf("tier", "ne", "gold")) == [other.party.ordinal]
    assert found({"all": [leaf("tier", "eq", "silver"), leaf("tier", "not_in", ["gold"])]}) == [
        other.party.ordinal
    ]
    assert found({"any": [leaf("tier", "ne", "gold"), leaf("number", "eq", "A2")]}) == [
        first.party.ordinal,
        other.party.ordinal,
    ]


def test_only_the_accounts_within_count():
    first = make_customer("A", tier="gold", unit=make_unit("east", kind="branch"))
    make_customer("A2", party=first.party, tier="silver", unit=make_unit("west", kind="branch"))
    make_customer("B", tier="silver", unit=first.unit)

    within = [first.unit.pk]

    assert len(found(leaf("tier", "eq", "silver"))) == 2
    assert len(found(leaf("tier", "eq", "silver"), within=within)) == 1
    assert found({"not": leaf("tier", "eq", "silver")}, within=within) == [first.party.ordinal]


@pytest.mark.parametrize("header", ["备注", "联系电话", "note"])
def test_masked_values_are_compared_by_nobody_who_may_not_see_them(header):
    make_customer("A", name="王秀梅", attributes={header: "转 138 1111 2222"})
    make_customer("13811112222")

    for tree in (
        leaf("name", "contains", "秀"),
        leaf("name", "ne", "王秀梅"),
        leaf(f"attributes.{header}", "contains", "138"),
        leaf(f"attributes.{header}", "in", ["x"]),
        leaf("number", "eq", "13811112222"),
        leaf("number", "not_in", ["A", "13811112222"]),
    ):
        with pytest.raises(ValidationError) as refusal:
            parse_filter({"any": [tree, {"not": tree}]})
        codes = {error.code for errors in refusal.value.error_dict.values() for error in errors}
        assert codes == {"masked"}
        assert len(evaluate(parse_filter({"any": [tree]}, sees_masked=True))) < 3
    assert found(leaf("name", "is_null", True)) == [1]
    assert found(leaf("number", "is_null", True)) == []
    ops = {info.name: info.ops for info in filter_fields()}
    assert ops["name"] == ops[f"attributes.{header}"] == ("is_null",)


def test_names_of_organisations_are_no_secret():
    make_customer("A", name="东湖大学附中")
    firm = make_customer("B", name="东湖大学", kind="organisation")

    assert found(leaf("organisation_name", "contains", "大学")) == [firm.party.ordinal]


def test_texts_are_equal_whatever_their_width_and_case():
    for number, tier in (("A", "VIP"), ("B", "ＶＩＰ"), ("C", "vip"), ("D", "VIP2")):
        make_customer(number, tier=tier, attributes={"星级": tier})

    for value in ("VIP", "ｖｉｐ"):
        assert len(found(leaf("tier", "eq", value))) == 3
        assert len(found(leaf("tier", "contains", value))) == 4
        assert len(found(leaf("attributes.星级", "in", [value]))) == 3


def test_ways_of_contact_are_asked_for():
    every, sms, none = (make_customer(number).party for number in "ABC")
    day = TODAY - dt.timedelta(days=1)
    DoNotContact.objects.create(party=every, contact_class="", since=day)
    DoNotContact.objects.create(party=sms, contact_class="sms", since=day)
    DoNotContact.objects.create(party=none, contact_class="call", since=TODAY + dt.timedelta(1))
    Consent.objects.create(party=every, contact_class="sms", given_on=day, withdrawn_on=TODAY)
    Consent.objects.create(party=sms, contact_class="sms", given_on=day)

    assert found(leaf("do_not_contact", "eq", "sms")) == [every.ordinal, sms.ordinal]
    assert found(leaf("do_not_contact", "eq", "call")) == [every.ordinal]
    assert found(leaf("do_not_contact", "ne", "sms")) == [none.ordinal]
    assert found(leaf("do_not_contact", "is_null", True)) == [none.ordinal]
    assert found(leaf("consent", "in", ["sms", "call"])) == [sms.ordinal]
    assert found(leaf("consent", "ne", "sms")) == [every.ordinal, none.ordinal]


@pytest.mark.parametrize(
    ("values", "op", "bound", "numbers"),
    [
        pytest.param(["9%", "85%", "100 %"], "gte", "50%", "BC", id="per cent"),
        pytest.param(["9%", "85%", "-"], "lt", "50", "A", id="per cent with a gap"),
        pytest.param(["900", "1,200.5", "￥30,000"], "gt", "1000", "BC", id="thousands"),
        pytest.param(["2026-2-9", "2026年10月1日", "2025/12/31"], "gte", "2026-02-09", "AB"),
        pytest.param(["2026-01-05 13:30", "2026-01-06", "2026.1.4"], "lte", "2026-01-05", "AC"),
    ],
)
def test_columns_compare_by_size_as_their_type(values, op, bound, numbers):
    parties = {
        number: make_customer(number, attributes={"列": value}).party.ordinal
        for number, value in zip("ABC", values, strict=True)
    }

    assert found(leaf("attributes.列", op, bound)) == sorted(parties[one] for one in numbers)


def test_a_column_of_mixed_values_is_not_compared_by_size():
    for number, value in zip("ABC", ("9%", "0.85", "高"), strict=True):
        make_customer(number, attributes={"占比": value})

    with pytest.raises(ValidationError) as refusal:
        parse_filter(leaf("attributes.占比", "gte", "50%"))
    assert "filter.op" in refusal.value.error_dict
    assert len(found(leaf("attributes.占比", "eq", "0.850"))) == 1


def test_a_column_that_no_import_kept_is_refused_and_a_stored_one_matches_nobody():
    with pytest.raises(ValidationError) as refusal:
        parse_filter(leaf("attributes.typo", "is_null", True))
    assert "filter.field" in refusal.value.error_dict
    make_customer("A")
    assert not evaluate(leaf("attributes.typo", "eq", "x"), today=TODAY)


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
            party=customers[n - 7].party if n % 5 == 4 and n > 7 else None,
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
    """A plain number; None for anything else."""
    try:
        return Decimal(text)
    except (ArithmeticError, TypeError):
        return None


def rules_out(tree):
    if "field" in tree:
        return tree["op"] in {"ne", "not_in"}
    return "not" in tree or any(rules_out(child) for child in next(iter(tree.values())))


def meant(accounts, tree):
    """Whether a party with these accounts is meant, read from the definition."""
    if not rules_out(tree):
        return any(matches(account, tree) for account in accounts)
    if "field" in tree:
        asked = {**tree, "op": {"ne": "eq", "not_in": "in"}[tree["op"]]}
        known = tree["field"] == "products" or any(
            value_of(account, tree["field"]) is not None for account in accounts
        )
        return known and not meant(accounts, asked)
    if "not" in tree:
        return not meant(accounts, tree["not"])
    key = next(iter(tree))
    together = [child for child in tree[key] if not rules_out(child)]
    answers = [meant(accounts, child) for child in tree[key] if rules_out(child)]
    answers += [meant(accounts, {key: together})] if together else []
    return all(answers) if key == "all" else any(answers)


def matches(customer, tree):
    """Whether one account is what a filter without exclusions asks for."""
    if "all" in tree:
        return all(matches(customer, child) for child in tree["all"])
    if "any" in tree:
        return any(matches(customer, child) for child in tree["any"])
    field, op, value = tree["field"], tree["op"], tree["value"]
    if field == "products":
        return holds(customer, op, value)
    have = value_of(customer, field)
    if op == "is_null":
        return (have is None) == value
    return have is not None and compared(
        field, have, op, value if isinstance(value, list) else [value]
    )


def holds(customer, op, value):
    held = {
        h.product.code
        for h in customer.holdings.all()
        if (h.starts_on or TODAY) <= TODAY <= (h.ends_on or TODAY)
    }
    if op == "is_null":
        return bool(held) != value
    return bool(held & set(value if isinstance(value, list) else [value]))


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
    if field in {"tier", "name", "attributes.a b"}:
        have, wanted = have.upper(), [item.upper() for item in wanted]
    if op in {"eq", "in"}:
        hit = bool(set(have) & set(wanted)) if field == "unit" else have in wanted
        if field == "attributes.a b" and number(have) is not None:
            hit = hit or number(have) in [number(item) for item in wanted]
        return hit
    if op == "contains":
        return wanted[0].lower() in have.lower()
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
    "attributes.a b": "eq ne in not_in contains is_null",
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
    parties = {}
    for customer in population():
        parties.setdefault(customer.party.ordinal, []).append(customer)
    codes = set()

    @settings(max_examples=250, deadline=None, database=None, derandomize=True)
    @given(trees)
    def agrees(tree):
        try:
            parsed = parse_filter(tree, sees_masked=True)
        except ValidationError as error:
            codes.update(entry.code for entries in error.error_dict.values() for entry in entries)
            return
        expected = {ordinal for ordinal, accounts in parties.items() if meant(accounts, parsed)}
        assert set(evaluate(parsed, today=TODAY)) == expected

    agrees()
    assert codes <= {"too_deep", "reversed"}
