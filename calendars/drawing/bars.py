"""One bar of the timeline: where it lies, how it looks, what it says."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from calendars import formatting
from calendars.drawing import labels
from calendars.drawing.groups import Group, colour_of, label_of
from calendars.drawing.lanes import pack
from calendars.drawing.scale import Scale
from calendars.entries import Entry
from calendars.unit_table import UnitTable
from campaigns.enums import CampaignState
from campaigns.terms import BAR_CLASSES, CAMPAIGN_STATES
from findings.enums import Severity

LANE, HEIGHT = 22.0, 19.0
LEAST_WIDTH = 8.0
MARKERS = {str(Severity.BLOCKING): "block", str(Severity.WARNING): "warn"}

# Colouring by state: decided plans green, those in coordination indigo, halted ones amber, the rest
# grey.
STATE_COLOURS = {
    "checking": "by-now",
    "coordinating": "by-now",
    "finalised": "by-now",
    "approved": "by-ok",
    "live": "by-ok",
    "suspended": "by-warn",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """Positions are pixels from the lane's left and top; ``pattern`` names a fill drawn over the
    bar.
    """

    code: str
    css: str
    label: str
    title: str
    x: float
    y: float
    width: float
    icon: str
    icon_x: float
    text_x: float
    outside: bool
    clipped_left: bool
    clipped_right: bool
    marker: str
    marker_x: float
    hatch: str
    paused_x: float | None
    starts_on: dt.date
    ends_on: dt.date
    is_movable: bool
    is_open: bool
    is_chosen: bool

    @property
    def end(self) -> float:
        return round(self.x + self.width, 1)

    @property
    def icon_y(self) -> float:
        return self.y + 3.5

    @property
    def text_y(self) -> float:
        return self.y + 14

    @property
    def chevron_y(self) -> float:
        return self.y + 4.5

    @property
    def chevron_x(self) -> float:
        return round(self.end - 11, 1)

    @property
    def spoken(self) -> str:
        """The card in one line."""
        return self.title.replace("\n", "; ")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How all bars of a drawing are made."""

    mode: str
    colour: str
    units: UnitTable
    channels: Mapping[str, str]
    chosen: str
    movable: frozenset[int]


def bars_of(group: Group, scale: Scale, style: Style, today: float | None) -> tuple[list[Bar], int]:
    """The bars of a group, laid into lanes, and how many lanes there are."""
    shapes = [_shape(entry, scale, style, today) for entry in group.entries]
    lanes = pack([(left, placed.end) for left, _right, _label, placed in shapes])
    bars = [
        _bar(entry, shape, lane, scale, style)
        for entry, shape, lane in zip(group.entries, shapes, lanes, strict=True)
    ]
    return bars, max(lanes, default=-1) + 1


Shape = tuple[float, float, str, labels.Placed]


def _shape(entry: Entry, scale: Scale, style: Style, today: float | None) -> Shape:
    left, right = scale.x(entry.starts_on) + 1, scale.end(entry.ends_on) - 1
    right = round(max(right, left + LEAST_WIDTH), 1)
    label = label_of(entry, style.units, style.mode)
    placed = labels.place(
        label,
        left,
        right,
        limit=scale.right,
        today=today,
        clipped_left=entry.starts_on < scale.first,
        clipped_right=entry.ends_on > scale.last,
        marked=bool(entry.worst),
    )
    return left, right, label, placed


def _bar(entry: Entry, shape: Shape, lane: int, scale: Scale, style: Style) -> Bar:
    left, right, _label, placed = shape
    department = colour_of(entry, style.units)
    colour = STATE_COLOURS.get(entry.style, "") if style.colour == "state" else department
    clipped_right = entry.ends_on > scale.last
    owner = style.units.by_id[entry.unit_id].label
    roomy = right - left >= labels.ICON + 2 * labels.PAD
    return Bar(
        code=entry.code,
        css=f"{BAR_CLASSES[entry.style]} {colour}".strip(),
        label=placed.text,
        title=formatting.card(entry, owner, style.channels),
        x=left,
        y=round(lane * LANE + 0.5, 1),
        width=round(right - left, 1),
        icon=CAMPAIGN_STATES[entry.style].icon if roomy else "",
        icon_x=placed.icon_x,
        text_x=placed.text_x,
        outside=placed.outside,
        clipped_left=entry.starts_on < scale.first,
        clipped_right=clipped_right,
        marker=MARKERS.get(entry.worst, "") if right - left >= 2 * labels.MARK else "",
        marker_x=round(right - 10 - (labels.CHEVRON if clipped_right else 0), 1),
        hatch=f"h-{department}" if entry.style == CampaignState.DRAFT and department else "",
        paused_x=round(right - 8.4, 1) if entry.state == CampaignState.SUSPENDED else None,
        starts_on=entry.starts_on,
        ends_on=entry.ends_on,
        is_movable=entry.id in style.movable,
        is_open=entry.is_open,
        is_chosen=entry.code == style.chosen,
    )


def ghosts_of(entries: Sequence[Entry], scale: Scale, shift: dt.timedelta) -> tuple[list[Bar], int]:
    """Last year's plans as thin bars without words, moved by ``shift`` onto this year's days."""
    spans = [
        (scale.x(entry.starts_on + shift) + 1, scale.end(entry.ends_on + shift) - 1)
        for entry in entries
    ]
    lanes = pack(spans)
    bars = [
        Bar(
            code=entry.code,
            css="ghost",
            label="",
            title=f"{entry.name} · {formatting.window(entry)}",
            x=round(left, 1),
            y=lane * 9.0,
            width=round(max(right - left, 3), 1),
            icon="",
            icon_x=0,
            text_x=0,
            outside=False,
            clipped_left=False,
            clipped_right=False,
            marker="",
            marker_x=0,
            hatch="",
            paused_x=None,
            starts_on=entry.starts_on,
            ends_on=entry.ends_on,
            is_movable=False,
            is_open=entry.is_open,
            is_chosen=False,
        )
        for entry, (left, right), lane in zip(entries, spans, lanes, strict=True)
    ]
    return bars, max(lanes, default=-1) + 1
