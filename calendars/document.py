"""The calendar as the REST client reads it: entries and days, made once per change and reader."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from calendars import cache, changes
from calendars.entries import Entry, entries_between
from calendars.selection import Filter
from calendars.unit_table import UnitTable, unit_table
from calendars.week_load import contacts_between
from common import clock
from common.changelog import current_version
from organization.models import User
from organization.workdays import day_table, provisional_years

MOST_DAYS = 400


def entry_json(entry: Entry, units: UnitTable, base: str) -> dict[str, Any]:
    """One entry of the contract. Another unit's intention shows no category, and its address is the
    calendar's.
    """
    path = (
        reverse("campaigns:detail", args=[entry.code])
        if entry.is_open
        else f"{reverse('calendars:calendar')}?panel={entry.code}"
    )
    return {
        "campaign": entry.code,
        "name": entry.name,
        "category": entry.category or None,
        "owner_unit": units.by_id[entry.unit_id].code,
        "branches": list(entry.branches),
        "channels": list(entry.channels),
        "starts_on": entry.starts_on.isoformat(),
        "ends_on": entry.ends_on.isoformat(),
        "state": entry.state,
        "announced": entry.is_announced,
        "revision": entry.revision,
        "updated_at": timezone.localtime(entry.updated_at).isoformat(),
        "url": f"{base}{path}",
    }


def days_json(entries: Sequence[Entry], first: dt.date, last: dt.date) -> list[dict[str, Any]]:
    """Each day of the span: holiday, whether it is worked and that is sure; of these entries,
    drafts apart, how many start, run, and push to whom.
    """
    table = day_table(first, last)
    counted = [entry for entry in entries if not entry.is_draft]
    starting: dict[dt.date, int] = defaultdict(int)
    change: dict[dt.date, int] = defaultdict(int)
    for entry in counted:
        starting[entry.starts_on] += 1
        change[max(entry.starts_on, first)] += 1
        change[entry.ends_on + dt.timedelta(days=1)] -= 1
    shown = {entry.id for entry in counted}
    contacts: dict[dt.date, int] = defaultdict(int)
    for one in contacts_between(first, last):
        if one.campaign_id in shown:
            contacts[one.on] += one.persons
    provisional = provisional_years(first, last)
    found, live = [], 0
    for day in clock.days(first, last):
        live += change[day]
        found.append(
            {
                "on": day.isoformat(),
                "holiday": table.holiday(day) or None,
                "working": table.is_working(day),
                "provisional": day.year in provisional,
                "launches": starting[day],
                "live": live,
                "push_contacts": contacts[day],
            }
        )
    return found


def body_of(
    user: User, first: dt.date, last: dt.date, wanted: Filter, base: str
) -> tuple[bytes, str]:
    """The answer to ``GET /calendar/`` and its entity tag. ``base`` is our address, for the
    links.
    """
    version = current_version()
    key = ("calendar", version, cache.reader_of(user), first, last, wanted, base, get_language())

    def build() -> tuple[bytes, str]:
        entries = entries_between(user, first, last, wanted)
        units = unit_table()
        body = json.dumps(
            {
                "from": first.isoformat(),
                "to": last.isoformat(),
                "entries": [entry_json(entry, units, base) for entry in entries],
                "days": days_json(entries, first, last),
                "changes_token": changes.token_of(version),
            },
            ensure_ascii=False,
        ).encode()
        return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'

    return cache.once(key, build)
