from __future__ import annotations

from typing import Any

from rest_framework import serializers

from common.models import AuditEvent
from organization.policies import Declared


class AuditSerializer(serializers.ModelSerializer[AuditEvent]):
    class Meta:
        model = AuditEvent
        fields = (
            "happened_at",
            "actor",
            "acting_for",
            "action",
            "object_type",
            "object_code",
            "unit",
            "from_state",
            "to_state",
            "reason",
            "details",
        )
        read_only_fields = fields


class PolicySerializer(serializers.Serializer[dict[str, Any]]):
    key = serializers.CharField(source="policy.key")
    label = serializers.CharField(source="policy.label")
    unit = serializers.CharField(source="policy.unit")
    owner_role = serializers.CharField(source="policy.owner_role")
    value = serializers.SerializerMethodField()

    def get_value(self, row: dict[str, Any]) -> str:
        return Declared.as_text(row["value"])
