from __future__ import annotations

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render

from common import clock
from common.folding import has_words
from common.paging import Page, page_at, start_of
from comms import queries
from comms.enums import DraftKind
from comms.formatting import PENDING_LABELS
from comms.forms import DraftFilter
from comms.models import Draft
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.permissions import Permission

NEAR = dt.timedelta(days=2)  # due by then: shown in the colour of time


@permission_required(Permission.SEE_COMMS)
def drafts(request: SignedInRequest) -> HttpResponse:
    """What waits for me, and below it all drafts that I may open."""
    form = DraftFilter(request.GET)
    form.is_valid()
    chosen = form.cleaned_data
    rows = queries.drafts_for(request.user)
    for name in ("state", "kind"):
        if chosen.get(name):
            rows = rows.filter(**{name: chosen[name]})
    if chosen.get("q"):
        rows = rows.filter(has_words(chosen["q"], "title"))
    page: Page[Draft] = page_at(rows, start_of(request.GET.get("cursor", "")))
    context = {
        "form": form,
        "filtered": any(chosen.values()),
        "waiting": [
            (one.draft, *PENDING_LABELS[one.what])
            for one in queries.drafts_waiting_for(request.user)
        ],
        "soon": clock.today() + NEAR,
        "drafts": page.rows,
        **page.context(),
        "may_write": request.user.may(Permission.WRITE_DRAFT),
        "tab": "drafts",
    }
    return render(request, "comms/drafts.html", context)


@permission_required(Permission.SEE_RELEASED_DRAFTS, Permission.SEE_COMMS)
def released(request: SignedInRequest) -> HttpResponse:
    """What is released for one's branch, the newest first: to read and to copy, on a phone too."""
    kind = request.GET.get("kind", "")
    rows = queries.released_for(request.user)
    if kind in DraftKind.values:
        rows = rows.filter(kind=kind)
    page: Page[Draft] = page_at(rows, start_of(request.GET.get("cursor", "")), is_counted=False)
    context = {
        "drafts": page.rows,
        "kinds": DraftKind.choices,
        "kind": kind if kind in DraftKind.values else "",
        **page.context(),
        "with_tabs": request.user.may(Permission.SEE_COMMS),
        "tab": "released",
    }
    return render(request, "comms/released.html", context)
