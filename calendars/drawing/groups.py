"""Rows of the timeline: entries by department, branch or channel."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from calendars.entries import Entry
from calendars.launches import Launch
from calendars.selection import BRANCHES, PROVINCE
from calendars.unit_table import UnitTable
from channels.models import Channel
from common.display import is_chinese
from common.terms import unit_mark
from organization.models import Unit

EVERYWHERE, NO_CHANNEL = "everywhere", "no-channel"
MODES = ("department", "branch", "channel")


@dataclass(frozen=True, slots=True)
class Group:
    """One row group: its code in addresses, name, character, colour, and what stands in it."""

    code: str
    name: str
    mark: str
    colour: str
    entries: tuple[Entry, ...]

    @property
    def plans(self) -> int:
        return len({entry.id for entry in self.entries})

    @property
    def blocked(self) -> int:
        """Plans with an open blocking finding."""
        return sum(1 for entry in self.entries if entry.blocking)

    @property
    def warned(self) -> int:
        return sum(1 for entry in self.entries if entry.warnings and not entry.blocking)


def colour_mark(colour: str) -> str:
    """The character of a colour in the active language."""
    return unit_mark(colour, chinese=is_chinese())


def colour_of(entry: Entry | Launch, units: UnitTable) -> str:
    """The colour class of the department that owns the plan."""
    if entry.is_province:
        return "sg"
    unit = units.by_id[entry.unit_id]
    return "fg" if units.branch(unit) else units.department(unit).colour


def department_code(entry: Entry, units: UnitTable) -> str:
    """The row of a plan: its department, all branches together, or the province."""
    if entry.is_province:
        return PROVINCE
    unit = units.by_id[entry.unit_id]
    return BRANCHES if units.branch(unit) else units.department(unit).code


def label_of(entry: Entry, units: UnitTable, mode: str) -> str:
    """The name on the bar: a branch's own plan says whose it is, where all branches share a row."""
    branch = units.branch(units.by_id[entry.unit_id])
    if (
        mode == "department"
        and branch is not None
        and not entry.is_province
        and branch.name[:2] not in entry.name
    ):
        return f"{short_name(branch)} {entry.name}"
    return entry.name


def short_name(branch: Unit) -> str:
    """城东 for 城东分公司."""
    return branch.label.removesuffix("分公司").removesuffix(" branch").removesuffix(" Branch")


def grouped(
    entries: Sequence[Entry],
    past: Sequence[Entry],
    mode: str,
    units: UnitTable,
    channels: Iterable[Channel],
) -> list[tuple[Group, Sequence[Entry]]]:
    """The rows of a mode in their order, each with last year's plans; a row without either is left
    out.

    A plan of several branches or channels stands in each.
    """
    places: Callable[[Entry], Iterable[str]]
    if mode == "branch":
        heads, places = branch_heads(units), lambda entry: entry.branches or (EVERYWHERE,)
    elif mode == "channel":
        heads, places = channel_heads(channels), lambda entry: entry.channels or (NO_CHANNEL,)
    else:
        heads, places = department_heads(units), lambda entry: (department_code(entry, units),)
    now, before = _by_place(entries, places), _by_place(past, places)
    return [
        (
            Group(head.code, head.name, head.mark, head.colour, tuple(now.get(head.code, ()))),
            before.get(head.code, ()),
        )
        for head in heads
        if now.get(head.code) or before.get(head.code)
    ]


@dataclass(frozen=True, slots=True)
class GroupHeader:
    code: str
    name: str
    mark: str
    colour: str


def department_heads(units: UnitTable) -> list[GroupHeader]:
    """Departments, then all branches as one row, then the province; other owners by their own
    name.
    """
    heads = [
        GroupHeader(unit.code, unit.label, unit.badge or colour_mark(unit.colour), unit.colour)
        for unit in units.departments
    ]
    heads.append(GroupHeader(BRANCHES, _("Branches"), colour_mark("fg"), "fg"))
    heads.append(GroupHeader(PROVINCE, _("Province"), colour_mark("sg"), "sg"))
    named = {head.code for head in heads}
    heads += [
        GroupHeader(unit.code, unit.label, unit.badge or unit.label[:1], unit.colour)
        for unit in units.by_id.values()
        if unit.code not in named
    ]
    return heads


def branch_heads(units: UnitTable) -> list[GroupHeader]:
    heads = [GroupHeader(EVERYWHERE, _("All branches"), colour_mark("fg"), "fg")]
    return heads + [
        GroupHeader(unit.code, unit.label, unit.badge or unit.label[:1], "fg")
        for unit in units.branches
    ]


def channel_heads(channels: Iterable[Channel]) -> list[GroupHeader]:
    heads = [
        GroupHeader(channel.code, channel.label, channel.label[:1], "") for channel in channels
    ]
    return [*heads, GroupHeader(NO_CHANNEL, _("No channel yet"), "–", "")]


def _by_place(
    entries: Sequence[Entry], places: Callable[[Entry], Iterable[str]]
) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for code in places(entry):
            found[code].append(entry)
    return found
