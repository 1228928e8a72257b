"""The load strips below the timeline: a bar per week against the limit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calendars.drawing import labels
from calendars.drawing.scale import Scale
from calendars.launches import Load
from calendars.week_load import WeekLoad
from common import display

HEIGHT = 46
BASE = 47.0
LIMIT_HEIGHT, MOST = 28.0, 38.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a week's bar."""

    css: str
    y: float
    height: float


@dataclass(frozen=True, slots=True)
class WeekBar:
    x: float
    width: float
    pieces: tuple[Piece, ...]
    over: Piece | None
    text: str
    text_x: float
    text_y: float
    sign_x: float | None
    title: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One measure: its name, the limit in words, the weeks. ``limit_y`` is None without a limit."""

    y: float
    name: str
    limit: str
    limit_y: float | None
    weeks: tuple[WeekBar, ...]

    @property
    def sign_y(self) -> float:
        return self.y + BASE - 12

    @property
    def end(self) -> float:
        return self.y + BASE + 3


def compact(number: int) -> str:
    """A number short enough for a chart: 1.2万 or 12k."""
    if display.is_chinese():
        return f"{number / 10_000:.3g}万" if number >= 10_000 else display.number(number)
    for size, letter in ((1_000_000, "M"), (1_000, "k")):
        if number >= size * 10 or (number >= size and letter == "M"):
            return f"{number / size:.3g}{letter}"
    return display.number(number)


def draw(weeks: Sequence[WeekLoad], scale: Scale, top: float) -> list[Strip]:
    """Launch points and push contacts, one below the other. A measure nobody uses is left out."""
    measures: list[tuple[str, Callable[[WeekLoad], Load], Callable[[int], str]]] = [
        (_("Launch points"), lambda week: week.points, _points),
        (_("Push contacts"), lambda week: week.contacts, _contacts),
    ]
    strips: list[Strip] = []
    for name, load_of, unit in measures:
        loads = [load_of(week) for week in weeks]
        if any(load.total for load in loads) or loads[0].limit is not None:
            strips.append(_strip(name, unit, weeks, loads, scale, top + HEIGHT * len(strips)))
    return strips


def _points(count: int) -> str:
    return ngettext("%(n)s point", "%(n)s points", count) % {"n": display.number(count)}


def _contacts(count: int) -> str:
    return ngettext("%(n)s contact", "%(n)s contacts", count) % {"n": compact(count)}


def _strip(
    name: str,
    unit: Callable[[int], str],
    weeks: Sequence[WeekLoad],
    loads: Sequence[Load],
    scale: Scale,
    y: float,
) -> Strip:
    limit = loads[0].limit
    most = max((load.total for load in loads), default=0) or 1
    per_one = LIMIT_HEIGHT / limit if limit else MOST / most
    if most * per_one > MOST:
        per_one = MOST / most
    base = y + BASE
    room = scale.day_width * 7 - bar_left(scale) - bar_width(scale) - 5
    fits = all(labels.width(compact(load.total), 11) <= room for load in loads if not load.over)
    bars = [
        _week(name, unit, week, load, scale, base, per_one, fits)
        for week, load in zip(weeks, loads, strict=True)
    ]
    words = _("limit %(limit)s") % {"limit": unit(limit)} if limit else _("no limit set")
    return Strip(y, name, words, round(base - limit * per_one, 1) if limit else None, tuple(bars))


def bar_width(scale: Scale) -> float:
    """Width of a week's bar."""
    return round(min(30.0, scale.day_width * 7 * 0.4), 1)


def bar_left(scale: Scale) -> float:
    """Where it begins in its week."""
    return min(5.0, scale.day_width * 0.7)


def _week(
    name: str,
    unit: Callable[[int], str],
    week: WeekLoad,
    load: Load,
    scale: Scale,
    base: float,
    per_one: float,
    fits: bool,
) -> WeekBar:
    """One bar. Its number stands beside it where all numbers have room; one over the limit else
    stands on top.
    """
    width, x = bar_width(scale), round(scale.x(week.monday) + bar_left(scale), 1)
    top = base - load.total * per_one
    ceiling = base - load.limit * per_one if load.limit is not None else top
    shown = max(top, ceiling)
    decided = max(base - load.decided * per_one, shown)
    text = compact(load.total)
    left_over = scale.day_width * 7 - bar_left(scale) - width - 5 - labels.width(text, 11)
    beside = fits and left_over >= 0
    sign = 14.0 if load.over and left_over >= 14 else 0.0
    title = _("%(measure)s, week %(week)s: decided %(decided)s, in coordination %(pending)s") % {
        "measure": name,
        "week": week.monday.isocalendar().week,
        "decided": unit(load.decided),
        "pending": unit(load.pending),
    }
    if load.over:
        title += " · " + _("%(n)s over the limit") % {"n": unit(load.over)}
    return WeekBar(
        x=x,
        width=width,
        pieces=(
            Piece("load2", round(shown, 1), round(decided - shown, 1)),
            Piece("load", round(decided, 1), round(base - decided, 1)),
        ),
        over=Piece("over", round(top, 1), round(ceiling - top, 1)) if load.over else None,
        text=text if beside or load.over else "",
        text_x=round(x + width + 5 + sign, 1) if beside else x,
        text_y=round(base - 2 if beside else top - 2, 1),
        sign_x=round(x + width + 4, 1) if sign and beside else None,
        title=title,
    )
