"""Where two versions differ: one walk for the API's JSON and for the lines of the pages."""

from __future__ import annotations

import pytest

from campaigns.differences import Change, changes
from campaigns.plan_view.plans import Difference, Line, differences


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1, "b": 2}, {"b": 3, "c": 4}, [("a", 1, None), ("b", 2, 3), ("c", None, 4)]),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 3, 4]}}, [("a.b.1", 2, 3), ("a.b.2", None, 4)]),
        ({"a": None}, {"a": {"b": 1}}, [("a", None, {"b": 1})]),
        ({"a": [1]}, {"a": 1}, [("a", [1], 1)]),
        ([], [], []),
        (1, 2, [("", 1, 2)]),
    ],
)
def test_smallest_parts_that_differ(before, after, found):
    assert [
        (".".join(map(str, one.path)), one.before, one.after) for one in changes(before, after)
    ] == found


def test_texts_are_compared_whole():
    assert list(changes({"a": "xy"}, {"a": "xz"})) == [Change(("a",), "xy", "xz")]


def test_lines_come_by_section_in_the_order_of_the_newer_plan():
    old = [
        Line("offers", "1", "Offer", "a"),
        Line("basics", "x", "Gone", "g"),
        Line("basics", "c", "C", "same"),
    ]
    new = [
        Line("offers", "2", "New", "n"),
        Line("offers", "1", "Offer now", "b"),
        Line("basics", "c", "C", "same"),
    ]

    assert differences(old, new) == [
        Difference("basics", "Gone", "g", ""),
        Difference("offers", "New", "", "n"),
        Difference("offers", "Offer now", "a", "b"),
    ]
