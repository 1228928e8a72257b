"""Mistakes of ours: kept under the number that the person reads on the error page."""

from __future__ import annotations

import datetime as dt
import sys
import traceback
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.signals import got_request_exception
from django.db import Error, transaction
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from common import clock, request_numbers
from common.models import Fault
from common.outages import outage_in
from common.paths import path_to_log

KEPT = dt.timedelta(days=90)
OURS = _(
    "The fault is ours, not yours, and it has been recorded. What was saved before is safe; what"
    " you just sent was not saved."
)
TELL = _("Tell your administrator this number: {number}.")


def in_words(number: str) -> str:
    """What a program is told of a mistake of ours."""
    return str(format_lazy("{ours} {tell}", ours=OURS, tell=format_lazy(TELL, number=number)))


def record(sender: Any, request: HttpRequest | None = None, **_more: Any) -> None:
    """Keep what broke where. What comes of an outage is none; where nothing can be written the log
    has it alone.
    """
    error = sys.exc_info()[1]
    if error is None or request is None or outage_in(error) is not None:
        return
    user = getattr(request, "user", None)
    try:
        with transaction.atomic():
            Fault.objects.create(
                number=request_numbers.current() or request_numbers.new(),
                happened_at=clock.now(),
                method=(request.method or "")[:10],
                path=path_to_log(request.path)[:300],
                error=f"{type(error).__module__}.{type(error).__qualname__}"[:200],
                place=place_of(error),
                person=user.pk if user is not None and user.is_authenticated else None,
            )
    except Error:
        return


def place_of(error: BaseException) -> str:
    """The lines of our code that led to an error and the last one of all, the last one last."""
    frames = traceback.extract_tb(error.__traceback__)
    root = Path(settings.BASE_DIR)
    ours = [
        one
        for one in frames
        if Path(one.filename).is_relative_to(root) and ".venv" not in one.filename
    ]
    shown = [*ours, *(frames[-1:] if frames[-1:] != ours[-1:] else [])]
    return "\n".join(f"{short(one.filename, root)}:{one.lineno} {one.name}" for one in shown[-20:])


def short(file: str, root: Path) -> str:
    """A file below the project, or a library's below where libraries lie."""
    if ".venv" not in file and Path(file).is_relative_to(root):
        return str(Path(file).relative_to(root))
    return file.rpartition("site-packages/")[2] or file


def forget_old(*, now: dt.datetime) -> None:
    """Nobody asks any more for a number of last quarter."""
    Fault.objects.filter(happened_at__lt=now - KEPT).delete()


got_request_exception.connect(record, dispatch_uid="faults")
