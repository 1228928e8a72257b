from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from common.api.fields import PlainCharField, WholeNumberField, YesNoField
from common.api.serializers import StrictSerializer
from organization.models import Unit
from resources.guards import MOST
from resources.models import Movement, Reservation, Resource, Stock


class StockSerializer(serializers.ModelSerializer[Stock]):
    """``reserved_soft`` is null for callers who do not see plans before their approval;
    ``arriving`` is confirmed deliveries.
    """

    resource = serializers.SlugRelatedField(slug_field="code", read_only=True)
    unit = serializers.SlugRelatedField(slug_field="code", read_only=True)
    reserved_hard = serializers.IntegerField(source="reserved", read_only=True)
    reserved_soft = serializers.IntegerField(source="soft", read_only=True, allow_null=True)
    arriving = serializers.IntegerField(read_only=True)
    free = serializers.IntegerField(read_only=True)

    class Meta:
        model = Stock
        fields = (
            "resource",
            "unit",
            "on_hand",
            "reserved_hard",
            "reserved_soft",
            "arriving",
            "free",
        )
        read_only_fields = fields


class ReservationSerializer(serializers.ModelSerializer[Reservation]):
    resource = serializers.SlugRelatedField(slug_field="code", read_only=True)
    unit = serializers.SlugRelatedField(slug_field="code", read_only=True)

    class Meta:
        model = Reservation
        fields = (
            "campaign",
            "resource",
            "unit",
            "quantity",
            "back_order",
            "needed_by",
            "firmness",
            "state",
            "created_at",
            "changed_at",
        )
        read_only_fields = fields


class MovementSerializer(serializers.ModelSerializer[Movement]):
    """``quantity`` is signed: what left the unit is below 0."""

    resource = serializers.SlugRelatedField(slug_field="code", read_only=True)
    unit = serializers.SlugRelatedField(slug_field="code", read_only=True)

    class Meta:
        model = Movement
        fields = (
            "resource",
            "unit",
            "kind",
            "quantity",
            "campaign",
            "reason",
            "actor",
            "happened_at",
        )
        read_only_fields = fields


class NewMovementSerializer(StrictSerializer):
    """A change of stock: ``transfer`` needs ``to_unit``; ``counted`` sets the stock to ``quantity``
    and needs a ``reason``, and ``is_loss`` where fewer are there than plans hold; ``issued`` names
    the ``campaign`` that holds the pieces or a ``reason``.
    """

    kind = serializers.ChoiceField(["received", "issued", "transfer", "counted"])
    resource = serializers.SlugRelatedField(slug_field="code", queryset=Resource.objects.all())
    unit = serializers.SlugRelatedField(
        slug_field="code", queryset=Unit.objects.filter(is_active=True)
    )
    to_unit = serializers.SlugRelatedField(
        slug_field="code", queryset=Unit.objects.filter(is_active=True), required=False
    )
    quantity = WholeNumberField(min_value=0, max_value=MOST)
    campaign = PlainCharField(max_length=20, required=False, allow_blank=True, default="")
    reason = PlainCharField(max_length=200, required=False, allow_blank=True, default="")
    is_loss = YesNoField(required=False, default=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if (attrs["kind"] == "transfer") != ("to_unit" in attrs):
            raise serializers.ValidationError(
                {"to_unit": [_("A transfer names the unit it goes to; other movements name none.")]}
            )
        if attrs["unit"] == attrs.get("to_unit"):
            raise serializers.ValidationError(
                {"to_unit": [ErrorDetail(str(_("Choose two different units.")), code="same-unit")]}
            )
        if attrs["campaign"] and attrs["kind"] != "issued":
            raise serializers.ValidationError(
                {"campaign": [_("Only what is issued names a campaign.")]}
            )
        return attrs
