"""How segments and their counts look to a client, and what they are made from."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from pyroaring import AbstractBitMap
from rest_framework import serializers

from common.api.fields import PlainCharField, PlainJSONField, YesNoField
from common.api.serializers import StrictSerializer
from customers import counting
from customers.api.serializers import CODE, NumberList
from customers.bitmaps import count_organisations, count_persons
from customers.enums import SegmentKind, SegmentRefresh
from customers.masking import SMALLEST_TOLD
from customers.models import Segment, SegmentVersion
from customers.segment_members import members
from customers.segment_uses import uses_of
from customers.segment_versions import MOST_SHOWN
from organization.models import Unit, User
from organization.models.unit import slug_validator
from organization.permissions import Permission

ADDRESSES = frozenset({"fields", "preview"})  # /segments/fields/ is no segment
FILTER_SCHEMA = {
    "type": "object",
    "additionalProperties": True,
    "description": "A tree of all, any, not and {field, op, value}.",
}


@extend_schema_field(FILTER_SCHEMA)
class FilterField(PlainJSONField):
    """A filter tree; ``customers.filters`` says what is wrong with it, and where."""


class UnitField(serializers.SlugRelatedField[Unit]):
    """A unit by its code."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(slug_field="code", queryset=Unit.objects.all(), **kwargs)


class SegmentSerializer(serializers.ModelSerializer[Segment]):
    owner_unit = serializers.SlugRelatedField(**CODE, allow_null=True)
    filter = serializers.SerializerMethodField()
    etag = serializers.SerializerMethodField()

    class Meta:
        model = Segment
        fields: tuple[str, ...] = (
            "code",
            "name",
            "name_en",
            "kind",
            "filter",
            "owner_unit",
            "note",
            "is_active",
            "refresh",
            "kept_at",
            "etag",
        )
        read_only_fields = fields

    def get_etag(self, segment: Segment) -> str:
        return f"{segment.code}.{segment.etag}"

    @extend_schema_field({**FILTER_SCHEMA, "type": ["object", "null"]})
    def get_filter(self, segment: Segment) -> dict[str, Any] | None:
        return segment.definition if segment.kind == SegmentKind.FILTER else None


class CountSerializer(serializers.Serializer[Any]):
    """``persons`` is null where there are ``fewer_than`` so many, and that is all that is told;
    both are null for a caller who sees no customers.
    """

    persons = serializers.IntegerField(allow_null=True)
    fewer_than = serializers.IntegerField(allow_null=True)
    organisations = serializers.IntegerField(allow_null=True)


def counts_for(user: User, found: AbstractBitMap) -> dict[str, int | None]:
    """How many are in a set, as far as the user may know."""
    if not user.may(Permission.SEE_CUSTOMERS):
        return dict.fromkeys(("persons", "fewer_than", "organisations"))
    persons = count_persons(found)
    is_told = counting.is_told(persons) or counting.counts_exactly(user)
    return {
        "persons": persons if is_told else None,
        "fewer_than": None if is_told else SMALLEST_TOLD,
        "organisations": count_organisations(found),
    }


class SegmentVersionSerializer(serializers.ModelSerializer[SegmentVersion]):
    """Whom the segment meant from then on; ``filter`` is null for a list."""

    filter = serializers.JSONField(source="definition")

    class Meta:
        model = SegmentVersion
        fields = ("number", "filter", "made_by", "made_at")
        read_only_fields = fields


class SegmentDetailSerializer(SegmentSerializer):
    """With how many it holds now, as far as the caller may know, and the codes of the plans that
    use it, as far as the caller sees them. ``persons`` is null where there are ``fewer_than`` so
    many.
    """

    # Needs ``viewer`` in the context.
    persons = serializers.IntegerField(allow_null=True, read_only=True)
    fewer_than = serializers.IntegerField(allow_null=True, read_only=True)
    organisations = serializers.IntegerField(allow_null=True, read_only=True)
    used_by = serializers.SerializerMethodField()
    versions = serializers.SerializerMethodField()

    class Meta(SegmentSerializer.Meta):
        fields: tuple[str, ...] = (
            *SegmentSerializer.Meta.fields,
            "persons",
            "fewer_than",
            "organisations",
            "used_by",
            "versions",
        )
        read_only_fields = fields

    @extend_schema_field(SegmentVersionSerializer(many=True))
    def get_versions(self, segment: Segment) -> Any:
        rows = segment.versions.all()[:MOST_SHOWN]
        return SegmentVersionSerializer(rows, many=True).data

    def get_used_by(self, segment: Segment) -> list[str]:
        return [use.code for use in uses_of(segment, self.context["viewer"])]

    def to_representation(self, instance: Segment) -> dict[str, Any]:
        for name, count in counts_for(self.context["viewer"], members(instance)).items():
            setattr(instance, name, count)
        return super().to_representation(instance)


class SegmentInput(StrictSerializer):
    """Either ``filter`` or ``list``. Without a code the segment gets the next ``segment-n``."""

    code = serializers.SlugField(max_length=60, required=False, validators=[slug_validator])
    name = PlainCharField(max_length=80)
    name_en = PlainCharField(max_length=80, required=False, allow_blank=True)
    note = PlainCharField(max_length=200, required=False, allow_blank=True)
    owner_unit = UnitField(required=False, allow_null=True)
    refresh = serializers.ChoiceField(choices=SegmentRefresh.choices, required=False)
    filter = FilterField(required=False)
    list = NumberList(required=False)

    def validate_code(self, code: str) -> str:
        if code in ADDRESSES:
            raise serializers.ValidationError(
                _("This word is part of an address; choose another code."), code="reserved"
            )
        if Segment.objects.filter(code=code).exists():
            raise serializers.ValidationError(_("This code is taken."), code="unique")
        return code


class SegmentChange(StrictSerializer):
    name = PlainCharField(max_length=80, required=False)
    name_en = PlainCharField(max_length=80, required=False, allow_blank=True)
    note = PlainCharField(max_length=200, required=False, allow_blank=True)
    is_active = YesNoField(required=False)
    refresh = serializers.ChoiceField(choices=SegmentRefresh.choices, required=False)
    filter = FilterField(required=False)
    list = NumberList(required=False)


class PreviewInput(StrictSerializer):
    filter = FilterField(required=False)
    list = NumberList(required=False)


class FilterFieldSerializer(serializers.Serializer[Any]):
    name = serializers.CharField()
    label = serializers.CharField()
    type = serializers.CharField()
    ops = serializers.ListField(child=serializers.CharField())
    choices = serializers.SerializerMethodField()

    @extend_schema_field(
        {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"value": {"type": "string"}, "label": {"type": "string"}},
            },
        }
    )
    def get_choices(self, field: Any) -> list[dict[str, str]]:
        return [{"value": value, "label": label} for value, label in field.choices]
