"""The play of the Feiteng case: its dates, its table, its judgement. `make demo` plays the whole of
it.
"""

from __future__ import annotations

import datetime as dt

import pytest

from demo.days import closed_days
from demo.play import table, words
from demo.play.case import NotPlayed
from demo.play.expecting import only, require
from demo.scenario import Scenario


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize("day", [1, 15, 28])
def test_first_day_keeps_clear_of_closed_days_and_of_the_companys_own_top_ups(month, day):
    today = dt.date(2026, month, day)
    scenario = Scenario(today=today)

    first = words.first_day(today)

    assert first.weekday() == 0
    assert today < first < today + dt.timedelta(days=300)
    assert first not in {row.on for row in closed_days(scenario)}
    near, far = today + dt.timedelta(days=56), scenario.national_day
    assert first + dt.timedelta(days=words.DAYS) < today + dt.timedelta(days=15) or first > near
    assert abs((first - far).days) > 15


def test_rows_are_aligned_whatever_the_script():
    lines = table.row(
        ("提交", "planner.consumer", "充100送50与集团成员充100送30不同享" * 3, "   0.10")
    ).splitlines()

    assert len(lines) == 2
    assert all(table.width(line) <= sum(table.WIDTHS) + 6 for line in lines)
    assert lines[0].endswith("0.10")
    assert table.width(lines[1]) - table.width(lines[1].lstrip()) == sum(table.WIDTHS[:2]) + 4


def test_words_are_not_broken():
    assert table.wrapped("one two three", 8) == ["one two", "three"]
    assert table.wrapped("用 sms 通知", 7) == ["用 sms", "通知"]


def test_requirement_says_what_is_wrong():
    with pytest.raises(NotPlayed, match="not so"):
        require([], "not so")
    with pytest.raises(NotPlayed, match="Expected one blocking offer-clash, found 0"):
        only(
            [{"rule": "consent", "severity": "blocking", "campaigns": []}],
            "offer-clash",
            "blocking",
        )
