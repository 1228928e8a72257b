"""What came of placements: the record, one result with its corrections, typing one, a file."""

from __future__ import annotations

import uuid as uuids
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from channels.models import Channel, PlacementResult, Product
from channels.registries import plans
from channels.results.checking import known_codes
from channels.results.fields import AMONG_CONTACTED, CODES, FIELDS
from channels.results.forms import ResultFileForm, ResultForm
from channels.results.queries import READERS, visible_results
from channels.results.reading import FileRows, read_file
from channels.results.recording import MOST, PAGE, RECORDERS, record_results
from channels.results.sheets import TEMPLATE_NAME, template_of
from common.paging import Page, page_at, start_of
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.views.workbook import XLSX

SHOWN_ERRORS = 200


def may_record(request: SignedInRequest) -> bool:
    return any(request.user.may(permission) for permission in RECORDERS)


@require_GET
@permission_required(*READERS)
def results(request: SignedInRequest) -> HttpResponse:
    """The results as they are known now, newest first."""
    chosen = {name: request.GET.get(name, "")[:60] for name in ("campaign", "channel", "product")}
    rows = visible_results(request.user).current().select_related(*CODES)
    if chosen["campaign"]:
        rows = rows.filter(campaign=chosen["campaign"])
    for name in ("channel", "product"):
        if chosen[name]:
            rows = rows.filter(**{f"{name}__code": chosen[name]})
    page: Page[PlacementResult] = page_at(
        rows.order_by("-happened_on", "-id"), start_of(request.GET.get("cursor", "")), by_key=True
    )
    named = plans().named(request.user, {row.campaign for row in page.rows} - {""})
    context = {
        "rows": [(row, named.get(row.campaign)) for row in page.rows],
        "paging": page.context(),
        "channels": Channel.objects.all(),
        "products": Product.objects.order_by("name"),
        **chosen,
        "is_narrowed": any(chosen.values()),
        "may_record": may_record(request),
        "tab": "results",
    }
    return render(request, "channels/results.html", context)


@permission_required(*READERS)
def result(request: SignedInRequest, uuid: uuids.UUID) -> HttpResponse:
    """One result with what it corrects; those who tell of it correct it here."""
    row = get_object_or_404(visible_results(request.user).select_related(*CODES), uuid=uuid)
    newest = row
    while (later := PlacementResult.objects.filter(corrects=newest).first()) is not None:
        newest = later
    if newest != row:
        return redirect("channels:result", newest.uuid)
    form = None
    if may_record(request):
        form = ResultForm(request.POST or None, before=row)
        if request.method == "POST" and form.is_valid() and told(request, form, row):
            messages.success(
                request, _("The result was corrected. The one before stays on record.")
            )
            return redirect("channels:results")
    context = {
        "row": row,
        "plan": plans().named(request.user, {row.campaign} - {""}).get(row.campaign),
        "counts": [(FIELDS[name].label, getattr(row, name)) for name in AMONG_CONTACTED],
        "revisions": PlacementResult.objects.filter(source=row.source, key=row.key)
        .select_related("recorded_by")
        .order_by("-revision"),
        "form": form,
        "tab": "results",
    }
    status = 422 if form is not None and form.errors else 200
    return render(request, "channels/result.html", context, status=status)


@permission_required(*RECORDERS)
def new_result(request: SignedInRequest) -> HttpResponse:
    """Type one result."""
    initial = {name: request.GET[name][:60] for name in FIELDS if name in request.GET}
    form = ResultForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and told(request, form):
        messages.success(request, _("The result was kept. Estimates count with it."))
        if "another" in request.POST:
            return redirect("channels:result-new")
        return redirect("channels:results")
    context = {"form": form, "tab": "results"}
    return render(request, "channels/result_new.html", context, status=422 if form.errors else 200)


def told(request: SignedInRequest, form: ResultForm, before: PlacementResult | None = None) -> bool:
    """Whether the command took it; else what it said stands at the form's fields."""
    source, key = (before.source, before.key) if before else (PAGE, uuids.uuid4().hex)
    try:
        record_results(source=source, results=[{**form.said(), "key": key}], actor=request.user)
    except ValidationError as error:
        form.refuse(error)
    return not form.errors


@permission_required(*RECORDERS)
def result_file(request: SignedInRequest) -> HttpResponse:
    """Read a file of results: all of it, or nothing and every cell that is wrong."""
    form = ResultFileForm(request.POST or None, request.FILES or None)
    read: FileRows | None = None
    if request.method == "POST" and form.is_valid():
        try:
            read = read_file(form.cleaned_data["file"])
        except ValidationError as error:
            form.add_error("file", error)
        if read is not None and not read.errors and taken(request, form, read):
            return redirect("channels:results")
    errors = read.errors if read else []
    context: dict[str, Any] = {
        "form": form,
        "errors": errors[:SHOWN_ERRORS],
        "count": len(errors),
        "more": max(0, len(errors) - SHOWN_ERRORS),
        "columns": [
            (one.label, " / ".join(one.headers[:3]), one.is_needed) for one in FIELDS.values()
        ],
        "tab": "results",
    }
    status = 422 if form.errors or errors else 200
    return render(request, "channels/result_file.html", context, status=status)


def taken(request: SignedInRequest, form: ResultFileForm, read: FileRows) -> bool:
    """Whether the command took all rows, and then how many; else the errors are put at their
    cells.
    """
    if not read.rows or len(read.rows) > MOST:
        words = _("The file holds no rows.") if not read.rows else _("At most %(most)s rows.")
        form.add_error("file", words % {"most": MOST} if read.rows else words)
        return False
    try:
        done = record_results(
            source=form.cleaned_data["source"],
            results=read.rows,
            actor=request.user,
            codes=known_codes(by_name=True),
        )
    except ValidationError as error:
        read.refuse(error)
        return False
    words = _("%(created)s new results, %(corrected)s corrected, %(known)s known already.")
    messages.success(
        request,
        words % {"created": done.created, "corrected": done.corrected, "known": done.known},
    )
    return True


@require_GET
@permission_required(*RECORDERS)
def template(request: SignedInRequest) -> HttpResponse:
    """An empty workbook with the headers that are recognised."""
    response = HttpResponse(template_of(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{TEMPLATE_NAME}"'
    return response
