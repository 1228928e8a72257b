from __future__ import annotations

import pytest
from django.http import QueryDict

from campaigns.views.editor.form import nested, read, says_exactly, show
from campaigns.views.editor.saving import flat_errors
from campaigns.views.editor.shape import PLAN, SECTIONS, SOURCE
from campaigns.views.editor.typed import per_cent, plain, read_condition, share


@pytest.mark.parametrize(
    ("typed", "ratio"),
    [
        ("60%", "0.6"),
        ("60", "0.6"),
        ("100%", "1"),
        ("0.5", "0.5"),
        ("0.5%", "0.005"),
        ("１００％", "1"),
        ("1", "0.01"),
        ("x", "x"),
        ("", ""),
    ],
)
def test_share_reads_per_cent(typed, ratio):
    assert share(typed) == ratio


@pytest.mark.parametrize("ratio", [0.01, 0.07, 0.29, 0.5, 1.0, "0.30"])
def test_every_share_is_read_as_it_is_shown(ratio):
    assert float(share(per_cent(ratio))) == float(ratio)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("1,000.50", "1000.50"),
        ("¥ 30", "30"),
        ("３０元", "30"),
        ("-3", "-3"),
        ("viel", "viel"),
        ("38万", "380000"),
        ("１.５ 万元", "15000"),
        ("2亿", "200000000"),
        ("0.00005万", "0.5"),
        ("几万", "几万"),
        ("万", "万"),
        ("1e9999万", "1e9999万"),
    ],
)
def test_plain_reads_numbers_as_people_type_them(typed, number):
    assert plain(typed) == number


@pytest.mark.parametrize(
    ("op", "typed", "value"),
    [
        ("eq", " A ", "A"),
        ("eq", ["A"], "A"),
        ("in", "A，B、C, ", ["A", "B", "C"]),
        ("in", ["A,B", "C"], ["A,B", "C"]),
        ("between", "10 .. 20", ["10", "20"]),
        ("between", "10 – 20", ["10", "20"]),
        ("between", "10, 20", ["10", "20"]),
        ("between", "10", ["10"]),
        ("gte", "８０ 元", "80"),
        ("gte", "1,000", "1000"),
        ("between", "80元 .. 1,000元", ["80", "1000"]),
        ("is_null", "no", False),
        ("is_null", "yes", True),
    ],
)
def test_condition_takes_the_shape_of_its_comparison(op, typed, value):
    assert read_condition({"field": "arpu", "op": op, "value": typed})["value"] == value


def test_names_nest_and_rows_keep_the_order_of_the_form():
    tree = nested(QueryDict("name=A&placements.7.channel=sms&placements.2.waves.4.on=2026-10-01"))

    said = read(PLAN, tree)

    assert said.data["name"] == "A"
    assert said.data["placements"] == [
        {"channel": "sms", "exclude": [], "waves": []},
        {"exclude": [], "waves": [{"on": "2026-10-01"}]},
    ]
    assert said.name_of(("placements", 1, "waves", 0, "share")) == "placements.2.waves.4.share"


@pytest.mark.parametrize(
    ("posted", "tree"),
    [
        pytest.param("name=A&name=B", {"name": "B"}, id="the last value counts"),
        pytest.param("name=A&name.0.x=B", {"name": "A"}, id="a text cannot have rows"),
        pytest.param("name.x=B&name=A", {"name": {"x": "B"}}, id="rows cannot become a text"),
        pytest.param("b[]=&b[]=east&b[]=west", {"b": ["east", "west"]}, id="many values"),
        pytest.param("b[]=", {"b": []}, id="nothing ticked"),
    ],
)
def test_nested_leaves_out_what_contradicts_itself(posted, tree):
    assert nested(QueryDict(posted)) == tree


def test_blank_rows_are_left_out_and_their_names_are_found_again():
    rows = "resource_requests.0.resource=&resource_requests.3.resource=a&resource_requests.3.unit="

    said = read(SECTIONS["resources"], nested(QueryDict(rows)))

    assert said.data == {"resource_requests": [{"resource": "a"}]}
    assert said.name_of(("resource_requests", 0, "unit")) == "resource_requests.3.unit"
    assert said.name_of(("resource_requests", 0, "quantity")) == "resource_requests.3.quantity"


