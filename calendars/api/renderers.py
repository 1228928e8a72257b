"""Formats that a client may ask the calendar for by ``?format=`` or Accept. The view writes the
bytes itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rest_framework.renderers import BaseRenderer

from calendars import export, ics


class Written(BaseRenderer):
    """Takes part in choosing the format only: the view answers with bytes, and errors are JSON."""

    def render(
        self,
        data: Any,
        accepted_media_type: str | None = None,
        renderer_context: Mapping[str, Any] | None = None,
    ) -> Any:
        return data


class CsvRenderer(Written):
    media_type = "text/csv"
    format = "csv"


class XlsxRenderer(Written):
    media_type = export.XLSX
    format = "xlsx"
    charset = None
    render_style = "binary"


class IcsRenderer(Written):
    media_type = ics.CONTENT_TYPE.partition(";")[0]
    format = "ics"
