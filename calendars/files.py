"""The calendar as a file: csv, xlsx or ics, for the page and the API."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse

from calendars import export, ics


def base_of(request: Any) -> str:
    """Our address as the caller knows it, for links in answers."""
    address: str = request.build_absolute_uri("/")
    return address.rstrip("/")


def file_answer(lines: list[Any], kind: str, base: str) -> HttpResponse:
    """Lines of the calendar as csv, xlsx or ics."""
    if kind == "csv":
        body, content_type = export.as_csv(lines), export.CSV
    elif kind == "xlsx":
        body, content_type = export.as_xlsx(lines), export.XLSX
    else:
        items = [
            ics.Item(line, f"{base}/campaigns/{line.entry.code}/")
            for line in lines
            if not line.entry.is_draft
        ]
        body, content_type = ics.calendar(items, name="Jiepai"), ics.CONTENT_TYPE
    return HttpResponse(
        body,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="calendar.{kind}"'},
    )
