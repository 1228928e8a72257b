"""What every answer gets: a content security policy, and refusals in words."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.common import CommonMiddleware
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from common.errors import Busy, Refused

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


class Refusals:
    """Maps a refused action of a page once: the reasons in words, the status of the worst, nothing
    changed.

    htmx gets them as toasts and swaps nothing else; a plain form goes back to its page with
    messages.
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
        if not isinstance(error, Refused):
            return None
        if error.status == NOT_FOUND:
            raise Http404
        htmx = bool(getattr(request, "htmx", False))
        back = self.page_before(request) if request.method == "POST" and not htmx else ""
        if htmx or back:
            for reason in error.reasons:
                messages.error(request, str(reason))
        if htmx:
            response = render(request, "common/toasts_oob.html", status=error.status)
            response["HX-Reswap"] = "none"
        elif back:
            response = redirect(back)
        else:
            response = render(request, "409.html", {"reasons": error.reasons}, status=error.status)
        if isinstance(error, Busy):
            response["Retry-After"] = str(error.retry_after)
        return response

    @staticmethod
    def page_before(request: HttpRequest) -> str:
        """The page that the form was on, if it is ours."""
        referrer = request.headers.get("Referer", "")
        safe = url_has_allowed_host_and_scheme(
            referrer, {request.get_host()}, require_https=request.is_secure()
        )
        return referrer if safe else ""
