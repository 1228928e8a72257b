from __future__ import annotations

from common.api.renderers import ErrorsInJson


class CsvRenderer(ErrorsInJson):
    """Rows that the view streams."""

    media_type = "text/csv"
    format = "csv"
