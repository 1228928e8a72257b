"""What callers send to settle a finding."""

from __future__ import annotations

from rest_framework import serializers

from common.api.fields import BoundedDateField, PlainCharField
from common.api.serializers import StrictSerializer


class ApplySerializer(StrictSerializer):
    """``text`` are the words of an explanation script. ``texts`` are texts of the plan that are to
    read otherwise with the way out, by key: `name`, `offers.1`, `selling_points.1`, `script`,
    `terms`, `scripts.` and the code of the other plan.
    """

    way_out = PlainCharField(max_length=80)
    text = PlainCharField(max_length=2000, allow_blank=True, required=False)
    texts = serializers.DictField(child=PlainCharField(max_length=4000), required=False)


class AcceptSerializer(StrictSerializer):
    reason = PlainCharField(max_length=2000, allow_blank=True, default="")
    until = BoundedDateField(required=False, allow_null=True)


class CommentTextSerializer(StrictSerializer):
    text = PlainCharField(max_length=2000)
