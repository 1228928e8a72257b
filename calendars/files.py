"""The calendar as a file: csv, xlsx or ics, for the page and the API, made once per change and
reader.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language

from calendars import cache, export, ics
from calendars.agenda import lines_of
from calendars.entries import entries_between
from calendars.selection import Filter
from calendars.unit_table import unit_table
from channels.models import Channel
from common.changelog import current_version
from organization.models import User

CONTENT_TYPES = {"csv": export.CSV, "xlsx": export.XLSX, "ics": ics.CONTENT_TYPE}


def base_of(request: Any) -> str:
    """Our address as the caller knows it, for links in answers."""
    address: str = request.build_absolute_uri("/")
    return address.rstrip("/")


def file_answer(
    user: User, first: dt.date, last: dt.date, wanted: Filter, *, kind: str, base: str
) -> HttpResponse:
    """What the user may see of a part of the calendar, as csv, xlsx or ics, with its entity tag."""
    version = current_version()
    key = ("file", kind, version, cache.reader_of(user), first, last, wanted, base, get_language())

    def build() -> cache.Body:
        body = written(user, first, last, wanted, kind=kind, base=base)
        return body, f'"{hashlib.sha256(body).hexdigest()[:32]}"'

    body, etag = cache.once(key, build)
    headers = {"Content-Disposition": f'attachment; filename="calendar.{kind}"', "ETag": etag}
    return HttpResponse(body, content_type=CONTENT_TYPES[kind], headers=headers)


def written(
    user: User, first: dt.date, last: dt.date, wanted: Filter, *, kind: str, base: str
) -> bytes:
    """The file itself; events are the kept ones that feeds tell of."""
    entries = entries_between(user, first, last, wanted)
    channels = {channel.code: channel.label for channel in Channel.objects.all()}
    lines = lines_of(entries, unit_table(), channels)
    if kind == "csv":
        return export.as_csv(lines)
    if kind == "xlsx":
        return export.as_xlsx(lines)
    items = [
        ics.Item(line, f"{base}/campaigns/{line.entry.code}/")
        for line in lines
        if not line.entry.is_draft
    ]
    return ics.calendar(items, name="Jiepai")
