from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from customers.lookups import is_phone
from desk.search import LONGEST
from desk.search import search as find
from organization.http import SignedInRequest


def search(request: SignedInRequest) -> HttpResponse:
    """What the text finds, grouped; nothing that the person may not see. The form is sent, so that
    a phone stands in no address; any other text gets an address of its own.
    """
    text = request.POST.get("q", request.GET.get("q", ""))[:LONGEST]
    if request.method == "POST" and not is_phone(text):
        return redirect(f"{reverse('desk:search')}?{urlencode({'q': text})}")
    found = find(request.user, text, finds_phones=request.method == "POST")
    return render(request, "desk/search.html", {"text": text.strip(), "groups": found})
