"""Deliveries as JSON, and what clients send about them."""

from __future__ import annotations

from rest_framework import serializers

from common.api.fields import BoundedDateField, PlainCharField, WholeNumberField, YesNoField
from common.api.serializers import StrictSerializer
from organization.models import Unit
from resources.guards import MOST
from resources.models import Arrival, Resource


class ArrivalSerializer(serializers.ModelSerializer[Arrival]):
    """``received`` and ``received_at`` are null until the unit says what came; ``is_confirmed``:
    the supplier confirmed the day, and plans may count on it.
    """

    id = serializers.UUIDField(source="key", read_only=True)
    resource = serializers.SlugRelatedField(slug_field="code", read_only=True)
    unit = serializers.SlugRelatedField(slug_field="code", read_only=True)

    class Meta:
        model = Arrival
        fields = (
            "id",
            "resource",
            "unit",
            "quantity",
            "expected_on",
            "is_confirmed",
            "note",
            "received",
            "received_at",
            "receipt_note",
        )
        read_only_fields = fields


class NewArrival(StrictSerializer):
    """A delivery to announce: how many pieces come to which unit on which day."""

    resource = serializers.SlugRelatedField(
        slug_field="code", queryset=Resource.objects.filter(is_active=True)
    )
    unit = serializers.SlugRelatedField(
        slug_field="code", queryset=Unit.objects.filter(is_active=True)
    )
    quantity = WholeNumberField(min_value=1, max_value=MOST)
    expected_on = BoundedDateField()
    is_confirmed = YesNoField(required=False, default=False)
    note = PlainCharField(max_length=120, required=False, allow_blank=True, default="")


class ArrivalChange(StrictSerializer):
    """What changes of a delivery; what is not named stays."""

    quantity = WholeNumberField(min_value=1, max_value=MOST, required=False)
    expected_on = BoundedDateField(required=False)
    is_confirmed = YesNoField(required=False)
    note = PlainCharField(max_length=120, required=False, allow_blank=True)


class ReceiptInput(StrictSerializer):
    """How many pieces came, and why another number than was announced."""

    received = WholeNumberField(min_value=0, max_value=MOST)
    note = PlainCharField(max_length=200, required=False, allow_blank=True, default="")


class ReasonInput(StrictSerializer):
    """Why; it stays on record."""

    reason = PlainCharField(max_length=200)
