"""The calendar as iCalendar (RFC 5545). Each event is made once per campaign, version and state,
and kept; a feed joins them.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cachetools import LRUCache
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from calendars.agenda import Line
from calendars.models import CalendarEvent
from calendars.selection import GONE
from campaigns.enums import CampaignState, Category
from campaigns.terms import CAMPAIGN_STATES
from common import clock
from common.text import has_hidden_characters

CONTENT_TYPE = "text/calendar; charset=utf-8"
DOMAIN = "jiepai"
CONFIRMED = frozenset(
    {CampaignState.APPROVED, CampaignState.LIVE, CampaignState.ENDED, CampaignState.EVALUATED}
)
# Events by their parts, which are all that they say: nothing that changes leaves them as they are.
Parts = tuple[int | str | None, ...]
MOST_BYTES = 32 * 2**20
_texts: LRUCache[Parts, str] = LRUCache(maxsize=MOST_BYTES, getsizeof=len)
_lock = threading.Lock()


@dataclass(frozen=True, slots=True)
class Item:
    """A campaign as a feed tells of it, with the address of its page."""

    line: Line
    url: str


def status_of(state: str) -> str:
    """CONFIRMED once decided, CANCELLED once given up, TENTATIVE before and while it is
    suspended.
    """
    if state in GONE:
        return "CANCELLED"
    return "CONFIRMED" if state in CONFIRMED else "TENTATIVE"


def plain(text: str) -> str:
    """Text without control characters, which no calendar program may be sent; line breaks and tabs
    are kept.
    """
    if not has_hidden_characters(text):
        return text
    return "".join(char for char in text if not has_hidden_characters(char))


def parts_of(item: Item, owner: str, language: str | None) -> Parts:
    """What an event depends on: version, state, everything it says, its language. A change of any
    makes a new one.
    """
    entry = item.line.entry
    return (
        entry.code,
        entry.version_id,
        entry.style,
        entry.revision,
        entry.name,
        entry.category,
        entry.starts_on.isoformat(),
        entry.ends_on.isoformat(),
        entry.updated_at.isoformat(),
        owner,
        item.line.channels,
        item.line.branches,
        item.url,
        language,
    )


def fingerprint_of(parts: Parts) -> str:
    """The parts as the database keeps them, which keeps the code beside."""
    _code, *said = parts
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def vevent(item: Item) -> str:
    """One event: all-day with an exclusive end, a UID that never changes, SEQUENCE = revision;
    folded and escaped.
    """
    entry, line = item.line.entry, item.line
    event = Event()
    event.add("uid", f"{entry.code}@{DOMAIN}")
    event.add("dtstamp", entry.updated_at.astimezone(dt.UTC).replace(microsecond=0))
    event.add("last-modified", entry.updated_at.astimezone(dt.UTC).replace(microsecond=0))
    event.add("sequence", entry.revision)
    event.add("dtstart", entry.starts_on)
    event.add("dtend", entry.ends_on + dt.timedelta(days=1))
    event.add("summary", plain(entry.name))
    state = str(CAMPAIGN_STATES[entry.style].word)
    about = [
        f"{line.owner.label} · {state} · {entry.code}",
        line.channels,
        line.branches or _("all branches"),
    ]
    event.add("description", plain("\n".join(part for part in about if part)))
    category = [str(Category(entry.category).label)] if entry.category else []
    event.add("categories", [plain(word) for word in [line.owner.label, *category]])
    event.add("status", status_of(entry.state))
    event.add("transp", "TRANSPARENT")
    event.add("url", item.url)
    return event.to_ical().decode()


def events(items: Sequence[Item], *, now: dt.datetime | None = None) -> list[str]:
    """The kept events of some campaigns, in their order; those that neither this process nor the
    database has met before are made and kept. Two queries, none where the process knows all: one
    changed plan costs one event.
    """
    language = get_language()
    units = {item.line.owner.pk: item.line.owner for item in items}
    owners = {key: unit.label for key, unit in units.items()}
    asked = [parts_of(item, owners[item.line.owner.pk], language) for item in items]
    with _lock:
        known = {parts: text for parts in asked if (text := _texts.get(parts)) is not None}
    missing = {parts: item for parts, item in zip(asked, items, strict=True) if parts not in known}
    if missing:
        known |= kept(missing, now=now or clock.now())
        with _lock:
            for parts in missing:
                _texts[parts] = known[parts]
    return [known[parts] for parts in asked]


def kept(missing: Mapping[Parts, Item], *, now: dt.datetime) -> dict[Parts, str]:
    """The events of these parts, from the database, else made and kept there."""
    wanted = {parts: fingerprint_of(parts) for parts in missing}
    stored: Mapping[tuple[str, str], str] = {
        (code, fingerprint): text
        for code, fingerprint, text in CalendarEvent.objects.filter(
            fingerprint__in=wanted.values()
        ).values_list("campaign", "fingerprint", "text")
    }
    found, fresh = {}, []
    for parts, item in missing.items():
        code, fingerprint = item.line.entry.code, wanted[parts]
        text = stored.get((code, fingerprint))
        if text is None:
            text = vevent(item)
            fresh.append(
                CalendarEvent(campaign=code, fingerprint=fingerprint, text=text, created_at=now)
            )
        found[parts] = text
    CalendarEvent.objects.bulk_create(fresh, ignore_conflicts=True)
    return found


def forget() -> None:
    """Start afresh, as tests do between two databases."""
    with _lock:
        _texts.clear()


def calendar(items: Sequence[Item], *, name: str) -> bytes:
    """A whole calendar: head by the library, then the events."""
    head = Calendar()
    head.add("prodid", "-//Jiepai//Calendar//ZH")
    head.add("version", "2.0")
    head.add("calscale", "GREGORIAN")
    head.add("x-wr-calname", plain(name))
    head.add("x-wr-timezone", "Asia/Shanghai")
    head.add("refresh-interval", dt.timedelta(hours=1), parameters={"value": "DURATION"})
    head.add("x-published-ttl", "PT1H")
    frame = head.to_ical().decode()
    begin, end = frame.rsplit("END:VCALENDAR", 1)
    return f"{begin}{''.join(events(items))}END:VCALENDAR{end}".encode()
