from __future__ import annotations

import csv
import json
from collections.abc import Iterator

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from common import audit, audit_labels
from common.models import AuditEvent
from common.spreadsheet import safe_cell
from organization.access import permission_required
from organization.filters import AuditFilter
from organization.http import SignedInRequest
from organization.models import User
from organization.permissions import Permission

PAGE = 100
MAX_DIGITS = 18
COLUMNS = {
    "happened_at": _("When"),
    "actor": _("User name"),
    "acting_for": _("On behalf of"),
    "action": _("Action"),
    "object_type": _("Kind"),
    "object_code": _("Code"),
    "unit": _("Unit"),
    "from_state": _("From"),
    "to_state": _("To"),
    "reason": _("Reason"),
    "details": _("Details"),
}


class Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


@permission_required(Permission.SEE_AUDIT)
def trail(request: SignedInRequest) -> HttpResponse | StreamingHttpResponse:
    """Who did what, newest first, filtered by the address; exported as CSV, which is itself
    noted.
    """
    filters = AuditFilter(request.GET, queryset=AuditEvent.objects.order_by("-happened_at", "-id"))
    is_clear = filters.is_valid()
    rows = filters.qs if is_clear else AuditEvent.objects.none()
    if request.GET.get("format") == "csv" and is_clear:
        details = {
            "filter": {name: value for name, value in request.GET.items() if name != "format"}
        }
        audit.record(
            "export_audit",
            actor=request.user,
            object_type="audit",
            object_code="trail",
            details=details,
        )
        return exported(rows.iterator(2000))
    rows = before(rows, request.GET.get("before", ""))
    page = list(
        rows.annotate(actor_name=name_of("actor"), acting_for_name=name_of("acting_for"))[
            : PAGE + 1
        ]
    )
    query = request.GET.copy()
    query.pop("before", None)
    more = f"?{query.urlencode()}&before={page[PAGE - 1].pk}" if len(page) > PAGE else ""
    query.pop("format", None)
    query["format"] = "csv"
    context = {
        "rows": page[:PAGE],
        "form": filters.form,
        "more": more,
        "csv_url": f"?{query.urlencode()}",
    }
    status = 200 if is_clear else 422
    return render(request, "organization/audit.html", context, status=status)


def before(rows: QuerySet[AuditEvent], row: str) -> QuerySet[AuditEvent]:
    """The rows that come after one of them, older ones; all for what is no row."""
    is_key = row.isascii() and row.isdigit() and len(row) < MAX_DIGITS
    last = AuditEvent.objects.filter(pk=int(row)).first() if is_key else None
    if last is None:
        return rows
    older = Q(happened_at__lt=last.happened_at)
    return rows.filter(older | Q(happened_at=last.happened_at, pk__lt=last.pk))


def name_of(column: str) -> Subquery:
    """The name of the person whose user name stands in a column; null where nobody has it any
    more.
    """
    return Subquery(User.objects.filter(username=OuterRef(column)).values("display_name")[:1])


def exported(rows: Iterator[AuditEvent]) -> StreamingHttpResponse:
    """The rows as CSV for a spreadsheet: with BOM, and no cell that a spreadsheet would run."""
    writer = csv.writer(Echo())

    def lines() -> Iterator[str]:
        yield "\ufeff"
        yield writer.writerow([str(label) for label in COLUMNS.values()])
        for row in rows:
            cells = [
                timezone.localtime(row.happened_at).isoformat(),
                row.actor,
                row.acting_for,
                str(audit_labels.action_word(row.object_type, row.action)),
                str(audit_labels.object_word(row.object_type)),
                row.object_code,
                row.unit,
                str(audit_labels.state_word(row.object_type, row.from_state)),
                str(audit_labels.state_word(row.object_type, row.to_state)),
                row.reason,
                json.dumps(row.details, ensure_ascii=False) if row.details else "",
            ]
            yield writer.writerow([safe_cell(cell) for cell in cells])

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="audit.csv"'
    return response
