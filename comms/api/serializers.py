from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from campaigns.access import visible_to
from campaigns.models import Campaign
from campaigns.plan_json.fields import CodeField
from channels.models import Channel
from common import clock
from common.api.fields import BoundedDateField, NameField, PlainCharField
from common.api.serializers import CleanModelSerializer, StrictSerializer
from common.api.steps import OfferedSerializer, transitions_json
from comms.access import campaigns_visible_to, is_insider, versions_visible_to
from comms.commands.drafts import MAX_BODY
from comms.enums import Decision, DraftKind, DraftState
from comms.models import CommunicationPlan, Draft, Theme
from comms.signoff import signatures
from comms.workflow import DRAFT
from organization.models import Unit, User

MAX_PARTS = 100
BRANCHES = Unit.objects.active().branches()
CHANNELS = Channel.objects.filter(is_active=True)


def campaigns_for(user: Any) -> QuerySet[Campaign]:
    """The plans that a caller may name: those that they see. What is said about a plan is said
    about the plan, not about an amendment of it.
    """
    return visible_to(user).filter(amends=None) if user is not None else Campaign.objects.none()


class CodesField(serializers.ListField):
    """Several codes, each once."""

    def __init__(self, child: CodeField, **kwargs: Any) -> None:
        super().__init__(child=child, max_length=MAX_PARTS, **kwargs)

    def to_internal_value(self, data: Any) -> list[Any]:
        return list(dict.fromkeys(super().to_internal_value(data)))


class WindowSerializer(StrictSerializer):
    """What has a first and a last day; a change of one is held against the other."""

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        first = attrs.get("starts_on", getattr(self.instance, "starts_on", None))
        last = attrs.get("ends_on", getattr(self.instance, "ends_on", None))
        if first and last and last < first:
            sentence = ErrorDetail(
                str(_("The last day lies before the first day.")), code="dates_reversed"
            )
            raise serializers.ValidationError({"ends_on": [sentence]})
        return super().validate(attrs)


class ThemeSerializer(WindowSerializer, CleanModelSerializer):
    """What a period is about."""

    starts_on = BoundedDateField()
    ends_on = BoundedDateField()

    unit = CodeField(BRANCHES, allow_null=True, required=False)
    etag = serializers.SerializerMethodField()

    class Meta:
        model = Theme
        fields = (
            "code",
            "name",
            "starts_on",
            "ends_on",
            "origin",
            "is_binding",
            "unit",
            "message",
            "tone",
            "dos",
            "donts",
            "etag",
        )
        read_only_fields = ("code", "etag")

    def get_etag(self, theme: Theme) -> str:
        return f"{theme.code}.{theme.etag}"


class CommunicationPlanSerializer(WindowSerializer):
    """A communication plan as it is written."""

    name = NameField(max_length=80)
    theme = CodeField(Theme.objects.all(), allow_null=True, required=False)
    no_theme_reason = PlainCharField(max_length=200, allow_blank=True, required=False)
    starts_on = BoundedDateField()
    ends_on = BoundedDateField()
    campaigns = CodesField(CodeField(campaigns_for), required=False)
    channels = CodesField(CodeField(CHANNELS), required=False)


class CommunicationPlanReadSerializer(serializers.Serializer[Any]):
    """A communication plan; of its campaigns those that the caller may see."""

    code = serializers.CharField()
    name = serializers.CharField()
    theme = serializers.CharField(allow_null=True)
    no_theme_reason = serializers.CharField(allow_blank=True)
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    campaigns = serializers.ListField(child=serializers.CharField())
    channels = serializers.ListField(child=serializers.CharField())
    created_by = serializers.CharField()
    created_at = serializers.DateTimeField()
    etag = serializers.CharField()

    def to_representation(self, plan: CommunicationPlan) -> dict[str, Any]:
        return {
            "code": plan.code,
            "name": plan.name,
            "theme": plan.theme.code if plan.theme else None,
            "no_theme_reason": plan.no_theme_reason,
            "starts_on": plan.starts_on.isoformat(),
            "ends_on": plan.ends_on.isoformat(),
            "campaigns": [campaign.code for campaign in plan.campaigns.all()],
            "channels": sorted(channel.code for channel in plan.channels.all()),
            "created_by": plan.created_by.username,
            "created_at": clock.iso(plan.created_at),
            "etag": f"{plan.code}.{plan.etag}",
        }


