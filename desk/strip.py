"""The company's next four weeks as one strip: launches by department, conflicts, load against the
limit.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calendars import formatting
from calendars.drawing.groups import colour_mark, colour_of
from calendars.launches import Launch, LaunchWeek
from calendars.unit_table import UnitTable
from common import clock, display
from desk.ahead import Ahead
from desk.strip_parts import Mark, Strip, StripDay, StripWeek, has_weekdays
from organization.workdays import DayTable

LEFT, MARK_STEP, MARKS = 84.0, 18.0, 4
# A day narrower than two marks shows them in one column.
ABREAST = 36.0
# The limit stands at five sixths of a week's track, so that what is over it has room.
LIMIT_AT = 5 / 6


def draw(width: int, ahead: Ahead, today: dt.date) -> Strip:
    """Lay the weeks ahead side by side, with the launches that the reader may see."""
    weeks, days, units = ahead.weeks, ahead.days, ahead.units
    starting = [one for one in ahead.launches if one.is_seen]
    day_width = (width - LEFT) / (7 * len(weeks))
    drawn_days = [
        _day(
            day,
            LEFT + day_width * n,
            day_width,
            [one for one in starting if one.starts_on == day],
            days,
            units,
            today,
        )
        for n, day in enumerate(
            clock.days(weeks[0].monday, weeks[-1].monday + dt.timedelta(days=6))
        )
    ]
    drawn_weeks = [
        _week(n, week, drawn_days[7 * n : 7 * n + 7], day_width * 7, today)
        for n, week in enumerate(weeks)
    ]
    return Strip(
        width=width,
        days=drawn_days,
        weeks=drawn_weeks,
        blocking=sum(day.blocking for day in drawn_days),
        warnings=sum(day.warnings for day in drawn_days),
    )


def _day(
    day: dt.date,
    x: float,
    width: float,
    starting: Sequence[Launch],
    days: DayTable,
    units: UnitTable,
    today: dt.date,
) -> StripDay:
    holiday, working, is_today = days.holiday(day), days.is_working(day), day == today
    middle = round(x + width / 2, 1)
    if not has_weekdays(width):
        note = ""
    elif is_today and display.is_chinese():
        note = _("today")
    elif holiday and not days.holiday(day - dt.timedelta(days=1)):
        note = holiday if display.is_chinese() else ""
    else:
        note = formatting.weekday_name(day)
    most = MARKS if width >= ABREAST else MARKS // 2
    shown = starting[: most if len(starting) <= most else most - 1]
    places = (
        _places(len(starting), middle)
        if width >= ABREAST
        else [(round(middle - 8, 1), 62.0), (round(middle - 8, 1), 82.0)]
    )
    return StripDay(
        on=day,
        x=round(x, 1),
        width=round(width, 1),
        middle=middle,
        text=str(day.day),
        note=note,
        css="x2" if working else "x3",
        shade="hol" if holiday else "" if working else "we",
        is_today=is_today,
        marks=tuple(_mark(one, place, units) for one, place in zip(shown, places, strict=False)),
        more=len(starting) - len(shown),
        more_x=round(middle + (MARK_STEP / 2 if width >= ABREAST else 0), 1),
        blocking=sum(1 for one in starting if one.blocking),
        warnings=sum(1 for one in starting if one.warnings and not one.blocking),
    )


def _places(count: int, middle: float) -> list[tuple[float, float]]:
    """Where the marks of a day go: one in the middle, two abreast, up to four in a square."""
    if count == 1:
        return [(round(middle - 8, 1), 70.0)]
    left, right = round(middle - 17, 1), round(middle + 1, 1)
    if count == 2:
        return [(left, 70.0), (right, 70.0)]
    return [(left, 62.0), (right, 62.0), (left, 82.0), (right, 82.0)]


def _mark(launch: Launch, place: tuple[float, float], units: UnitTable) -> Mark:
    colour = colour_of(launch, units)
    unit = units.department(units.by_id[launch.unit_id])
    return Mark(
        *place,
        colour,
        colour_mark(colour) or unit.badge or unit.label[:1],
        f"{units.by_id[launch.unit_id].label} · {launch.name}",
    )


def _week(
    n: int, week: LaunchWeek, days: Sequence[StripDay], width: float, today: dt.date
) -> StripWeek:
    x = LEFT + width * n
    track = round(width - 92, 1)
    limit = week.points.limit
    per_point = track * LIMIT_AT / limit if limit else track / max(week.points.total, 1)
    decided = min(week.points.decided * per_point, track * LIMIT_AT)
    pending = min(week.points.total * per_point, track * LIMIT_AT) - decided
    over = min(week.points.over * per_point, track * (1 - LIMIT_AT))
    sunday = week.monday + dt.timedelta(days=6)
    return StripWeek(
        monday=week.monday,
        sunday=sunday,
        name=formatting.week_title(week.monday),
        x=round(x, 1),
        end=round(x + width, 1),
        launches=ngettext("%(n)s launch", "%(n)s launches", week.launches) % {"n": week.launches},
        track=track,
        decided=round(decided, 1),
        pending=round(pending, 1),
        over=round(over, 1),
        limit_x=round(x + 8 + track * LIMIT_AT, 1),
        points=week.points,
        conflicts=sum(day.blocking for day in days),
        holidays=tuple(
            dict.fromkeys(
                day.note for day in days if day.shade == "hol" and day.note and not day.is_today
            )
        ),
        is_current=week.monday <= today <= sunday,
    )
