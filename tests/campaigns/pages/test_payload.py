from __future__ import annotations

import pytest

from campaigns.views.editor import payload
from campaigns.views.editor.payload import condition_of, flat_errors, plain, share
from findings.views.venn import WIDTH, venn
from findings.views.ways import losses


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


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1,000.50", "1000.50"), ("¥ 30", "30"), ("３０元", "30"), ("-3", "-3"), ("viel", "viel")],
)
def test_plain_reads_numbers_as_people_type_them(typed, number):
    assert plain(typed) == number


@pytest.mark.parametrize(
    ("op", "typed", "value"),
    [
        ("eq", " A ", "A"),
        ("in", "A，B、C, ", ["A", "B", "C"]),
        ("between", "10 .. 20", ["10", "20"]),
        ("between", "10 – 20", ["10", "20"]),
        ("between", "10, 20", ["10", "20"]),
        ("between", "10", ["10"]),
        ("is_null", "no", False),
        ("is_null", "yes", True),
    ],
)
def test_condition_takes_the_shape_of_its_comparison(op, typed, value):
    assert condition_of({"field": "arpu", "op": op, "value": typed})["value"] == value


def test_blank_rows_are_left_out_and_paths_lead_back():
    made = payload.resources(
        {
            "resource_requests": [
                {"resource": "", "quantity": ""},
                {"resource": "leaflet", "quantity": "1,000"},
            ]
        }
    )

    assert made.data == {"resource_requests": [{"resource": "leaflet", "quantity": "1000"}]}
    assert made.form_path(("resource_requests", 0, "quantity")) == (
        "resource_requests",
        1,
        "quantity",
    )


def test_audience_path_leads_back_to_the_condition():
    rows = [
        {"side": "exclude", "kind": "segment", "segment": "x"},
        {
            "side": "include",
            "kind": "filter",
            "filter": [
                {"field": "", "op": "eq", "value": ""},
                {"field": "arpu", "op": "gte", "value": "1"},
            ],
        },
    ]

    made = payload.audience({"sources": rows})

    assert made.form_path(("audience", "include", 0, "filter", "all", 0, "value")) == (
        "sources",
        1,
        "filter",
        0,
        "value",
    )
    assert made.form_path(("audience", "exclude", 0, "segment")) == ("sources", 0, "segment")


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


def test_venn_is_to_scale():
    drawing = venn(412_600, 62_540, 38_412, own_css="gk", other_css="zq", identity="x")

    assert drawing is not None
    total = 412_600 + 62_540 - 38_412
    assert drawing.own_width == pytest.approx(412_600 / total * WIDTH, abs=0.1)
    assert drawing.shared_width == pytest.approx(38_412 / total * WIDTH, abs=0.1)
    assert drawing.shared_x + drawing.shared_width == pytest.approx(drawing.own_width, abs=0.2)
    assert drawing.other_x + drawing.other_width == pytest.approx(WIDTH, abs=0.2)
    assert all(0 <= label.x <= WIDTH for label in drawing.labels)


@pytest.mark.parametrize(("own", "other", "shared"), [(0, 5, 0), (5, 5, 0), (5, 3, 4)])
def test_venn_draws_nothing_that_cannot_be(own, other, shared):
    assert venn(own, other, shared, own_css="", other_css="", identity="x") is None


def test_venn_keeps_its_words_apart_when_one_side_is_small():
    drawing = venn(10, 100_000, 9, own_css="", other_css="", identity="x")

    mine, both = drawing.labels[:2]
    assert both.x > mine.x + 200
    assert drawing.labels[2].y == 98


@pytest.mark.parametrize(("after", "sentences"), [("50.00", 0), ("30.00", 1)])
def test_what_the_customer_gets_is_said_only_where_it_changes(after, sentences):
    assert len(losses({"value_before": "50.00", "value_after": after})) == sentences