class DraftSerializer(StrictSerializer):
    """A draft as it is written; ``plan`` is set once, ``campaigns`` are the plan's unless said."""

    plan = CodeField(CommunicationPlan.objects.all())
    title = NameField(max_length=80)
    kind = serializers.ChoiceField(DraftKind.choices, required=False)
    due_on = BoundedDateField(allow_null=True, required=False)
    campaigns = CodesField(CodeField(campaigns_for), required=False)
    branches = CodesField(CodeField(BRANCHES), required=False)
    body = PlainCharField(max_length=MAX_BODY, allow_blank=True, required=False)

    def validate_plan(self, plan: CommunicationPlan) -> CommunicationPlan:
        if self.instance is not None and self.instance.plan_id != plan.pk:
            raise serializers.ValidationError(
                _("A draft stays in its communication plan."), code="fixed"
            )
        return plan


class SignatureSerializer(serializers.Serializer[Any]):
    campaign = serializers.CharField()
    decision = serializers.CharField(allow_null=True)
    by = serializers.CharField(allow_null=True)
    at = serializers.DateTimeField(allow_null=True)
    text = serializers.CharField(allow_blank=True)


class DraftRowSerializer(serializers.Serializer[Any]):
    """A draft in a list; of its campaigns those that the caller may see."""

    code = serializers.CharField()
    plan = serializers.CharField()
    kind = serializers.ChoiceField(DraftKind.choices)
    title = serializers.CharField()
    state = serializers.ChoiceField(DraftState.choices)
    campaigns = serializers.ListField(child=serializers.CharField())
    branches = serializers.ListField(child=serializers.CharField())
    author = serializers.CharField()
    reviewer = serializers.CharField(allow_null=True)
    due_on = serializers.DateField(allow_null=True)
    released_at = serializers.DateTimeField(allow_null=True)
    created_at = serializers.DateTimeField()
    updated_at = serializers.DateTimeField()
    etag = serializers.CharField()

    def to_representation(self, draft: Draft) -> dict[str, Any]:
        return {
            "code": draft.code,
            "plan": draft.plan.code,
            "kind": draft.kind,
            "title": draft.title,
            "state": draft.state,
            "campaigns": [campaign.code for campaign in draft.campaigns.all()],
            "branches": sorted(branch.code for branch in draft.branches.all()),
            "author": draft.author.username,
            "reviewer": draft.reviewer.username if draft.reviewer else None,
            "due_on": draft.due_on.isoformat() if draft.due_on else None,
            "released_at": clock.iso(draft.released_at),
            "created_at": clock.iso(draft.created_at),
            "updated_at": clock.iso(draft.updated_at),
            "etag": f"{draft.code}.{draft.etag}",
        }


class DraftReadSerializer(DraftRowSerializer):
    """A whole draft. ``signatures`` and ``transitions`` are absent for those who only read what is
    released.
    """

    version = serializers.IntegerField(allow_null=True)
    body = serializers.CharField(allow_blank=True)
    signatures = SignatureSerializer(many=True, required=False)
    transitions = OfferedSerializer(many=True, required=False)


def draft_json(draft: Draft, user: User) -> dict[str, Any]:
    """A whole draft as the caller may see it."""
    version = versions_visible_to(user, draft).first()
    data = DraftRowSerializer().to_representation(draft)
    data |= {
        "version": version.number if version else None,
        "body": version.body if version else "",
    }
    if not is_insider(user, draft):
        return data
    seen = set(campaigns_visible_to(user, draft).values_list("pk", flat=True))
    return data | {
        "signatures": [_signature(one) for one in signatures(draft) if one.campaign.pk in seen],
        "transitions": transitions_json(DRAFT.offered(draft, user)),
    }


def _signature(one: Any) -> dict[str, Any]:
    review = one.review
    return {
        "campaign": one.campaign.code,
        "decision": review.decision if review else None,
        "by": review.author.username if review else None,
        "at": clock.iso(review.created_at) if review else None,
        "text": review.text if review else "",
    }


class DraftStepSerializer(StrictSerializer):
    """Why; needed where the step asks for it."""

    reason = PlainCharField(max_length=2000, allow_blank=True, required=False)


class DraftSignSerializer(StrictSerializer):
    """``agree``, or ``changes`` with the words on what is to be changed."""

    campaign = PlainCharField(max_length=60)
    decision = serializers.ChoiceField([Decision.AGREE, Decision.CHANGES])
    text = PlainCharField(max_length=2000, allow_blank=True, required=False)


class DraftRemarkSerializer(StrictSerializer):
    """A remark, perhaps on a ``passage`` of the text."""

    text = PlainCharField(max_length=2000)
    passage = PlainCharField(max_length=300, allow_blank=True, required=False)
