"""What is answered when a view or a middleware raised something that nobody caught."""

from __future__ import annotations

import sys

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string

from common.outages import api_body, marked, outage_in

BROKEN, TOO_MANY = 500, 429


def server_error(request: HttpRequest) -> HttpResponse:
    """An outage in its own words, everything else as our fault. Asks no database."""
    outage = outage_in(sys.exc_info()[1])
    if outage is None:
        return HttpResponse(render_to_string("500.html"), status=BROKEN)
    if request.path.startswith("/api/"):
        return marked(JsonResponse(api_body(outage), status=outage.status), outage)
    page = render_to_string("503.html", {"outage": outage})
    return marked(HttpResponse(page, status=outage.status), outage)


def too_many(request: HttpRequest) -> HttpResponse:
    """Too many requests of a kind that is limited by the minute."""
    page = render_to_string("429.html", request=request)
    return HttpResponse(page, status=TOO_MANY, headers={"Retry-After": "60"})
