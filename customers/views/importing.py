"""Importing a file of customers: upload, say what the columns are, look at twenty rows, run, read
the result.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from common import clock
from common.errors import refuse
from common.models import Job
from customers import access
from customers.enums import ImportState, ImportSubject
from customers.identity.questions import of_batch
from customers.imports import commands, files, job
from customers.imports.fields import FIELDS
from customers.imports.problems import error_text
from customers.imports.rejects import MARK, line, rejects_csv
from customers.imports.speed import speed_of
from customers.imports.subjects import subject_of
from customers.menu import customer_tabs
from customers.models import ImportBatch, KeptHeader
from customers.views.import_reading import mapping_from, read
from organization.access import permission_required
from organization.http import SignedInRequest
from organization.models import User
from organization.names import names_of
from organization.permissions import Permission

PAGE = 30
IMPORTERS = (Permission.IMPORT_CUSTOMERS, Permission.RECORD_TOUCHES)
ENCODINGS = (("utf-8", "UTF-8"), ("gb18030", "GB18030 (GBK)"), ("utf-16", "UTF-16"))
EXTRAS = (
    ("holdings", gettext_lazy("Holdings")),
    ("links", gettext_lazy("Members and key contacts")),
    ("do_not_contact", gettext_lazy("Do-not-contact entries")),
    ("contact_again", gettext_lazy("Taken off the do-not-contact list")),
    ("consents", gettext_lazy("Consents")),
    ("kept_wishes", gettext_lazy("Wishes that people recorded, left as they are")),
    ("organisation_names", gettext_lazy("Names of organisations")),
    ("groups", gettext_lazy("Marketing customers")),
    ("grouped", gettext_lazy("Accounts put below a marketing customer")),
)


@permission_required(Permission.IMPORT_CUSTOMERS)
def imports(request: SignedInRequest) -> HttpResponse:
    """Upload a file; below it what was imported before."""
    upload = request.FILES.get("file")
    if request.method == "POST" and upload is not None:
        batch = commands.keep_upload(
            actor=request.user, name=upload.name or "", chunks=upload.chunks()
        )
        return redirect("customers:import-file", batch.stored_as)
    context = {
        "tabs": customer_tabs(request.user, "import"),
        **imported_before(ImportSubject.CUSTOMERS, request.GET.get("page")),
        "is_missing": request.method == "POST",
        "most": commands.MAX_UPLOAD >> 30,
        "kept": commands.KEPT_DAYS,
    }
    return render(
        request, "customers/import.html", context, status=422 if request.method == "POST" else 200
    )


def imported_before(subject: str, page: str | None) -> dict[str, Any]:
    """The files of a subject so far, a page of them."""
    batches = ImportBatch.objects.filter(subject=subject).order_by("-id")
    found = Paginator(batches, PAGE).get_page(page)
    people = names_of(batch.started_by for batch in found)
    rows = [(batch, people.get(batch.started_by, batch.started_by)) for batch in found]
    return {"page": found, "rows": rows}


def batch_of(request: SignedInRequest, token: str) -> ImportBatch:
    """The upload, for who may import what it tells of. Raises ``Refused`` (403)."""
    batch = get_object_or_404(ImportBatch, stored_as=token)
    access.require(subject_of(batch).permission, request.user)
    return batch


def require_own(request: SignedInRequest, batch: ImportBatch) -> None:
    """Raise ``Refused`` (403) unless the reader uploaded the file: its rows show names and phones
    in clear.
    """
    if batch.started_by != request.user.get_username():
        refuse("not-yours", _("Only the person who uploaded a file sees its rows."), status=403)


@require_GET
@permission_required(Permission.IMPORT_CUSTOMERS)
def template(request: SignedInRequest) -> HttpResponse:
    """An empty table with the headers that every import recognises, in the reader's language."""
    response = HttpResponse(
        MARK + line([str(field.label) for field in FIELDS.values()]),
        content_type="text/csv; charset=utf-8",
    )
    response["Content-Disposition"] = 'attachment; filename="customers.csv"'
    return response


