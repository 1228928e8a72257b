"""Reads a workbook in a process of its own, limited in memory and time, and writes its rows as JSON
lines.

Run as a script, without Django: ``python workbook_child.py FILE [SHEET]``. The first line tells of
the sheets.
"""

from __future__ import annotations

import datetime as dt
import json
import resource
import sys
from typing import Any

MEMORY = 1 << 30
SECONDS = 120


def plain(value: Any) -> Any:
    """A cell as JSON; dates become ``{"d": …}``."""
    match value:
        case None | bool() | int() | float() | str():
            return value
        case dt.datetime():
            return (
                {"d": value.date().isoformat()}
                if value.time() == dt.time()
                else {"t": value.isoformat()}
            )
        case dt.date():
            return {"d": value.isoformat()}
    return str(value)


def main(path: str, sheet: str = "") -> int:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    import python_calamine as calamine

    def tell(**values: Any) -> None:
        sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")

    try:
        book = calamine.load_workbook(path)
        sheets = [
            data for data in book.sheets_metadata if data.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        # Those that people see come first; a hidden one is read only when it is named.
        sheets.sort(key=lambda data: data.visible != calamine.SheetVisibleEnum.Visible)
        names = [data.name for data in sheets]
        if not names or (sheet and sheet not in names):
            tell(error="unknown-sheet", sheets=names)
            return 1
        table = book.get_sheet_by_name(sheet or names[0])
        tell(sheets=names, sheet=table.name, height=table.total_height)
        before = [None] * (table.start[1] if table.start else 0)
        for number, row in enumerate(table.iter_rows(), start=1):
            sys.stdout.write(
                json.dumps([number, [*before, *map(plain, row)]], ensure_ascii=False) + "\n"
            )
    except calamine.PasswordError:
        tell(error="password")
        return 1
    except (calamine.CalamineError, ValueError, OSError):
        tell(error="damaged")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
