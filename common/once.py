"""What a page's form says is done once: not again for a double click, a reload or the way back."""

from __future__ import annotations

import datetime as dt
import hashlib
import time

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from common import clock
from common.kept import Back, page_before
from common.middleware import GetResponse
from common.models import IdempotencyKey

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the field's name; each page that is shown has its own
DONE = "jiepai.done"
NOT_COUNTED = ("/api/", "/accounts/", "/i18n/")
# How long the second one waits for the first, in ever longer steps: the page's own script lets no
# second click through, so this is for reloads and two windows, and must not hold a thread for long.
STEPS_S = (0.05, 0.1, 0.2, 0.4, 0.5)
LOST_AFTER = dt.timedelta(minutes=1)  # a process that has not answered by then never will
KEPT_FOR = dt.timedelta(days=1)


def done(request: HttpRequest) -> None:
    """Say that a form was done whose answer is shown in place instead of led elsewhere."""
    request.META[DONE] = True


class SaidOnce:
    """A form of one page that comes a second time with the same words leads where the first led, or
    back to its page.

    What was refused or had to be mended counts as not said.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not self.counts(request):
            return self.get_response(request)
        row, is_new = claim(request)
        if not is_new and (said := led_to(row)) is not None:
            messages.info(request, _("This had been sent already; it was not done a second time."))
            return redirect(said or page_before(request))
        response = self.get_response(request)
        is_elsewhere = 300 <= response.status_code < 400 and not isinstance(response, Back)
        kept = IdempotencyKey.objects.filter(pk=row.pk)
        if is_elsewhere or DONE in request.META:
            where = {"Location": response.get("Location", "")}
            kept.update(status=response.status_code, headers=where)
        else:
            kept.delete()
        return response

    @staticmethod
    def counts(request: HttpRequest) -> bool:
        """Whether it is a form that somebody has sent from a page."""
        return (
            request.method == "POST"
            and not request.headers.get("HX-Request")
            and not request.path.startswith(NOT_COUNTED)
            and request.user.is_authenticated
            and TOKEN in request.POST
        )


def led_to(row: IdempotencyKey) -> str | None:
    """Where the first one led; empty while it is still under way, none if it came to nothing."""
    first: IdempotencyKey | None = row
    for step in STEPS_S:
        if first is None or first.status is not None:
            break
        if clock.now() - first.created_at > LOST_AFTER:
            return None
        time.sleep(step)
        first = IdempotencyKey.objects.filter(pk=row.pk).first()
    return None if first is None else str(first.headers.get("Location", ""))


def claim(request: HttpRequest) -> tuple[IdempotencyKey, bool]:
    """The row of what is said, and whether it is said for the first time."""
    said = repr((request.get_full_path(), sorted(request.POST.lists()), sorted(files(request))))
    digest = hashlib.sha256(said.encode()).hexdigest()
    caller, now = request.user.get_username(), clock.now()
    own = IdempotencyKey.objects.filter(caller=caller, key__startswith="page ")
    own.filter(created_at__lt=now - KEPT_FOR).delete()
    try:
        with transaction.atomic():
            row = IdempotencyKey.objects.create(
                caller=caller, key=f"page {digest}", request_digest=digest, created_at=now
            )
    except IntegrityError:
        known = own.filter(key=f"page {digest}").first()
        return (known, False) if known else claim(request)
    return row, True


def files(request: HttpRequest) -> list[tuple[str, str, int]]:
    """The files that come along, by name and size."""
    return [
        (name, file.name or "", file.size or 0)
        for name, several in request.FILES.lists()
        for file in several
    ]