@permission_required(*IMPORTERS)
def file(request: SignedInRequest, token: str) -> HttpResponse:
    """One upload: its columns while it waits, its progress while it runs, its result afterwards."""
    batch = batch_of(request, token)
    path = files.folder() / batch.stored_as
    waits = batch.state in {ImportState.PREVIEWED, ImportState.FAILED} and path.exists()
    if not waits:
        return render(request, "customers/import_result.html", result_of(request, batch))
    require_own(request, batch)
    mapping = mapping_from(request, batch)
    if request.method == "POST" and request.POST.get("do") == "start":
        commands.start_import(
            batch_id=batch.pk,
            mapping=mapping,
            partial=request.POST.get("partial") == "on",
            actor=request.user,
        )
        return redirect("customers:import-file", token)
    context = result_of(request, batch) | {
        "reading": read(path, batch, mapping),
        "fields": [(name, field.label) for name, field in subject_of(batch).fields.items()],
        "encodings": ENCODINGS,
        "partial": (
            request.POST.get("partial") == "on" if request.method == "POST" else batch.is_partial
        ),
        "before": (
            ImportBatch.objects.filter(digest=batch.digest, state=ImportState.DONE)
            .exclude(pk=batch.pk)
            .first()
        ),
    }
    part = "#reading" if request.POST.get("do") == "reopen" else "#preview"
    template = "customers/import_file.html"
    return render(request, f"{template}{part}" if request.htmx else template, context)


def result_of(request: SignedInRequest, batch: ImportBatch) -> dict[str, Any]:
    """What the page says of a batch in any state."""
    subject = subject_of(batch)
    running = Job.objects.filter(kind=job.JOB, key=str(batch.pk)).order_by("-id").first()
    place = "import" if batch.subject == ImportSubject.CUSTOMERS else batch.subject
    return {
        "tabs": customer_tabs(request.user, place),
        "start_label": _("Import") if place == "import" else _("Tell what was done"),
        "start_url": reverse(f"customers:{place}"),
        "subject": subject,
        "command": f"import_{batch.subject}",
        "is_of_touches": batch.subject == ImportSubject.TOUCHES,
        "speed": speed_of(batch, running, now=clock.now()),
        "may_see": request.user.may(Permission.SEE_CUSTOMERS),
        "may_group": request.user.may(Permission.MANAGE_SEGMENTS),
        "batch": batch,
        "matches": of_batch(batch),
        "may_match": request.user.may(Permission.MATCH_CUSTOMERS),
        "job": running,
        "error": error_text(batch.error),
        "kept_columns": KeptHeader.objects.filter(name__in=batch.extras.get("kept", ())),
        "person": User.objects.filter(username=batch.started_by).first() or batch.started_by,
        "extras": [
            (label, batch.extras.get(name, 0)) for name, label in EXTRAS if batch.extras.get(name)
        ],
    }


@require_GET
@permission_required(*IMPORTERS)
def progress(request: SignedInRequest, token: str) -> HttpResponse:
    """The progress bar; when the import is over the whole page comes again."""
    batch = batch_of(request, token)
    response = render(request, "customers/import_progress.html", result_of(request, batch))
    if batch.state != ImportState.RUNNING:
        response["HX-Refresh"] = "true"
    return response


@require_GET
@permission_required(*IMPORTERS)
def rejected(request: SignedInRequest, token: str) -> HttpResponseBase:
    """The rejected rows with their reasons, as csv in the reader's language."""
    batch = batch_of(request, token)
    require_own(request, batch)
    path = files.folder() / batch.rejects_file
    if not batch.rejects_file or not path.exists():
        raise Http404
    response = StreamingHttpResponse(
        list(rejects_csv(path)), content_type="text/csv; charset=utf-8"
    )
    response["Content-Disposition"] = 'attachment; filename="rejected-rows.csv"'
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@permission_required(*IMPORTERS)
def discard(request: SignedInRequest, token: str) -> HttpResponse:
    """Discard an upload."""
    batch = batch_of(request, token)
    commands.discard_import(batch_id=batch.pk, actor=request.user)
    messages.success(request, _("The upload was discarded; nothing was imported."))
    is_of_touches = batch.subject == ImportSubject.TOUCHES
    return redirect("customers:touches" if is_of_touches else "customers:import")
