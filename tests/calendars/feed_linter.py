"""What is wrong with a calendar file, in short words; an empty list for one that every program can
read.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter

from icalendar import Calendar

REQUIRED = ("UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "SEQUENCE", "STATUS")


def faults(body: bytes) -> list[str]:
    found = []
    if any(len(line) > 75 for line in body.split(b"\r\n")):
        found.append("a line is longer than 75 octets")
    if b"\n" in body.replace(b"\r\n", b""):
        found.append("a line does not end with CRLF")
    try:
        calendar = Calendar.from_ical(body)
    except ValueError as error:
        return [*found, f"cannot be parsed: {error}"]
    zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
    for part in calendar.walk():
        found += [f"{name}: {error}" for name, error in part.errors]
        found += [f"zone {zone} is not described" for zone in zones_of(part) - zones]
    events = calendar.walk("VEVENT")
    found += [
        f"UID {uid} comes {count} times"
        for uid, count in Counter(str(event.get("UID")) for event in events).items()
        if count > 1
    ]
    for event in events:
        found += [f"no {name}" for name in REQUIRED if name not in event]
        if (
            {"DTSTART", "DTEND"} <= set(event)
            and not event.errors
            and key(event.decoded("DTEND")) <= key(event.decoded("DTSTART"))
        ):
            found.append("it ends before it starts")
    return found


def zones_of(part) -> set[str]:
    values = [
        value for _name, value in part.property_items(recursive=False) if hasattr(value, "params")
    ]
    return {str(value.params["TZID"]) for value in values if "TZID" in value.params}


def key(value: dt.date) -> str:
    return value.isoformat()
