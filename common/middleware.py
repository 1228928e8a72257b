"""What every answer gets: a content security policy, and refusals in words."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.contrib import messages
from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from common.errors import Busy, Refused
from common.views import health

GetResponse = Callable[[HttpRequest], HttpResponse]

NOT_FOUND, BAD_REQUEST = 404, 400


class ContentSecurityPolicy:
    """Sends the policy of ``settings.SECURE_CSP`` with every answer, and keeps pages out of shared
    caches.
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
            response.headers.setdefault("Cache-Control", "private, no-cache")
        return response


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

    htmx gets them as toasts and swaps nothing else; a plain form goes back to its page with
    messages.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
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
