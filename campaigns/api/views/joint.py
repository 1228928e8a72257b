"""Joint plans by API: who takes part, and what each unit says."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from campaigns import commands
from campaigns.api.views.base import visible_plan
from campaigns.enums import Enrolment, ParticipationState
from campaigns.joint import Party, parties_of
from campaigns.models import Campaign
from campaigns.plan_json.parts import OfferSerializer, TargetSerializer
from common.api.fields import PlainCharField, WholeNumberField
from common.api.serializers import StrictSerializer
from common.api.tags import IF_MATCH, matched
from common.api.views import ApiView

MOST = 20


class PartySerializer(serializers.Serializer[Any]):
    """A unit that takes part with a product; ``instead_of`` is its plan that this one replaces,
    ``may`` what the caller may do. Targets are empty for who may not see them.
    """

    unit = serializers.CharField()
    product = serializers.CharField()
    state = serializers.ChoiceField(ParticipationState.choices)
    enrolment = serializers.ChoiceField(Enrolment.choices)
    cost_share = serializers.DecimalField(max_digits=4, decimal_places=2)
    targets = TargetSerializer(many=True)
    instead_of = serializers.CharField(allow_null=True)
    may = serializers.ListField(child=serializers.CharField())


class JointSerializer(serializers.Serializer[Any]):
    campaign = serializers.CharField()
    revision = serializers.IntegerField()
    parties = PartySerializer(many=True)


class JointAnswerSerializer(StrictSerializer):
    """``reason`` for not joining and for leaving; ``revision`` is the one that was read."""

    reason = PlainCharField(max_length=2000, allow_blank=True, default="")
    revision = WholeNumberField(min_value=0, max_value=32767, required=False, allow_null=True)


class OwnOfferSerializer(OfferSerializer):
    def get_fields(self) -> Any:
        fields = super().get_fields()
        fields.pop("product")
        return fields


class OwnPartSerializer(StrictSerializer):
    product = PlainCharField(max_length=60)
    enrolment = serializers.ChoiceField(Enrolment.choices, default=Enrolment.OPT_IN)
    targets = TargetSerializer(many=True, default=list, max_length=MOST)
    offers = OwnOfferSerializer(many=True, default=list, max_length=MOST)


class Joint(ApiView):
    @extend_schema(operation_id="campaigns_joint", responses=JointSerializer)
    def get(self, request: Request, code: str) -> Response:
        """Who takes part in a plan, and where each stands."""
        return Response(joint_json(visible_plan(request.user, code), request))

    @extend_schema(
        operation_id="campaigns_joint_part",
        parameters=[IF_MATCH],
        request=OwnPartSerializer,
        responses=JointSerializer,
    )
    def put(self, request: Request, code: str) -> Response:
        """Write the own part of a draft: enrolment, targets and offers of one's product."""
        campaign = visible_plan(request.user, code)
        etag = matched(request, campaign.code, campaign.etag)
        body = OwnPartSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        said = commands.OwnPart(**body.validated_data)
        commands.change_own_part(campaign_id=campaign.pk, part=said, actor=request.user, etag=etag)
        return Response(joint_json(visible_plan(request.user, code), request))


class Answer(ApiView):
    @extend_schema(
        operation_id="campaigns_joint_answer",
        request=JointAnswerSerializer,
        responses=JointSerializer,
    )
    def post(self, request: Request, code: str, name: str) -> Response:
        """``join`` or ``decline`` an invitation, ``sign`` as head, or ``leave``."""
        campaign = visible_plan(request.user, code)
        body = JointAnswerSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        reason, revision = body.validated_data["reason"], body.validated_data.get("revision")
        who: dict[str, Any] = {"campaign_id": campaign.pk, "actor": request.user}
        if name == "sign":
            commands.sign_participation(**who, revision=revision)
        elif name == "leave":
            commands.leave_plan(**who, reason=reason)
        else:
            commands.answer_invitation(**who, accepts=name == "join", reason=reason)
        return Response(joint_json(Campaign.objects.get(pk=campaign.pk), request))


def joint_json(campaign: Campaign, request: Request) -> dict[str, Any]:
    return {
        "campaign": campaign.code,
        "revision": campaign.revision,
        "parties": [party_json(one) for one in parties_of(campaign, request.user)],
    }


def party_json(party: Party) -> dict[str, Any]:
    row = party.row
    may = {
        "join": party.may_answer,
        "decline": party.may_answer,
        "write": party.may_write,
        "sign": party.may_sign,
        "leave": party.may_leave,
    }
    return {
        "unit": row.unit.code,
        "product": row.product.code,
        "state": row.state,
        "enrolment": row.enrolment,
        "cost_share": f"{row.cost_share:.2f}",
        "targets": TargetSerializer(party.targets, many=True).data,
        "instead_of": row.instead_of.code if row.instead_of else None,
        "may": [name for name, is_allowed in may.items() if is_allowed],
    }
