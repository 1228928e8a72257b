"""Deputies as JSON, and what clients send to name one."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from common import clock
from common.api.fields import BoundedDateField, PlainCharField
from common.api.serializers import StrictSerializer
from organization.models import Delegation, User


class DelegationSerializer(serializers.ModelSerializer[Delegation]):
    """``deputy`` may decide what ``principal`` would, both days included, until it is revoked."""

    id = serializers.UUIDField(source="key", read_only=True)
    principal = serializers.SlugRelatedField(slug_field="username", read_only=True)
    deputy = serializers.SlugRelatedField(slug_field="username", read_only=True)

    class Meta:
        model = Delegation
        fields = ("id", "principal", "deputy", "starts_on", "ends_on", "reason", "revoked_at")
        read_only_fields = fields


class NewDelegation(StrictSerializer):
    """A deputy for a span of days. ``principal`` is the caller unless an administrator names
    somebody else.
    """

    principal = serializers.SlugRelatedField(
        slug_field="username", queryset=User.objects.filter(is_active=True), required=False
    )
    deputy = serializers.SlugRelatedField(
        slug_field="username", queryset=User.objects.filter(is_active=True)
    )
    starts_on = BoundedDateField()
    ends_on = BoundedDateField()
    reason = PlainCharField(max_length=200, required=False, allow_blank=True, default="")

    def validate_ends_on(self, value: Any) -> Any:
        if value < clock.today():
            raise serializers.ValidationError(_("This day has passed."), code="past")
        return value

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["ends_on"] < attrs["starts_on"]:
            raise serializers.ValidationError(
                {"ends_on": [_("The end lies before the start.")]}, code="dates_reversed"
            )
        return attrs


class CandidateSerializer(serializers.Serializer[Any]):
    """Somebody who could stand in, with the role and unit in which they decide."""

    username = serializers.CharField(source="user.username", read_only=True)
    display_name = serializers.CharField(source="user.display_name", read_only=True)
    role = serializers.CharField(source="membership.role", read_only=True)
    unit = serializers.CharField(source="membership.unit.code", read_only=True)
