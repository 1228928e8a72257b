"""What is nobody's mistake: the database is away, an answer took too long, the disk is full."""

from __future__ import annotations

import errno
import logging
import re
import time
from dataclasses import dataclass
from typing import TypeVar

from django.db import Error
from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

AWAY, TOO_LONG, FULL = "away", "took-too-long", "disk-full"
# PostgreSQL's states (appendix A of its manual): it stops, or takes no more connections.
STOPPING = frozenset({"57P01", "57P02", "57P03", "53300"})
CANCELLED, DISK_FULL = "57014", "53100"
LOG_SECONDS = 10.0
R = TypeVar("R", bound=HttpResponse)


@dataclass(frozen=True, slots=True)
class Outage:
    code: str
    status: int
    title: str | Promise
    detail: str | Promise
    retry_after: int


KNOWN = {
    one.code: one
    for one in (
        Outage(
            AWAY,
            503,
            _("Jiepai cannot be reached right now"),
            _("The database does not answer. Nothing was saved; try again in a moment."),
            5,
        ),
        Outage(
            TOO_LONG,
            503,
            _("This takes too long right now"),
            _("The answer took too long and was given up. Nothing was saved; try again later."),
            30,
        ),
        Outage(
            FULL,
            507,
            _("The disk is full"),
            _(
                "There is no space left on the server's disk, so nothing was saved. Tell your"
                " administrator."
            ),
            300,
        ),
    )
}


def outage_in(error: BaseException | None) -> Outage | None:
    """The outage that an error comes from; None for every other error."""
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return KNOWN[FULL]
    if not isinstance(error, Error):
        return None
    cause = error.__cause__
    state = getattr(cause, "pgcode", None)
    if state == DISK_FULL:
        return KNOWN[FULL]
    if state == CANCELLED:
        return KNOWN[TOO_LONG]
    # An error that the server did not send has no state: the connection is gone or was never had.
    is_lost = state is None and type(cause).__name__ in {"OperationalError", "InterfaceError"}
    return KNOWN[AWAY] if is_lost or state in STOPPING else None


def api_body(outage: Outage) -> dict[str, object]:
    """An outage in the shape of every error of the API."""
    entry = {"code": outage.code, "detail": str(outage.detail), "attr": None}
    return {"type": "server_error", "errors": [entry]}


def marked(response: R, outage: Outage) -> R:
    """When to try again; the log says an outage once, not for every answer."""
    response["Retry-After"] = str(outage.retry_after)
    response._has_been_logged = True  # type: ignore[attr-defined]  # as Django's log_response does
    return response


def is_from_database(kind: type[BaseException]) -> bool:
    return issubclass(kind, Error) or kind.__module__.startswith("psycopg2")


def sentence(said: str) -> str:
    """What a database said without the values it said it of: no details, no quoted input."""
    first = next(iter(said.splitlines()), "")
    return re.sub(r'(value |: )"[^"]*"?', r'\1"…"', first)


class OneLine(logging.Filter):
    """Says an outage in one line without a traceback, once in a while, instead of for every request
    that meets it.
    """

    def __init__(self) -> None:
        super().__init__()
        self.said_at: dict[str, float] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        outage = outage_in(record.exc_info[1]) if record.exc_info else None
        if outage is None:
            return True
        now = time.monotonic()
        if now - self.said_at.get(outage.code, -LOG_SECONDS) < LOG_SECONDS:
            return False
        self.said_at[outage.code] = now
        said = sentence(str(record.exc_info[1])) if record.exc_info else ""
        record.msg, record.args = f"{outage.code}: {said}", ()
        record.exc_info = record.exc_text = None
        return True
