from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render

from desk.search import search as find
from organization.http import SignedInRequest


def search(request: SignedInRequest) -> HttpResponse:
    """What the text finds, grouped; nothing that the person may not see."""
    text = request.GET.get("q", "")
    return render(
        request, "desk/search.html", {"text": text.strip(), "groups": find(request.user, text)}
    )
