"""What became of a plan, and how its revisions differ."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from campaigns.plan_json.plan import PlanSerializer
from common.models import AuditEvent


class HistorySerializer(serializers.ModelSerializer[AuditEvent]):
    at = serializers.DateTimeField(source="happened_at")

    class Meta:
        model = AuditEvent
        fields = (
            "at",
            "actor",
            "acting_for",
            "action",
            "from_state",
            "to_state",
            "reason",
            "details",
        )


class RevisionSerializer(serializers.Serializer[Any]):
    """A revision of a plan: its words as they were."""

    revision = serializers.IntegerField()
    created_at = serializers.DateTimeField()
    submitted_at = serializers.DateTimeField(allow_null=True)
    submitted_by = serializers.CharField(allow_null=True)
    audience_size = serializers.IntegerField(allow_null=True)
    eligibility_size = serializers.IntegerField(allow_null=True)
    plan = PlanSerializer()


class ChangeSerializer(serializers.Serializer[Any]):
    path = serializers.CharField()

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        fields["from"] = serializers.JSONField(allow_null=True)
        fields["to"] = serializers.JSONField(allow_null=True)
        return fields


class DiffSerializer(serializers.Serializer[Any]):
    """What changed between two revisions."""

    campaign = serializers.CharField()
    changes = ChangeSerializer(many=True)

    def get_fields(self) -> dict[str, Any]:
        fields = super().get_fields()
        fields["from"] = serializers.IntegerField()
        fields["to"] = serializers.IntegerField()
        return fields
