"""Playbooks by API: read, and composed whole."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.enums import Category
from common.api.fields import PlainCharField, YesNoField
from common.api.filters import NoFilters
from common.api.serializers import StrictSerializer
from common.api.tags import IF_MATCH, IF_NONE_MATCH, matched, tagged
from common.api.views import ApiView
from common.errors import refuse
from coordination.enums import Gate, Mode
from coordination.models import Playbook
from coordination.models.terms import MAX_DAYS
from coordination.playbooks.access import KEEPERS, READERS
from coordination.playbooks.composing import PLACES, Line, compose, items_of, lines_of, newest
from coordination.playbooks.queries import playbooks
from organization.api.views import Holds
from organization.rows import require_any

MOST = 100


class PlaybookLineSerializer(StrictSerializer):
    """A component in a playbook: due so many working days before the launch, what waits for it,
    and the components that have to be kept first.
    """

    component = PlainCharField(max_length=60)
    days_before = serializers.IntegerField(min_value=0, max_value=MAX_DAYS)
    gate = serializers.ChoiceField(Gate.choices, required=False)
    waits_for = serializers.ListField(
        child=PlainCharField(max_length=60), max_length=MOST, required=False
    )


class PlaybookWriteSerializer(StrictSerializer):
    """A playbook whole: what is not among its lines is no longer in it."""

    is_active = YesNoField(required=False)
    lines = PlaybookLineSerializer(many=True, max_length=MOST)


class PlaybookNewSerializer(PlaybookWriteSerializer):
    """A playbook for a category and mode that has none."""

    category = serializers.ChoiceField(Category.choices)
    mode = serializers.ChoiceField(Mode.choices)


class PlaybookRowSerializer(serializers.Serializer[Any]):
    """A playbook in a list, with the number of its newest version and of its components."""

    code = serializers.CharField()
    category = serializers.ChoiceField(Category.choices)
    mode = serializers.ChoiceField(Mode.choices)
    is_active = serializers.BooleanField()
    version = serializers.IntegerField(source="number")
    components = serializers.IntegerField(source="count", default=0)


class PlaybookSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    category = serializers.ChoiceField(Category.choices)
    mode = serializers.ChoiceField(Mode.choices)
    is_active = serializers.BooleanField()
    version = serializers.IntegerField()
    lines = PlaybookLineSerializer(many=True)
    etag = serializers.CharField()


@extend_schema_view(get=extend_schema(operation_id="playbooks_list"))
class Playbooks(ApiView, generics.ListAPIView):
    """The playbooks of all categories."""

    permission_classes = (Holds,)
    permissions = READERS
    serializer_class = PlaybookRowSerializer
    queryset = Playbook.objects.none()
    filter_backends = (NoFilters,)

    def get_queryset(self) -> QuerySet[Playbook]:
        return playbooks()

    @extend_schema(
        operation_id="playbooks_create",
        request=PlaybookNewSerializer,
        responses={201: PlaybookSerializer},
        filters=False,
    )
    def post(self, request: Request) -> Response:
        """Compose the first playbook of a category and mode."""
        require_any(request.user, KEEPERS)
        body = PlaybookNewSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        place = Category(body.validated_data["category"]), Mode(body.validated_data["mode"])
        if Playbook.objects.filter(category=place[0], mode=place[1]).exists():
            refuse("exists", _("There is such a playbook; change it instead."))
        made = composed(request, place, body.validated_data)
        return answer(request, made, status.HTTP_201_CREATED)


class PlaybookDetail(ApiView):
    """The playbook of a category and mode, for example ``promotion-flow``."""

    permission_classes = (Holds,)
    permissions = READERS

    @extend_schema(
        operation_id="playbooks_retrieve",
        parameters=[IF_NONE_MATCH],
        responses=PlaybookSerializer,
    )
    def get(self, request: Request, code: str) -> Response:
        return answer(request, get_object_or_404(Playbook, code=code))

    @extend_schema(
        operation_id="playbooks_change",
        parameters=[IF_MATCH],
        request=PlaybookWriteSerializer,
        responses=PlaybookSerializer,
    )
    def patch(self, request: Request, code: str) -> Response:
        """Compose it anew; plans that were submitted before keep the version they have."""
        playbook = get_object_or_404(Playbook, code=code)
        require_any(request.user, KEEPERS)
        etag = matched(request, code, playbook.etag)
        body = PlaybookWriteSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        return answer(request, composed(request, PLACES[code], body.validated_data, etag))


def composed(
    request: Request, place: tuple[Category, Mode], values: dict[str, Any], etag: int | None = None
) -> Playbook:
    """The playbook as the body says it."""
    lines = [
        Line(
            one["component"],
            one["days_before"],
            Gate(one.get("gate", Gate.NONE)),
            tuple(one.get("waits_for", ())),
        )
        for one in values["lines"]
    ]
    return compose(
        category=place[0],
        mode=place[1],
        lines=lines,
        is_active=values.get("is_active", True),
        actor=request.user,
        etag=etag,
    )


def answer(request: Request, playbook: Playbook, code: int = status.HTTP_200_OK) -> Response:
    """The playbook with its entity tag."""
    version = newest(playbook)
    data = {
        "code": playbook.code,
        "category": playbook.category,
        "mode": playbook.mode,
        "is_active": playbook.is_active,
        "version": version.number if version else 0,
        "lines": [
            {
                "component": line.component,
                "days_before": line.days_before,
                "gate": line.gate,
                "waits_for": list(line.waits_for),
            }
            for line in lines_of(items_of(version))
        ],
        "etag": f"{playbook.code}.{playbook.etag}",
    }
    return tagged(
        request,
        data,
        prefix=f"{playbook.code}.{playbook.etag}",
        status=code,
        address=reverse("api-playbook", args=[playbook.code]),
    )
