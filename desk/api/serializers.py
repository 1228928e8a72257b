from __future__ import annotations

from typing import Any

from rest_framework import serializers

from common.api.fields import PlainCharField
from common.api.serializers import StrictSerializer


class EligibilityRequestSerializer(StrictSerializer):
    number = PlainCharField(max_length=60)


class ReasonSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    detail = serializers.CharField()


class EligibilityOfferSerializer(serializers.Serializer[Any]):
    product = serializers.CharField()
    terms = serializers.CharField()


class ExplanationSerializer(serializers.Serializer[Any]):
    against = serializers.CharField()
    text = serializers.CharField()


class NoticeSerializer(serializers.Serializer[Any]):
    """A work notice in force: what to say at once."""

    code = serializers.CharField()
    title = serializers.CharField()
    words = serializers.CharField()


class EligibilityAnswerSerializer(serializers.Serializer[Any]):
    campaign = serializers.CharField()
    name = serializers.CharField()
    may_take = serializers.BooleanField()
    reasons = ReasonSerializer(many=True)
    offers = EligibilityOfferSerializer(many=True)
    script = serializers.CharField()
    explanations = ExplanationSerializer(many=True)
    work_notices = NoticeSerializer(many=True)


class HeldSerializer(serializers.Serializer[Any]):
    """``until`` is the last day; null where it runs on."""

    product = serializers.CharField()
    name = serializers.CharField()
    until = serializers.DateField(allow_null=True)


class EligibilitySerializer(serializers.Serializer[Any]):
    holdings = HeldSerializer(many=True)
    results = EligibilityAnswerSerializer(many=True)
