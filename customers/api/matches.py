"""Questions about identity, read and answered by clients."""

from __future__ import annotations

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.fields import PlainCharField
from common.api.filters import StrictFilterSet
from common.api.serializers import StrictSerializer
from common.api.views import ApiView
from customers.enums import MatchState
from customers.identity.commands import ANSWERS, LONGEST_REASON, answer_match, undo_match
from customers.identity.questions import visible_matches
from customers.masking import mask_name
from customers.models import MatchStep, Party, PartyMatch
from organization.api.views import Holds
from organization.permissions import Permission


class MatchedPartySerializer(serializers.ModelSerializer[Party]):
    """One of the two, masked."""

    name = serializers.SerializerMethodField()

    class Meta:
        model = Party
        fields = ("number", "kind", "name")
        read_only_fields = fields

    def get_name(self, party: Party) -> str:
        return mask_name(party.name, party.kind)


class MatchSerializer(serializers.ModelSerializer[PartyMatch]):
    """Two parties that may be one. ``evidence`` says of each field that both have how it compares:
    equal, close, far or contradicts; ``score`` is what that weighs, in bits. ``decided_by`` is
    empty where the comparison decided.
    """

    left = MatchedPartySerializer()
    right = MatchedPartySerializer()
    evidence = serializers.DictField(child=serializers.CharField())

    class Meta:
        model = PartyMatch
        fields: tuple[str, ...] = (
            "id",
            "state",
            "score",
            "evidence",
            "left",
            "right",
            "found_at",
            "decided_at",
            "decided_by",
        )
        read_only_fields = fields


class MatchStepSerializer(serializers.ModelSerializer[MatchStep]):
    class Meta:
        model = MatchStep
        fields = ("from_state", "to_state", "made_at", "made_by", "reason")
        read_only_fields = fields


class MatchDetailSerializer(MatchSerializer):
    """A match with its history."""

    steps = MatchStepSerializer(many=True)

    class Meta(MatchSerializer.Meta):
        fields = (*MatchSerializer.Meta.fields, "steps")
        read_only_fields = fields


class MatchReasonInput(StrictSerializer):
    reason = PlainCharField(max_length=LONGEST_REASON, required=False, allow_blank=True, default="")


class MatchAnswerInput(MatchReasonInput):
    answer = serializers.ChoiceField(choices=[(str(one), one.label) for one in ANSWERS])


class MatchFilter(StrictFilterSet):
    state = django_filters.ChoiceFilter(choices=MatchState.choices)

    class Meta:
        model = PartyMatch
        fields = ("state",)


class Matches(ApiView, generics.ListAPIView):
    """Pairs of customers that may be one person or one enterprise, masked."""

    permission_classes = (Holds,)
    permissions = (Permission.MATCH_CUSTOMERS,)
    serializer_class = MatchSerializer
    queryset = PartyMatch.objects.none()
    filterset_class = MatchFilter
    ordering = "id"
    ordering_fields = ("score",)

    def get_queryset(self) -> QuerySet[PartyMatch]:
        return visible_matches(self.request.user)


class OneMatch(ApiView):
    permission_classes = (Holds,)
    permissions = (Permission.MATCH_CUSTOMERS,)

    def match(self, match_id: int) -> PartyMatch:
        """Raises 404 for one of which a side may not be seen."""
        match = visible_matches(self.request.user).filter(pk=match_id).first()
        if match is None:
            raise Http404
        return match

    def said(self, request: Request, form: type[StrictSerializer]) -> dict[str, Any]:
        read = form(data=request.data)
        read.is_valid(raise_exception=True)
        return dict(read.validated_data)


class MatchDetail(OneMatch):
    """One pair, with what was found and said of it."""

    @extend_schema(operation_id="matches_retrieve", responses=MatchDetailSerializer)
    def get(self, request: Request, match_id: int) -> Response:
        return Response(MatchDetailSerializer(self.match(match_id)).data)


class MatchAnswer(OneMatch):
    @extend_schema(request=MatchAnswerInput, responses=MatchDetailSerializer)
    def post(self, request: Request, match_id: int) -> Response:
        """Say whether the two are one; *later* puts it off. 409 where it is answered already, or
        where one would come together that contradicts itself.
        """
        match = self.match(match_id)
        said = self.said(request, MatchAnswerInput)
        answer_match(match_id=match.pk, actor=request.user, **said)
        return Response(MatchDetailSerializer(self.match(match_id)).data)


class MatchUndo(OneMatch):
    @extend_schema(request=MatchReasonInput, responses=MatchDetailSerializer)
    def post(self, request: Request, match_id: int) -> Response:
        """Take back what was said; all is as it was before."""
        match = self.match(match_id)
        undo_match(match_id=match.pk, actor=request.user, **self.said(request, MatchReasonInput))
        return Response(MatchDetailSerializer(self.match(match_id)).data)
