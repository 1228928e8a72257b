"""What every answer gets: a content security policy, and refusals in words."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.common import CommonMiddleware
from django.shortcuts import render
from django.template.response import SimpleTemplateResponse
from django.urls import reverse

from common import kept
from common.errors import Busy, Refused, refused_by
from common.locks import is_lock_failure
from common.refill import refilled
from common.taken import as_refusal
from common.views import health

GetResponse = Callable[[HttpRequest], HttpResponse]

NOT_FOUND, BAD_REQUEST = 404, 400


class ContentSecurityPolicy:
    """Sends the policy of ``settings.SECURE_CSP`` with every answer, and keeps pages out of shared
    caches; those of ``settings.NEVER_STORED`` out of the browser's too.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.policy = "; ".join(
            f"{name} {' '.join(values)}" for name, values in settings.SECURE_CSP.items()
        )

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(
            "Content-Security-Policy", getattr(response, "csp", self.policy)
        )
        if not request.path.startswith(settings.STATIC_URL):
            kept = "no-store" if re.search(settings.NEVER_STORED, request.path) else "no-cache"
            response.headers.setdefault("Cache-Control", f"private, {kept}")
        return response


class Slashes(CommonMiddleware):
    """Leads to the address with its final slash, but no call that writes: clients follow with GET,
    read a list, and believe that they have written.
    """

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        writes = request.method not in {"GET", "HEAD"} and request.path_info.startswith("/api/")
        return not writes and bool(super().should_redirect_with_slash(request))


class HealthFirst:
    """Answers questions about health before anything asks for a session or the database."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response
        self.views = {reverse("common:live"): health.live, reverse("common:ready"): health.ready}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.views.get(request.path_info, self.get_response)(request)


class Refusals:
    """Maps a refused action of a page once: the reasons in words, the status of the worst, nothing
    changed.

    htmx gets them as toasts and swaps nothing else; a plain form comes back as it was sent, with
    the reasons at their fields.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info:
            raise Http404  # no column holds it, so nothing can be called so
        if "%00" in request.META.get("QUERY_STRING", "") and not request.path.startswith("/api/"):
            return render(
                request, "400.html", status=BAD_REQUEST
            )  # no column holds it, so no filter can mean it
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, DataError):
            return render(request, "400.html", status=BAD_REQUEST)
        if is_lock_failure(error):
            error = Busy()
        if isinstance(error, ValidationError):
            error = refused_by(error)
        error = as_refusal(error, request.POST) or error
        if not isinstance(error, Refused):
            return None
        if error.status == NOT_FOUND:
            raise Http404
        if getattr(request, "htmx", False):
            for reason in error.reasons:
                messages.error(request, str(reason))
            response = render(request, "common/toasts_oob.html", status=error.status)
            response["HX-Reswap"] = "none"
        else:
            response = self.form_again(request, error) or render(
                request, "409.html", {"reasons": error.reasons}, status=error.status
            )
        if isinstance(error, Busy):
            response["Retry-After"] = str(error.retry_after)
        return response

    @staticmethod
    def form_again(request: HttpRequest, error: Refused) -> HttpResponse | None:
        """The form as it was sent: at once if its page has the same address, otherwise through the
        page that it was on; none if nobody knows that page.
        """
        if request.method != "POST":
            return None
        if page := kept.page_itself(request):
            page.status_code = error.status
            return refill(page, kept.sent(request, error.reasons, page=request.path))
        if kept.is_ours(request, request.headers.get("Referer", "")):
            return kept.Back(kept.keep(request, error.reasons))
        for reason in error.reasons:
            messages.error(request, str(reason))
        return None


class KeptForms:
    """Shows a form that could not be sent as it was, as soon as its page comes."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        is_looked_at = request.method == "GET" and not request.headers.get("HX-Request")
        waiting = kept.take(request, response) if is_page and is_looked_at else None
        return refill(response, waiting) if waiting else response


def refill(page: HttpResponse, typed: kept.Kept) -> HttpResponse:
    """The page with the form as it was sent; one that renders late is rendered first."""
    if isinstance(page, SimpleTemplateResponse) and not page.is_rendered:
        page.render()
    page.content = refilled(page.content.decode(), typed)
    return page
