"""What callers send to settle a finding."""

from __future__ import annotations

from common.api.fields import BoundedDateField, PlainCharField
from common.api.serializers import StrictSerializer


class ApplySerializer(StrictSerializer):
    """``text`` are the words of an explanation script."""

    way_out = PlainCharField(max_length=80)
    text = PlainCharField(max_length=2000, allow_blank=True, required=False)


class ProposeSerializer(StrictSerializer):
    """``text`` are words that go with the proposal."""

    way_out = PlainCharField(max_length=80)
    text = PlainCharField(max_length=2000, allow_blank=True, required=False)


class DeclineSerializer(StrictSerializer):
    """``text`` says why."""

    way_out = PlainCharField(max_length=80)
    text = PlainCharField(max_length=2000)


class AcceptSerializer(StrictSerializer):
    reason = PlainCharField(max_length=2000, allow_blank=True, default="")
    until = BoundedDateField(required=False, allow_null=True)


class CommentTextSerializer(StrictSerializer):
    text = PlainCharField(max_length=2000)
