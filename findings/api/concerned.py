"""The customers whom a finding concerns, as JSON or as a table."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import StreamingHttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from pyroaring import AbstractBitMap
from rest_framework import status
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.models import Campaign
from common import audit
from common.api.filters import refuse_unknown
from common.api.pagination import MAX_LIMIT, OffsetPagination, limit_of, offset_of
from common.api.views import ApiView
from common.errors import refuse
from common.spreadsheet import safe_cell
from customers import bitmaps
from customers.masked_rows import PartyRow, parties_page
from findings.api.renderers import CsvRenderer
from findings.api.serializers import ConcernedSerializer
from findings.api.views import finding_of, require_side
from organization.permissions import Permission

COLUMNS = ("number", "kind", "name", "phone", "group", "tier", "unit")


class Concerned(ApiView):
    """The customers whom a finding concerns, masked: paged, or all as CSV; for the units that it
    concerns and for who settles it by their role.
    """

    renderer_classes = (JSONRenderer, CsvRenderer)
    pagination_class = OffsetPagination

    @extend_schema(
        operation_id="findings_customers",
        responses={
            (200, "application/json"): ConcernedSerializer(many=True),
            (200, "text/csv"): OpenApiTypes.STR,
        },
    )
    def get(self, request: Request, code: str, finding_id: UUID) -> Any:
        refuse_unknown(request.query_params, {"limit", "cursor", "format"})
        plan, finding = finding_of(request, code, finding_id)
        if not request.user.may(Permission.SEE_CUSTOMERS):
            refuse(
                "no-permission",
                _("Your role does not see customers."),
                status=status.HTTP_403_FORBIDDEN,
            )
        require_side(request, plan, finding)
        persons = (
            bitmaps.load(finding.persons_set_id)
            if finding.persons_set_id
            else bitmaps.FrozenBitMap()
        )
        if request.accepted_renderer.format == "csv":
            note_export(request, plan, persons, object_type="finding", code=str(finding.pk))
            return as_csv(persons, f"{plan.code}-{finding.rule}")
        return masked_page(request, persons)


def masked_page(request: Request, persons: AbstractBitMap) -> Response:
    """One page of persons, masked."""
    limit, after = limit_of(request), offset_of(request)
    rows = parties_page(persons, after_ordinal=after - 1, limit=limit + 1)
    shown, more = rows[:limit], rows[limit:]
    link = (
        request.build_absolute_uri(f"{request.path}?limit={limit}&cursor={more[0].ordinal}")
        if more
        else None
    )
    return Response(
        {
            "count": len(persons),
            "next": link,
            "previous": None,
            "results": ConcernedSerializer(shown, many=True).data,
        }
    )


def note_export(
    request: Request, plan: Campaign, persons: AbstractBitMap, *, object_type: str, code: str
) -> None:
    """Put on record that a masked list was taken along."""
    audit.record(
        "export_concerned",
        actor=request.user,
        object_type=object_type,
        object_code=code,
        details={"campaign": plan.code, "rows": len(persons)},
    )


def as_csv(persons: AbstractBitMap, name: str) -> StreamingHttpResponse:
    """All of them, masked, formulas disarmed; ``note_export`` comes before."""
    response = StreamingHttpResponse(_csv_lines(persons), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


class _Line:
    """A file of one line, which the writer returns as it is."""

    @staticmethod
    def write(line: str) -> str:
        return line


def _csv_lines(persons: Any) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield "\ufeff" + str(writer.writerow(COLUMNS))
    after = -1
    while rows := parties_page(persons, after_ordinal=after, limit=MAX_LIMIT):
        for row in rows:
            yield str(writer.writerow(_cells(row)))
        after = rows[-1].ordinal


def _cells(row: PartyRow) -> list[str]:
    return [safe_cell(str(getattr(row, name))) for name in COLUMNS]
