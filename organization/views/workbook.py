from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from common import audit, clock
from organization.forms import WorkbookForm
from organization.http import SignedInRequest
from organization.master_data import Kind, kinds
from organization.master_data.importing import (
    ADDED,
    CHANGED,
    UNCHANGED,
    WorkbookResult,
    read_workbook,
)
from organization.master_data.writing import workbook as workbook_of
from organization.models import User

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHOWN_ERRORS = 200


@dataclass(frozen=True, slots=True)
class Line:
    """What became of the rows of a kind."""

    kind: Kind
    added: int
    changed: int
    unchanged: int


def theirs(user: User) -> list[Kind]:
    """The kinds that a person may write. Raises ``PermissionDenied`` when there is none."""
    found = [kind for kind in kinds() if kind.may_be_written_by(user)]
    if not found:
        raise PermissionDenied
    return found


def workbook(request: SignedInRequest) -> HttpResponse:
    """The workbook of the master data: where it is downloaded, filled in, and read back."""
    of = theirs(request.user)
    is_sent = request.method == "POST"
    form = WorkbookForm(request.POST, request.FILES) if is_sent else WorkbookForm()
    outcome: WorkbookResult | None = None
    only_check = "check" in request.POST
    if is_sent and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            outcome = read_workbook(file, kinds(), actor=request.user, only_check=only_check)
        except ValidationError as error:
            form.add_error("file", error)
    errors = outcome.errors if outcome else []
    context = {
        "form": form,
        "kinds": of,
        "outcome": outcome,
        "lines": lines(outcome) if outcome else [],
        "errors": errors[:SHOWN_ERRORS],
        "more": max(0, len(errors) - SHOWN_ERRORS),
        "only_check": only_check,
    }
    status = 422 if form.errors or errors else 200
    return render(request, "organization/workbook.html", context, status=status)


def lines(outcome: WorkbookResult) -> list[Line]:
    return [
        Line(kind, count[ADDED], count[CHANGED], count[UNCHANGED])
        for kind in kinds()
        if (count := outcome.counts.get(kind.code))
    ]


@require_GET
def download(request: SignedInRequest) -> HttpResponse:
    """The workbook as it stands, or only its headers (``?empty=1``)."""
    of = theirs(request.user)
    with_rows = not request.GET.get("empty")
    if with_rows:
        audit.record(
            "export_workbook", actor=request.user, object_type="workbook", object_code="workbook"
        )
    response = HttpResponse(workbook_of(of, with_rows=with_rows), content_type=XLSX)
    word = _("set-up") if with_rows else _("set-up template")
    name = f"jiepai {word} {clock.today():%Y-%m-%d}.xlsx"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
