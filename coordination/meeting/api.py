"""Meetings as JSON: calling one, its agenda and minutes, notes, closing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from common import clock
from common.api.fields import BoundedDateField, PlainCharField
from common.api.filters import refuse_unknown
from common.api.pagination import OffsetPagination, page_of
from common.api.serializers import StrictSerializer
from common.api.tags import IF_MATCH, IF_NONE_MATCH, matched, tagged
from common.api.views import ApiView
from common.errors import NO_PERMISSION, Refused
from coordination.enums import Choice
from coordination.meeting import commands
from coordination.meeting.access import may_call, meetings_for
from coordination.meeting.agenda import AgendaView, agenda_of
from coordination.models import Meeting


class CallSerializer(StrictSerializer):
    """When and where a meeting is held; everything that is being negotiated comes on its agenda."""

    held_on = BoundedDateField()
    place = PlainCharField(max_length=80, allow_blank=True, required=False)


class NoteSerializer(StrictSerializer):
    """What the minutes say of an item of the agenda."""

    text = PlainCharField(max_length=1000, allow_blank=True)


class MeetingRowSerializer(serializers.Serializer[Any]):
    """A meeting without its agenda."""

    code = serializers.CharField()
    held_on = serializers.DateField()
    place = serializers.CharField(allow_blank=True)
    called_by = serializers.CharField()
    called_at = serializers.DateTimeField()
    closed_by = serializers.CharField(allow_null=True)
    closed_at = serializers.DateTimeField(allow_null=True)
    etag = serializers.CharField()


class AgendaSerializer(serializers.Serializer[Any]):
    """An item of the agenda: its negotiation, what was decided, in words, and the note."""

    item = serializers.IntegerField()
    negotiation = serializers.CharField()
    message = serializers.CharField()
    choice = serializers.ChoiceField(Choice.choices, allow_blank=True)
    decided = serializers.CharField(allow_blank=True)
    decision = serializers.CharField(allow_blank=True)
    is_settled = serializers.BooleanField()
    note = serializers.CharField(allow_blank=True)


class MeetingSerializer(MeetingRowSerializer):
    """A meeting with the items of its agenda that the caller may read."""

    agenda = AgendaSerializer(many=True)


def row_json(one: Meeting) -> dict[str, Any]:
    """A meeting without its agenda."""
    return {
        "code": one.code,
        "held_on": one.held_on.isoformat(),
        "place": one.place,
        "called_by": one.called_by.username,
        "called_at": clock.iso(one.called_at),
        "closed_by": one.closed_by.username if one.closed_by else None,
        "closed_at": clock.iso(one.closed_at),
        "etag": f"{one.code}.{one.etag}",
    }


def agenda_json(one: AgendaView) -> dict[str, Any]:
    """An item of the agenda."""
    return {
        "item": one.item.pk,
        "negotiation": one.negotiation.code,
        "message": one.dispute.message,
        "choice": one.negotiation.choice,
        "decided": one.decided,
        "decision": one.negotiation.decision,
        "is_settled": one.is_settled,
        "note": one.item.note,
    }


class Meetings(ApiView):
    """The coordination meetings, the newest first; leadership calls one."""

    pagination_class = OffsetPagination

    @extend_schema(operation_id="meetings_list", responses=MeetingRowSerializer(many=True))
    def get(self, request: Request) -> Response:
        refuse_unknown(request.query_params, {"limit", "cursor", "format"})

        def shown(found: Sequence[Meeting]) -> Any:
            return [row_json(one) for one in found]

        return page_of(request, meetings_for(request.user), shown)

    @extend_schema(
        operation_id="meetings_call", request=CallSerializer, responses={201: MeetingSerializer}
    )
    def post(self, request: Request) -> Response:
        """Call a meeting with everything that is being negotiated on its agenda."""
        if not may_call(request.user):
            raise Refused(NO_PERMISSION)
        body = CallSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        made = commands.call_meeting(actor=request.user, **body.validated_data)
        return answered(request, made.code, status.HTTP_201_CREATED)


class MeetingDetail(ApiView):
    @extend_schema(
        operation_id="meetings_retrieve", parameters=[IF_NONE_MATCH], responses=MeetingSerializer
    )
    def get(self, request: Request, code: str) -> Response:
        """One meeting with its agenda: what is decided and noted by now."""
        return answered(request, code)


class MeetingNote(ApiView):
    @extend_schema(
        operation_id="meetings_note",
        parameters=[IF_MATCH],
        request=NoteSerializer,
        responses=MeetingSerializer,
    )
    def post(self, request: Request, code: str, item_id: int) -> Response:
        """Write what the minutes say of an item."""
        found = get_object_or_404(meetings_for(request.user), code=code)
        item = get_object_or_404(found.items, pk=item_id)
        etag = matched(request, found.code, found.etag)
        if not may_call(request.user):
            raise Refused(NO_PERMISSION)
        body = NoteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        commands.take_note(item_id=item.pk, actor=request.user, etag=etag, **body.validated_data)
        return answered(request, code)


class MeetingClose(ApiView):
    @extend_schema(
        operation_id="meetings_close",
        parameters=[IF_MATCH],
        request=None,
        responses=MeetingSerializer,
    )
    def post(self, request: Request, code: str) -> Response:
        """Close it: the minutes stand."""
        found = get_object_or_404(meetings_for(request.user), code=code)
        etag = matched(request, found.code, found.etag)
        commands.close_meeting(meeting_id=found.pk, actor=request.user, etag=etag)
        return answered(request, code)


def answered(request: Request, code: str, code_of_status: int = status.HTTP_200_OK) -> Response:
    """The meeting with its entity tag."""
    found = get_object_or_404(meetings_for(request.user), code=code)
    agenda = [agenda_json(one) for one in agenda_of(found, request.user)]
    return tagged(
        request,
        {**row_json(found), "agenda": agenda},
        prefix=f"{found.code}.{found.etag}",
        status=code_of_status,
    )
