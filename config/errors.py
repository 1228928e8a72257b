"""Errors that no view answers: as a page, or below /api/ in the API's own shape."""

from __future__ import annotations

import sys
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.views import defaults

from common import faults, request_numbers
from common.api.views import nothing_here
from common.outages import api_body, marked, outage_in


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    if is_api(request):
        return nothing_here(request)
    return defaults.page_not_found(request, exception)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: what Django itself does not take."""
    if is_api(request):
        return _answer(400, "client_error", "bad-request", _("This request could not be read"))
    return defaults.bad_request(request, exception)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: a mistake of ours; an outage has a status and words of its own. Asks no database."""
    if (outage := outage_in(sys.exc_info()[1])) is not None:
        if is_api(request):
            return marked(JsonResponse(api_body(outage), status=outage.status), outage)
        page = render_to_string("503.html", {"outage": outage})
        return marked(HttpResponse(page, status=outage.status), outage)
    if is_api(request):
        detail = faults.in_words(request_numbers.current())
        return _answer(500, "server_error", "error", detail)
    page = render_to_string("500.html", {"number": request_numbers.current()})
    return HttpResponse(page, status=500)


def too_many(request: HttpRequest) -> HttpResponse:
    """429: too many requests of a kind that is limited by the minute."""
    page = render_to_string("429.html", request=request)
    return HttpResponse(page, status=429, headers={"Retry-After": "60"})


def is_api(request: HttpRequest) -> bool:
    """Whether a program asks."""
    return request.path_info.startswith("/api/")


def _answer(status: int, kind: str, code: str, detail: str) -> HttpResponse:
    errors: list[dict[str, Any]] = [{"code": code, "detail": detail, "attr": None}]
    return JsonResponse({"type": kind, "errors": errors}, status=status)
