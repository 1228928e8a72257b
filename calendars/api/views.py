from __future__ import annotations

from django.http import HttpResponse
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from calendars import changes, document, export
from calendars.access import SEEING
from calendars.api.renderers import CsvRenderer, IcsRenderer, XlsxRenderer
from calendars.api.serializers import (
    CalendarQuerySerializer,
    CalendarSerializer,
    ChangesQuerySerializer,
    ChangesSerializer,
)
from calendars.files import base_of, file_answer
from calendars.unit_table import unit_table
from common.api.tags import is_unchanged
from common.api.views import ApiView
from organization.api.conditional import Conditional
from organization.api.views import Holds


class Calendar(Conditional):
    """The shared calendar: what stands in it between two days, at most 400 of them, and each day's
    sums.
    """

    is_kept = True
    permission_classes = (Holds,)
    permissions = SEEING
    renderer_classes = (JSONRenderer, CsvRenderer, XlsxRenderer, IcsRenderer)

    @extend_schema(
        operation_id="calendar_retrieve",
        parameters=[
            CalendarQuerySerializer,
            OpenApiParameter(
                "If-None-Match",
                str,
                OpenApiParameter.HEADER,
                description="The ETag of an earlier answer: 304 if it still holds.",
            ),
        ],
        responses={
            (200, "application/json"): CalendarSerializer,
            (200, "text/csv"): OpenApiTypes.BINARY,
            (200, export.XLSX): OpenApiTypes.BINARY,
            (200, "text/calendar"): OpenApiTypes.BINARY,
            304: OpenApiResponse(description="Nothing changed."),
        },
    )
    def get(self, request: Request) -> HttpResponse:
        query = CalendarQuerySerializer(data=request.query_params)
        query.is_valid(raise_exception=True)
        kind = request.accepted_renderer.format
        if kind != "json":
            return self.tagged_file(request, query, kind)
        body, etag = document.body_of(request.user, *query.window, query.filter, base_of(request))
        if is_unchanged(request, etag):
            return HttpResponse(status=304, headers={"ETag": etag})
        return HttpResponse(body, content_type="application/json", headers={"ETag": etag})

    def handle_exception(self, exc: Exception) -> Response:
        """Errors are told in JSON, whatever format was asked for."""
        response: Response = super().handle_exception(exc)
        self.request.accepted_renderer, self.request.accepted_media_type = (
            JSONRenderer(),
            JSONRenderer.media_type,
        )
        return response

    def tagged_file(
        self, request: Request, query: CalendarQuerySerializer, kind: str
    ) -> HttpResponse:
        """The same entries as a spreadsheet or as events, or 304 where the caller holds them."""
        response = file_answer(
            request.user, *query.window, query.filter, kind=kind, base=base_of(request)
        )
        etag = response["ETag"]
        if is_unchanged(request, etag):
            return HttpResponse(status=304, headers={"ETag": etag})
        return response


class CalendarChanges(ApiView):
    """What changed in the calendar since a token, and what vanished; without a token, the token to
    start from.
    """

    permission_classes = (Holds,)
    permissions = SEEING

    @extend_schema(
        operation_id="calendar_changes_retrieve",
        parameters=[ChangesQuerySerializer],
        responses=ChangesSerializer,
    )
    def get(self, request: Request) -> Response:
        query = ChangesQuerySerializer(data=request.query_params)
        query.is_valid(raise_exception=True)
        found = changes.changes_since(request.user, query.validated_data.get("since", ""))
        units = unit_table()
        return Response(
            {
                "changed": [
                    document.entry_json(entry, units, base_of(request)) for entry in found.changed
                ],
                "vanished": found.vanished,
                "next": found.token,
                "more": found.has_more,
            }
        )
