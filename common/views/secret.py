from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from common import shown_once


@require_POST
def put_away(request: HttpRequest) -> HttpResponse:
    """Take a secret off its page."""
    return redirect(shown_once.put_away(request))
