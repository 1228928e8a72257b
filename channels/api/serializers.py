from __future__ import annotations

from rest_framework import serializers

from channels.models import Channel, LoadingRule, Product


class ProductSerializer(serializers.ModelSerializer[Product]):
    family = serializers.SlugRelatedField(slug_field="code", read_only=True)
    owner_unit = serializers.SlugRelatedField(slug_field="code", read_only=True, allow_null=True)

    class Meta:
        model = Product
        fields = (
            "code",
            "name",
            "name_en",
            "family",
            "billing_kind",
            "brand",
            "exclusive_group",
            "monthly_fee",
            "owner_unit",
            "is_active",
        )
        read_only_fields = fields


class ChannelSerializer(serializers.ModelSerializer[Channel]):
    owner_unit = serializers.SlugRelatedField(slug_field="code", read_only=True, allow_null=True)

    class Meta:
        model = Channel
        fields = (
            "code",
            "name",
            "name_en",
            "direction",
            "contact_class",
            "is_public",
            "is_staffed",
            "needs_consent",
            "owner_unit",
            "capacity_per_day",
            "capacity_per_week",
            "outlets",
            "is_active",
        )
        read_only_fields = fields


class LoadingRuleSerializer(serializers.ModelSerializer[LoadingRule]):
    product = serializers.SlugRelatedField(slug_field="code", read_only=True)
    customer_group = serializers.SlugRelatedField(slug_field="code", read_only=True)
    channel = serializers.SlugRelatedField(slug_field="code", read_only=True)

    class Meta:
        model = LoadingRule
        fields = (
            "product",
            "customer_group",
            "channel",
            "fit",
            "version",
            "reason",
            "valid_from",
            "valid_until",
        )
        read_only_fields = fields


class MatrixCellSerializer(serializers.Serializer[object]):
    channel = serializers.CharField()
    fit = serializers.CharField()
    version = serializers.IntegerField()


class MatrixRowSerializer(serializers.Serializer[object]):
    product = serializers.CharField()
    customer_group = serializers.CharField()
    cells = MatrixCellSerializer(many=True)


class MatrixSerializer(serializers.Serializer[object]):
    channels = serializers.ListField(child=serializers.CharField())
    rows = MatrixRowSerializer(many=True)
