from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from common.errors import Refused
from common.meanwhile import in_turn
from organization.forms import mark
from organization.http import SignedInRequest
from organization.master_data import Kind, kind_of
from organization.master_data.cells import shown

PAGE = 100


def wanted(request: SignedInRequest, code: str, *, writing: bool) -> Kind:
    """The kind that an address names, for whoever may see it (404) or write it (403)."""
    kind = kind_of(code)
    if kind is None or kind.page:
        raise Http404
    may = kind.may_be_written_by if writing else kind.may_be_seen_by
    if not may(request.user):
        raise PermissionDenied
    return kind


@require_GET
def entries(request: SignedInRequest, kind: str) -> HttpResponse:
    """All rows of one kind of master data."""
    of = wanted(request, kind, writing=False)
    page = Paginator(list(of.rows()), PAGE).get_page(request.GET.get("page"))
    rows = [
        (
            of.key_of(row),
            [
                (shown(field, getattr(row, name)), name in of.narrow)
                for name, field in of.columns.items()
            ],
        )
        for row in page
    ]
    context = {
        "kind": of,
        "labels": [(of.label(name), name in of.narrow) for name in of.columns],
        "rows": rows,
        "page": page,
        "may_write": of.may_be_written_by(request.user),
    }
    return render(request, "organization/entries.html", context)


@in_turn
def entry(request: SignedInRequest, kind: str, key: str = "") -> HttpResponse:
    """Add a row of master data, or change one."""
    of = wanted(request, kind, writing=True)
    row = of.at(key) if key else None
    if key and row is None:
        raise Http404
    form = of.bound(request.POST if request.method == "POST" else None, row)
    if row is None:
        form.initial |= {name: request.GET[name] for name in of.columns if name in request.GET}
    if request.method == "POST" and form.is_valid() and saved(of, form, request):
        messages.success(request, _("%(entry)s was saved.") % {"entry": form.instance})
        if "another" in request.POST:
            return redirect(of.new_url())
        return redirect(of.url())
    context = {"kind": of, "form": form, "row": row, "key": key}
    return render(request, "organization/entry.html", context, status=422 if form.errors else 200)


def saved(kind: Kind, form: Any, request: SignedInRequest) -> bool:
    """Whether the command took it; else what it said stands at the form's fields."""
    try:
        kind.save(form, request.user)
    except Refused as refusal:
        mark(form, refusal)
    return not form.errors


@require_POST
def remove(request: SignedInRequest, kind: str, key: str) -> HttpResponse:
    """Take out a row that was entered wrongly."""
    of = wanted(request, kind, writing=True)
    row = of.at(key)
    if row is None or of.remove is None:
        raise Http404
    name = str(row)
    of.remove(row, request.user)
    messages.success(request, _("%(entry)s was removed.") % {"entry": name})
    return redirect(of.url())
