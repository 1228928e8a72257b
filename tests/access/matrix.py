"""Who gets where: every address × every role × own and other things, against `matrix.csv`.

The addresses come from the URLconf, so one without a row fails. A cell says what somebody gets who
asks: ``y`` an answer (also a refusal that is about what they sent or the state it is in), ``3``
403, ``4`` 404, ``L`` the way to sign in. After a wanted change write the table anew with
``JIEPAI_WRITE_MATRIX=1 pytest tests/access`` and read its difference line by line: it is the law.
"""

from __future__ import annotations

import csv
import os
from pathlib import Path

from django.db import transaction
from django.http import HttpResponse

from tests.access.stage import PEOPLE, Stage, variants_of
from tests.routes import Route

FILE = Path(__file__).with_name("matrix.csv")
METHOD_NOT_ALLOWED = 405
Row = tuple[str, str, str]


def known_rows() -> dict[Row, tuple[str, ...]]:
    if not FILE.exists():
        return {}
    with FILE.open(newline="") as file:
        lines = csv.reader(file)
        next(lines)
        return {(path, method, variant): tuple(cells) for path, method, variant, *cells in lines}


KNOWN = known_rows()


def hold(route: Route, stage: Stage) -> None:
    """Everybody gets at this address what the table says."""
    got = {
        (route.path, method, variant): cells
        for method in route.methods
        for variant in variants_of(route.path)
        if (cells := row_of(route, method, variant, stage)) is not None
    }

    if "JIEPAI_WRITE_MATRIX" in os.environ:
        KNOWN.update(got)
        write(KNOWN)
    expected = {row: cells for row, cells in KNOWN.items() if row[0] == route.path}
    assert got == expected


def row_of(route: Route, method: str, variant: str, stage: Stage) -> tuple[str, ...] | None:
    """What each person gets; None where the address does not take the method."""
    address = "/" + route.path.format(**stage.parameters(route.path, variant))
    cells = []
    for person in PEOPLE:
        answer = ask(stage, person, route, method, address)
        if answer.status_code == METHOD_NOT_ALLOWED:
            return None
        cells.append(cell_of(answer))
    return tuple(cells)


def ask(stage: Stage, person: str, route: Route, method: str, address: str) -> HttpResponse:
    """The answer, after which nothing is changed."""
    client = stage.client(person, is_api=route.is_api)
    with transaction.atomic():
        answer = getattr(client, method.lower())(address)
        transaction.set_rollback(True)
    return answer


def cell_of(answer: HttpResponse) -> str:
    if answer.status_code in {403, 404}:
        return str(answer.status_code)[-1]
    if answer.status_code == 401 or "/accounts/login/" in answer.headers.get("Location", ""):
        return "L"
    assert answer.status_code < 500
    return "y"


def write(rows: dict[Row, tuple[str, ...]]) -> None:
    with FILE.open("w", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["path", "method", "object", *PEOPLE])
        lines.writerows([*row, *cells] for row, cells in sorted(rows.items()))
