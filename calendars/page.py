"""Everything the timeline is drawn from, read in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from calendars.drawing.options import View
from calendars.drawing.timeline import LAST_YEAR, TimelineData
from calendars.entries import Entry, entries_between
from calendars.selection import BRANCHES, PROVINCE
from calendars.unit_table import UnitTable, unit_table
from calendars.week_load import weeks_between
from campaigns.enums import Category
from campaigns.terms import CAMPAIGN_STATES
from channels.models import Channel
from comms.models import Theme
from organization.models import User
from organization.permissions import Permission
from organization.workdays import day_table


def material_for(user: User, view: View, today: dt.date) -> TimelineData:
    """What the user may see of the view's window. The load is the company's, for those who see
    plans.
    """
    first, last = view.window
    entries = entries_between(user, first, last, view.filter)
    units, channels = unit_table(), list(Channel.objects.all())
    past = (
        entries_between(user, first - LAST_YEAR, last - LAST_YEAR, view.filter)
        if view.last_year
        else []
    )
    return TimelineData(
        entries=entries,
        past=past,
        units=units,
        channels=channels,
        days=day_table(first, last),
        themes=(
            list(Theme.objects.filter(starts_on__lte=last, ends_on__gte=first))
            if user.may(Permission.SEE_PLANS)
            else []
        ),
        loads=weeks_between(first, last, channels) if user.may(Permission.SEE_PLANS) else [],
        movable=movable(user, entries, units),
        today=today,
    )


def movable(user: User, entries: Iterable[Entry], units: UnitTable) -> frozenset[int]:
    """The drafts whose dates the user may change."""
    own = user.scope(Permission.WRITE_PLAN)
    return frozenset(
        entry.id
        for entry in entries
        if entry.is_draft and entry.is_open and own.contains(units.by_id[entry.unit_id])
    )


def filter_choices(
    view: View, units: UnitTable, channels: Iterable[Channel]
) -> list[dict[str, object]]:
    """The filters above the chart: label, parameter, options with what is ticked."""
    chosen = view.filter
    departments = [(unit.code, unit.label) for unit in units.departments if unit.colour != "fg"]
    departments += [(BRANCHES, _("Branches")), (PROVINCE, _("Province"))]
    states = [
        (state, str(term.word)) for state, term in CAMPAIGN_STATES.items() if state != "announced"
    ]
    rows = [
        ("department", _("Department"), chosen.departments, departments),
        ("state", _("State"), chosen.states, states),
        (
            "channel",
            _("Channel"),
            chosen.channels,
            [(channel.code, channel.label) for channel in channels],
        ),
        (
            "branch",
            _("Branch"),
            chosen.branches,
            [(unit.code, unit.label) for unit in units.branches],
        ),
        (
            "category",
            _("Category"),
            chosen.categories,
            [(code, str(label)) for code, label in Category.choices],
        ),
    ]
    return [
        {
            "name": name,
            "label": label,
            "count": len(ticked),
            "options": [
                {"code": code, "word": word, "ticked": code in ticked} for code, word in options
            ],
        }
        for name, label, ticked, options in rows
    ]
