import datetime as dt

import pytest

from calendars.drawing import axis
from calendars.drawing.scale import ZOOMS, Scale, column_starts
from organization.enums import DayKind
from organization.models import WorkDay
from organization.workdays import DayTable

DAY = dt.date(2026, 9, 9)


@pytest.mark.parametrize(
    ("zoom", "first", "last"),
    [
        ("week", dt.date(2026, 9, 7), dt.date(2026, 9, 27)),
        ("month", dt.date(2026, 8, 24), dt.date(2026, 11, 8)),
        ("quarter", dt.date(2026, 8, 10), dt.date(2027, 2, 7)),
        ("year", dt.date(2026, 8, 1), dt.date(2027, 7, 31)),
    ],
)
def test_window_of_a_zoom(zoom, first, last):
    assert ZOOMS[zoom].window(DAY) == (first, last)


def test_days_are_cut_to_the_chart():
    scale = Scale(dt.date(2026, 9, 7), dt.date(2026, 9, 13), 100, 170)

    assert scale.x(dt.date(2026, 9, 7)) == 100
    assert scale.end(dt.date(2026, 9, 13)) == 170
    assert scale.x(dt.date(2026, 1, 1)) == 100
    assert scale.end(dt.date(2027, 1, 1)) == 170


@pytest.mark.parametrize(("unit", "count"), [("day", 30), ("week", 5), ("month", 1)])
def test_columns_begin_with_the_window(unit, count):
    starts = column_starts(dt.date(2026, 9, 1), dt.date(2026, 9, 30), unit)

    assert starts[0] == dt.date(2026, 9, 1)
    assert len(starts) == count


def test_free_days_are_shaded_once_and_make_up_days_are_named():
    days = DayTable(
        {
            day: WorkDay(on=day, kind=kind, name=name)
            for day, kind, name in (
                (dt.date(2026, 10, 1), DayKind.HOLIDAY, "国庆"),
                (dt.date(2026, 10, 2), DayKind.HOLIDAY, "国庆"),
                (dt.date(2026, 10, 10), DayKind.MAKE_UP, "国庆"),
            )
        }
    )
    scale = Scale(dt.date(2026, 9, 28), dt.date(2026, 10, 11), 0, 1400)

    shades = axis.shades(scale, days)
    names = axis.day_names(scale, days, "week")

    assert [(shade.css, shade.x, shade.width) for shade in shades] == [
        ("hol", 300, 200),
        ("we", 500, 200),
        ("we", 1300, 100),
    ]
    assert [name.text for name in names][:1] == ["国庆"]
    assert len(names) == 2


def test_today_out_of_sight_has_no_line():
    scale = Scale(dt.date(2026, 9, 7), dt.date(2026, 9, 13), 100, 170)

    assert axis.today_mark(scale, dt.date(2026, 10, 1)) is None
