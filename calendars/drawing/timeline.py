"""The timeline as one drawing: everything measured here, the template only writes it down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from calendars import formatting
from calendars.drawing import axis, density, labels, strips
from calendars.drawing.axis import Period
from calendars.drawing.bars import LANE, Bar, Style, bars_of, ghosts_of
from calendars.drawing.density import Cell
from calendars.drawing.groups import Group, grouped
from calendars.drawing.options import View
from calendars.drawing.rows import Drawing, HeadLine, Row
from calendars.drawing.scale import Scale
from calendars.entries import Entry
from calendars.unit_table import UnitTable
from calendars.week_load import WeekLoad
from channels.models import Channel
from common.display import is_chinese
from organization.workdays import DayTable

# Last year's plans lie 52 weeks earlier, so that weekdays meet.
LAST_YEAR = dt.timedelta(weeks=52)
LEFT_CHINESE, LEFT_OTHER = 112.0, 132.0
# More bars than a reader can tell apart become counts per column; a row opened shows its bars, so
# many lanes at a time.
MOST_BARS, MOST_BARS_OF_A_YEAR = 320, 140
LANES_AT_ONCE = 40
NAME_LINE, COUNT_LINE = 16, 17


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineData:
    """What a drawing is made of."""

    entries: Sequence[Entry]
    past: Sequence[Entry]
    units: UnitTable
    channels: Sequence[Channel]
    days: DayTable
    themes: Sequence[Period]
    loads: Sequence[WeekLoad]
    movable: frozenset[int]
    today: dt.date


def draw(view: View, material: TimelineData) -> Drawing:
    """Lay everything out, from the head down to the load strips."""
    first, last = view.window
    left = LEFT_CHINESE if is_chinese() else LEFT_OTHER
    scale = Scale(first, last, left, float(view.width))
    today = axis.today_mark(scale, material.today)
    bands = axis.bands(
        scale,
        [theme for theme in material.themes if theme.starts_on <= last and theme.ends_on >= first],
    )
    body_y = axis.HEAD_HEIGHT + (axis.BAND_HEIGHT if bands else 0)
    groups = grouped(material.entries, material.past, view.mode, material.units, material.channels)
    style = Style(
        mode=view.mode,
        colour=view.colour,
        units=material.units,
        channels={channel.code: channel.label for channel in material.channels},
        chosen=view.panel,
        movable=material.movable,
    )
    rows = _rows(groups, scale, style, view, body_y, today.x if today else None)
    end = rows[-1].end if rows else body_y + 2 * LANE
    drawn = strips.draw(material.loads, scale, end) if material.loads else []
    chosen = next(((bar, row) for row in rows for bar in row.bars if bar.is_chosen), None)
    return Drawing(
        width=view.width,
        height=end + strips.HEIGHT * len(drawn) + 14,
        left=left,
        body_y=body_y,
        body_end=end,
        first=first,
        last=last,
        plans=len(material.entries),
        months=axis.months(scale, view.zoom.columns),
        columns=axis.columns(scale, view.zoom.columns, material.today),
        shades=axis.shades(scale, material.days) if view.zoom.columns != "month" else (),
        day_names=axis.day_names(scale, material.days, view.zoom.columns),
        bands=bands,
        today=today,
        rows=rows,
        strips=drawn,
        chosen=chosen[0] if chosen else None,
        chosen_y=round(chosen[1].bars_y + chosen[0].y - 2, 1) if chosen else 0,
        colours=sorted({unit.colour for unit in material.units.by_id.values()} | {"fg", "sg"}),
        is_dense=any(row.cells for row in rows),
        day_width=round(scale.day_width, 3),
    )


def _rows(
    groups: Sequence[tuple[Group, Sequence[Entry]]],
    scale: Scale,
    style: Style,
    view: View,
    top: float,
    today: float | None,
) -> list[Row]:
    total = sum(len(group.entries) for group, _past in groups)
    dense = total > (MOST_BARS_OF_A_YEAR if view.zoom.columns == "month" else MOST_BARS)
    tallest = (
        density.busiest([group.entries for group, _past in groups], scale, view.zoom.columns)
        if dense
        else 0
    )
    rows: list[Row] = []
    for group, past in groups:
        y = rows[-1].end if rows else top
        opened = view.opened == group.code
        bars: list[Bar] = []
        cells: list[Cell] = []
        lanes = 0
        if dense and not opened:
            cells = density.cells(group.entries, scale, view.zoom.columns, tallest)
        else:
            bars, lanes = bars_of(group, scale, style, today)
        begin = view.row if opened and 0 < view.row < lanes else 0
        shown = [bar for bar in bars if begin * LANE <= bar.y < (begin + LANES_AT_ONCE) * LANE]
        ghosts, ghost_lanes = ghosts_of(past, scale, LAST_YEAR)
        rows.append(
            _row(
                group,
                y,
                shown,
                begin,
                lanes,
                cells,
                ghosts,
                ghost_lanes,
                opened=dense and opened,
                left=scale.left,
            )
        )
    return rows


def _row(
    group: Group,
    y: float,
    bars: Sequence[Bar],
    begin: int,
    lanes: int,
    cells: Sequence[Cell],
    ghosts: Sequence[Bar],
    ghost_lanes: int,
    *,
    opened: bool,
    left: float,
) -> Row:
    names = wrapped(group.name, left - 40)
    lines = tuple(HeadLine(text, 20 + NAME_LINE * n) for n, text in enumerate(names))
    count_y = 20 + NAME_LINE * (len(names) - 1) + COUNT_LINE
    signs = _signs(group, count_y)
    link_y = count_y + COUNT_LINE * (len(signs) + 1)
    head = (link_y if opened or cells else count_y + COUNT_LINE * len(signs)) + 10
    more = lanes - begin > LANES_AT_ONCE
    body = density.HEIGHT if cells else min(lanes - begin, LANES_AT_ONCE) * LANE
    ghost_height = ghost_lanes * 9.0 + (6 if ghost_lanes else 0)
    return Row(
        group=group,
        y=y,
        height=max(head, body + ghost_height + 10 + (16 if more or begin else 0)),
        lines=lines,
        count=formatting.plans(group.plans),
        count_y=count_y,
        signs=signs,
        link_y=link_y,
        bars=tuple(bars),
        bars_y=y + 5 - begin * LANE,
        ghosts=tuple(ghosts),
        ghosts_y=y + 5 + body + 4,
        cells=tuple(cells),
        is_opened=opened,
        next_row=begin + LANES_AT_ONCE if more else None,
        previous_row=max(begin - LANES_AT_ONCE, 0) if begin else None,
    )


def _signs(group: Group, above: float) -> tuple[HeadLine, ...]:
    """How many plans of the row are blocked and how many warned, below each other."""
    words = []
    if group.blocked:
        words.append((formatting.plans_with(group.blocked, "blocking"), "block", "block"))
    if group.warned:
        words.append((formatting.plans_with(group.warned, "warning"), "warn", "warning"))
    return tuple(
        HeadLine(text, above + COUNT_LINE * (n + 1), css, icon)
        for n, (text, css, icon) in enumerate(words)
    )


def wrapped(name: str, room: float) -> list[str]:
    """A row's name in at most two lines."""
    if labels.width(name) <= room:
        return [name]
    words = name.split(" ") if " " in name else list(name)
    joint = " " if " " in name else ""
    first = words[0]
    rest = words[1:]
    while rest and labels.width(first + joint + rest[0]) <= room:
        first += joint + rest.pop(0)
    return (
        [labels.cut(first, room), labels.cut(joint.join(rest), room)]
        if rest
        else [labels.cut(first, room)]
    )