def test_audience_rows_go_to_their_side_and_are_found_again():
    posted = (
        "audience.0.side=exclude&audience.0.segment=x"
        "&audience.1.side=include&audience.1.filter.all.0.field="
        "&audience.1.filter.all.2.field=arpu&audience.1.filter.all.2.op=gte"
        "&audience.1.filter.all.2.value=1&audience.4.side=include&audience.4.list="
    )

    said = read(SECTIONS["audience"], nested(QueryDict(posted)))

    condition = {"field": "arpu", "op": "gte", "value": "1"}
    assert said.data == {
        "audience": {
            "include": [{"filter": {"all": [condition]}}],
            "exclude": [{"segment": "x"}],
        }
    }
    path = ("audience", "include", 0, "filter", "all", 0, "value")
    assert said.name_of(path) == "audience.1.filter.all.2.value"
    assert said.name_of(("audience", "exclude", 0, "segment")) == "audience.0.segment"


def test_error_within_a_value_stands_at_its_field():
    said = read(PLAN, nested(QueryDict("selling_points=a%0Ab&branches[]=east")))

    assert said.name_of(("selling_points", 1)) == "selling_points"
    assert said.name_of(("branches", 0)) == "branches"


def test_list_without_rows_is_empty_and_an_object_that_was_not_sent_is_left_out():
    assert read(SECTIONS["offers"], {}).data == {"offers": [], "participants": []}
    assert read(SECTIONS["audience"], {}).data == {"audience": {"include": [], "exclude": []}}
    assert read(SECTIONS["service"], {}).data == {}


@pytest.mark.parametrize(
    ("value", "is_said"),
    [
        pytest.param({"field": "unit", "op": "in", "value": ["a, b", "c"]}, True, id="codes"),
        pytest.param({"field": "tier", "op": "in", "value": ["gold", "vip"]}, True, id="texts"),
        pytest.param({"field": "tier", "op": "in", "value": ["a, b", "c"]}, False, id="a comma"),
        pytest.param({"field": "tier", "op": "eq", "value": "a, b"}, True, id="one text"),
        pytest.param({"field": "arpu", "op": "between", "value": ["1", "2"]}, True, id="between"),
        pytest.param({"field": "attributes.x", "op": "between", "value": ["a..b", "c"]}, False),
        pytest.param({"field": "unit", "op": "is_null", "value": False}, True, id="known"),
    ],
)
def test_form_says_a_condition_exactly_or_leaves_it_alone(value, is_said):
    assert says_exactly(SOURCE, {"filter": {"all": [value]}}) is is_said


def test_form_says_neither_alternatives_nor_a_bare_condition():
    bare = {"field": "arpu", "op": "gte", "value": "1"}

    assert not says_exactly(SOURCE, {"filter": bare})
    assert not says_exactly(SOURCE, {"filter": {"any": [bare]}})
    assert not says_exactly(SOURCE, {"filter": {"all": [{"any": [bare]}]}})


def test_eligibility_of_its_own_is_shown_and_read():
    plan = {"eligibility": {"include": [{"segment": "a"}], "exclude": []}}
    shape = {"eligibility": PLAN["eligibility"]}

    assert read(shape, show(shape, plan)).data == plan
    assert read(shape, show(shape, {"eligibility": None})).data == {"eligibility": None}


def test_flat_errors_follow_lists_dicts_and_dotted_keys():
    errors = {
        "offers": [{}, {"pay": ["wrong"]}],
        "audience": {"include": {0: {"filter.all.1.value": ["no"]}}},
        "non_field_errors": ["all"],
    }

    assert list(flat_errors(errors)) == [
        (("offers", 1, "pay"), "wrong"),
        (("audience", "include", 0, "filter", "all", 1, "value"), "no"),
        ((), "all"),
    ]
