"""Words of the calendar: windows, weeks, what a bar says when it is pointed at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from calendars.entries import Entry
from campaigns.terms import CAMPAIGN_STATES
from common import display
from findings.terms import SEVERITIES

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def week_name(day: dt.date) -> str:
    """37周 or W37: the ISO week."""
    week = day.isocalendar().week
    return f"{week}周" if display.is_chinese() else f"W{week}"


def week_title(day: dt.date) -> str:
    """第37周 or Week 37."""
    return _("Week %(week)s") % {"week": day.isocalendar().week}


def month_name(day: dt.date, *, year: bool) -> str:
    """9月 or Sep, with the year where it begins."""
    if display.is_chinese():
        return f"{day.year}年{day.month}月" if year else f"{day.month}月"
    return f"{MONTHS[day.month - 1]} {day.year}" if year else MONTHS[day.month - 1]


def weekday_name(day: dt.date) -> str:
    """One character, or three letters, for the day of the week."""
    return "一二三四五六日"[day.weekday()] if display.is_chinese() else WEEKDAYS[day.weekday()]


def persons(count: int) -> str:
    return ngettext("%(n)s person", "%(n)s persons", count) % {"n": display.number(count)}


def plans(count: int) -> str:
    return ngettext("%(n)s campaign", "%(n)s campaigns", count) % {"n": display.number(count)}


def blocking(count: int) -> str:
    return ngettext("%(n)s blocking finding", "%(n)s blocking findings", count) % {
        "n": display.number(count)
    }


def warnings(count: int) -> str:
    return ngettext("%(n)s warning", "%(n)s warnings", count) % {"n": display.number(count)}


def card(entry: Entry, owner: str, channels: Mapping[str, str]) -> str:
    """What a bar says when it is pointed at or read aloud: name, window, state, then channels, size
    and findings.
    """
    state = str(CAMPAIGN_STATES[entry.style].word)
    lines = [
        f"{entry.name} · {entry.code}",
        f"{display.date_range(entry.starts_on, entry.ends_on)} · {state}",
        owner,
    ]
    if entry.channels:
        lines.append(joined(channels.get(code, code) for code in entry.channels))
    if entry.persons:
        lines.append(persons(entry.persons))
    if entry.blocking:
        lines.append(blocking(entry.blocking))
    if entry.warnings:
        lines.append(warnings(entry.warnings))
    return "\n".join(lines)


def joined(words: Iterable[object]) -> str:
    """A list in one line, with the comma of the language."""
    return ("、" if display.is_chinese() else ", ").join(str(word) for word in words)


def window(entry: Entry) -> str:
    return display.date_range(entry.starts_on, entry.ends_on)


def plans_with(count: int, severity: str) -> str:
    """How many plans of a row have a finding of a severity, short enough for its head: ``3
    Blocking``.
    """
    return f"{display.number(count)} {SEVERITIES[severity].word}"


def window_between(first: dt.date, last: dt.date) -> str:
    return display.date_range(first, last)
