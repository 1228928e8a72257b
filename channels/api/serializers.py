from __future__ import annotations

from rest_framework import serializers

from channels.models import LoadingRule


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
