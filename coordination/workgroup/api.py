"""The workgroup of an urgent plan by API."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns.api.views.base import visible_plan
from campaigns.models import Campaign
from common import clock
from common.api.fields import PlainCharField, WholeNumberField
from common.api.serializers import StrictSerializer
from common.api.views import ApiView
from coordination.enums import CommitmentState
from coordination.models.commitment import BEST_MARK
from coordination.workgroup.commands import MOST_AT_ONCE, say, sign_warnings
from coordination.workgroup.group import Group, Shared, group_of
from coordination.workgroup.members import has_workgroup
from findings.enums import Severity


class OwedSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    state = serializers.ChoiceField(CommitmentState.choices)
    due_on = serializers.DateField()


class SideSerializer(serializers.Serializer[Any]):
    side = serializers.CharField()
    members = serializers.ListField(child=serializers.CharField())
    commitments = OwedSerializer(many=True)


class SharedWarningSerializer(serializers.Serializer[Any]):
    """A warning that the four sides sign together; ``signed`` are those that have."""

    finding = serializers.UUIDField()
    rule = serializers.CharField()
    severity = serializers.ChoiceField(Severity.choices)
    message = serializers.CharField()
    signed = serializers.ListField(child=serializers.CharField())


class WordSerializer(serializers.Serializer[Any]):
    author = serializers.CharField(source="author.username")
    text = serializers.CharField()
    mark = serializers.IntegerField(allow_null=True)
    created_at = serializers.DateTimeField()


class WorkgroupSerializer(serializers.Serializer[Any]):
    """``elsewhere`` counts what is open and others decide: shared by two plans, or harm."""

    campaign = serializers.CharField()
    sides = SideSerializer(many=True)
    warnings = SharedWarningSerializer(many=True)
    elsewhere = serializers.IntegerField()
    words = WordSerializer(many=True)


class SaySerializer(StrictSerializer):
    text = PlainCharField(max_length=1000)
    mark = WholeNumberField(min_value=1, max_value=BEST_MARK, required=False, allow_null=True)


class SignSerializer(StrictSerializer):
    findings = serializers.ListField(
        child=serializers.UUIDField(), min_length=1, max_length=MOST_AT_ONCE
    )
    reason = PlainCharField(max_length=2000)


def plan_with_group(request: Request, code: str) -> Campaign:
    """The plan, if it is urgent and the caller sees plans. Raises 404."""
    campaign = visible_plan(request.user, code)
    if not has_workgroup(request.user, campaign):
        raise Http404
    return campaign


class Workgroup(ApiView):
    @extend_schema(operation_id="campaigns_workgroup", responses=WorkgroupSerializer)
    def get(self, request: Request, code: str) -> Response:
        """The four sides of an urgent plan, what they owe, what they sign, what was said."""
        campaign = plan_with_group(request, code)
        return Response(group_json(campaign, group_of(campaign, request.user)))


class WorkgroupWords(ApiView):
    @extend_schema(
        operation_id="campaigns_workgroup_say", request=SaySerializer, responses=WordSerializer
    )
    def post(self, request: Request, code: str) -> Response:
        """Say something to the group; with a mark, how it worked."""
        campaign = plan_with_group(request, code)
        body = SaySerializer(data=request.data)
        body.is_valid(raise_exception=True)
        word = say(campaign_id=campaign.pk, actor=request.user, **body.validated_data)
        return Response(WordSerializer(word).data)


class WorkgroupSignatures(ApiView):
    @extend_schema(
        operation_id="campaigns_workgroup_sign",
        request=SignSerializer,
        responses=WorkgroupSerializer,
    )
    def post(self, request: Request, code: str) -> Response:
        """Sign warnings for one's side."""
        campaign = plan_with_group(request, code)
        body = SignSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        sign_warnings(campaign=campaign, actor=request.user, **body.validated_data)
        return Response(group_json(campaign, group_of(campaign, request.user)))


def group_json(campaign: Campaign, group: Group) -> dict[str, Any]:
    return {
        "campaign": campaign.code,
        "sides": [
            {
                "side": one.code,
                "members": [person.username for person in one.members],
                "commitments": [
                    {
                        "code": row.code,
                        "name": row.label,
                        "state": row.state,
                        "due_on": row.due_on.isoformat(),
                    }
                    for row in one.commitments
                ],
            }
            for one in group.sides
        ],
        "warnings": [warning_json(one) for one in group.warnings],
        "elsewhere": group.elsewhere,
        "words": [
            {
                "author": one.author.username,
                "text": one.text,
                "mark": one.mark,
                "created_at": clock.iso(one.created_at),
            }
            for one in (*group.words, *group.marks)
        ],
    }


def warning_json(one: Shared) -> dict[str, Any]:
    return {
        "finding": str(one.view.finding.pk),
        "rule": one.view.finding.rule,
        "severity": one.view.severity,
        "message": one.view.message,
        "signed": [side for side, given in one.signed.items() if given is not None],
    }
