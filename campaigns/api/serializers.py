"""What the API answers about plans, steps, revisions and cycles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from rest_framework import serializers

from campaigns.enums import (
    ApprovalRole,
    CampaignState,
    Category,
    Decision,
    Enrolment,
    HoldKind,
    Origin,
)
from campaigns.models import Campaign
from campaigns.models.campaign import HIGHEST_RANK
from campaigns.plan_json.parts import (
    AudienceSerializer,
    OfferSerializer,
    ParticipantSerializer,
    PlacementSerializer,
    ResourceRequestSerializer,
    ServicePlanSerializer,
    TargetSerializer,
)
from campaigns.plan_json.representation import campaign_json, listed_json
from common.api.fields import PlainCharField, WholeNumberField
from common.api.serializers import StrictSerializer
from common.api.steps import OfferedSerializer


class ApprovalSerializer(serializers.Serializer[Any]):
    """A signature that a finalised plan needs; ``decision`` null: not given yet."""

    role = serializers.ChoiceField(ApprovalRole.choices)
    required = serializers.BooleanField()
    decided_by = serializers.CharField(allow_null=True)
    decision = serializers.ChoiceField(Decision.choices, allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)


class HoldSerializer(serializers.Serializer[Any]):
    """What of a plan stands still: all of it where neither ``channel`` nor ``branch`` is named.
    ``waits_for`` are the roles that have not agreed to go on.
    """

    kind = serializers.ChoiceField(HoldKind.choices)
    channel = serializers.CharField(allow_null=True)
    branch = serializers.CharField(allow_null=True)
    since = serializers.DateTimeField()
    reason = serializers.CharField(allow_blank=True)
    waits_for = serializers.ListField(child=serializers.ChoiceField(ApprovalRole.choices))


class StatusSerializer(serializers.Serializer[Any]):
    """Where a plan stands. ``ended_on`` is the last day on which it really ran, once it ended;
    ``amends`` the plan that an amendment changes.
    """

    state = serializers.ChoiceField(CampaignState.choices)
    state_since = serializers.DateTimeField()
    ended_on = serializers.DateField(allow_null=True)
    revision = serializers.IntegerField()
    amends = serializers.CharField(allow_null=True)
    origin = serializers.ChoiceField(Origin.choices)
    announced = serializers.BooleanField()
    audience_size = serializers.IntegerField(allow_null=True)
    eligibility_size = serializers.IntegerField(allow_null=True)
    risk_grade = serializers.CharField(allow_blank=True)
    rank = serializers.IntegerField(allow_null=True)
    hold_reason = serializers.CharField(allow_blank=True)
    author = serializers.CharField()
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    etag = serializers.CharField()
    approvals = ApprovalSerializer(many=True)
    holds = HoldSerializer(many=True)
    transitions = OfferedSerializer(many=True)


class CampaignSerializer(StatusSerializer):
    """A whole plan. ``budget``, ``targets``, ``audience`` and ``eligibility`` are absent for those
    who may not see them.
    """

    code = serializers.CharField()
    name = serializers.CharField()
    category = serializers.ChoiceField(Category.choices)
    owner_unit = serializers.CharField()
    branches = serializers.ListField(child=serializers.CharField())
    external_code = serializers.CharField(allow_blank=True)
    initiative = serializers.CharField(allow_null=True)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    objective = serializers.CharField(allow_blank=True)
    contacts = serializers.CharField(allow_blank=True)
    notes = serializers.CharField(allow_blank=True)
    targets = TargetSerializer(many=True, required=False)
    budget = serializers.DecimalField(
        max_digits=14, decimal_places=2, allow_null=True, required=False
    )
    urgent = serializers.BooleanField()
    flex_days = serializers.IntegerField()
    enrolment = serializers.ChoiceField(Enrolment.choices)
    selling_points = serializers.ListField(child=serializers.CharField())
    offers = OfferSerializer(many=True)
    participants = ParticipantSerializer(many=True)
    audience = AudienceSerializer(required=False)
    eligibility = AudienceSerializer(required=False, allow_null=True)
    placements = PlacementSerializer(many=True)
    resource_requests = ResourceRequestSerializer(many=True)
    service_plan = ServicePlanSerializer()

    def to_representation(self, instance: Campaign) -> dict[str, Any]:
        return campaign_json(instance, self.context["viewer"])


class ListedCampaignSerializer(StatusSerializer):
    """A plan as a list shows it; with ``exclude=transitions`` without its steps."""

    code = serializers.CharField()
    name = serializers.CharField()
    category = serializers.ChoiceField(Category.choices)
    owner_unit = serializers.CharField()
    branches = serializers.ListField(child=serializers.CharField())
    external_code = serializers.CharField(allow_blank=True)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    channels = serializers.ListField(child=serializers.CharField())
    products = serializers.ListField(child=serializers.CharField())
    urgent = serializers.BooleanField()
    transitions = OfferedSerializer(many=True, required=False)

    def to_representation(self, instance: Campaign) -> dict[str, Any]:
        leaves_out = self.context["view"].leaves_out_steps
        return listed_json(instance, self.context["request"].user, with_steps=not leaves_out)


class StepSerializer(StrictSerializer):
    """What a step may be told: ``reason`` where words are asked for, the ``revision`` that was
    read, parts of the plan, the ``rank`` that leadership gives (null takes it back).
    """

    reason = PlainCharField(max_length=2000, allow_blank=True, default="")
    revision = WholeNumberField(min_value=0, max_value=32767, required=False, allow_null=True)
    placements = serializers.ListField(
        child=PlainCharField(max_length=60), required=False, max_length=100
    )
    branches = serializers.ListField(
        child=PlainCharField(max_length=60), required=False, max_length=100
    )
    rank = WholeNumberField(min_value=1, max_value=HIGHEST_RANK, required=False, allow_null=True)


@dataclass(frozen=True, slots=True)
class Submission:
    """A plan that was submitted, and the id of the check that runs."""

    campaign: Campaign
    check_run: UUID | None


class SubmittedSerializer(serializers.Serializer[Any]):
    """A submission that was accepted and is being checked."""

    campaign = serializers.CharField()
    state = serializers.ChoiceField(CampaignState.choices)
    check_run = serializers.UUIDField()

    def to_representation(self, instance: Submission) -> dict[str, Any]:
        return {
            "campaign": instance.campaign.code,
            "state": instance.campaign.state,
            "check_run": str(instance.check_run),
        }


class IntentionSerializer(serializers.Serializer[Any]):
    """A draft made known: name, window, products, channels, branches, nothing else."""

    campaign = serializers.CharField(source="code")
    name = serializers.CharField()
    owner_unit = serializers.CharField(source="owner_unit.code")
    starts_on = serializers.DateField(source="working.starts_on")
    ends_on = serializers.DateField(source="working.ends_on")
    products = serializers.SerializerMethodField()
    channels = serializers.SerializerMethodField()
    branches = serializers.SerializerMethodField()
    announced_at = serializers.DateTimeField()

    def get_products(self, campaign: Campaign) -> list[str]:
        return (
            list(dict.fromkeys(offer.product.code for offer in campaign.working.offers.all()))
            if campaign.working
            else []
        )

    def get_channels(self, campaign: Campaign) -> list[str]:
        return (
            list(dict.fromkeys(one.channel.code for one in campaign.working.placements.all()))
            if campaign.working
            else []
        )

    def get_branches(self, campaign: Campaign) -> list[str]:
        return [unit.code for unit in campaign.working.branches.all()] if campaign.working else []
