"""How customers, segments, holdings and touches look to a client. Names and phones are always
masked here.
"""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from channels.enums import ContactClass
from common.api.fields import BoundedDateField, MoneyField, PlainCharField, YesNoField
from common.api.serializers import StrictSerializer
from customers import holdings, touches
from customers.enums import BenefitKind, Occasion, TouchKind
from customers.filter_values import MAX_LIST
from customers.masked_rows import masked_attributes, public_number
from customers.masking import looks_like_phone, mask_name, mask_phone
from customers.models import Customer, Holding, Touch

CODE = {"slug_field": "code", "read_only": True}


class NumberList(serializers.ListField):
    """Customer numbers, at most 10,000; longer lists are uploaded."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(child=PlainCharField(max_length=40), max_length=MAX_LIST, **kwargs)


class CustomerSerializer(serializers.ModelSerializer[Customer]):
    """A customer, masked. A number that is a phone is replaced by the party's number."""

    number = serializers.SerializerMethodField()
    name = serializers.SerializerMethodField()
    phone = serializers.SerializerMethodField()
    kind = serializers.CharField(source="party.kind")
    group = serializers.SlugRelatedField(**CODE, allow_null=True)
    unit = serializers.SlugRelatedField(**CODE, allow_null=True)
    grid = serializers.SlugRelatedField(**CODE, allow_null=True)

    class Meta:
        model = Customer
        fields: tuple[str, ...] = (
            "number",
            "name",
            "phone",
            "kind",
            "group",
            "tier",
            "arpu",
            "joined_on",
            "unit",
            "grid",
        )
        read_only_fields = fields

    def get_number(self, customer: Customer) -> str:
        return public_number(customer)

    def get_name(self, customer: Customer) -> str:
        return mask_name(customer.name or customer.party.name, customer.party.kind)

    def get_phone(self, customer: Customer) -> str:
        return mask_phone(customer.phone)


class HoldingSerializer(serializers.ModelSerializer[Holding]):
    number = serializers.SerializerMethodField()
    product = serializers.SlugRelatedField(**CODE)

    class Meta:
        model = Holding
        fields = ("number", "product", "starts_on", "ends_on", "exclusive_group")
        read_only_fields = fields

    def get_number(self, holding: Holding) -> str:
        return public_number(holding.customer)


class CustomerDetailSerializer(CustomerSerializer):
    """With what came in columns of its own, and what the customer holds."""

    attributes = serializers.SerializerMethodField()
    holdings = HoldingSerializer(many=True)

    class Meta(CustomerSerializer.Meta):
        fields: tuple[str, ...] = (*CustomerSerializer.Meta.fields, "attributes", "holdings")
        read_only_fields = fields

    def get_attributes(self, customer: Customer) -> dict[str, str]:
        return masked_attributes(customer)


class LookupInput(StrictSerializer):
    """A customer number, or a phone however it is written."""

    number = PlainCharField(max_length=60)


class EventSerializer(serializers.Serializer[Any]):
    happened_on = serializers.DateField()
    kind = serializers.CharField()
    contact_class = serializers.CharField()
    channel = serializers.CharField()
    campaign = serializers.CharField()
    is_service = serializers.BooleanField()
    unit = serializers.CharField()
    resource = serializers.CharField()
    benefit_kind = serializers.CharField()
    occasion = serializers.CharField()
    value = serializers.DecimalField(max_digits=14, decimal_places=2, allow_null=True)
    note = serializers.CharField()


class TouchSerializer(serializers.ModelSerializer[Touch]):
    """``number`` is null for a mass contact; ``persons`` is how many it reached."""

    benefit_kind = serializers.CharField()
    occasion = serializers.CharField()
    number = serializers.SerializerMethodField()
    persons = serializers.SerializerMethodField()

    class Meta:
        model = Touch
        fields = (
            "source",
            "key",
            "happened_on",
            "contact_class",
            "channel",
            "campaign",
            "is_service",
            "kind",
            "unit",
            "resource",
            "benefit_kind",
            "occasion",
            "value",
            "told_by",
            "number",
            "persons",
        )
        read_only_fields = fields

    def get_number(self, touch: Touch) -> str | None:
        if touch.party is None:
            return None
        first = next(iter(touch.party.customers.all()), None)
        if first is not None and not looks_like_phone(first.number):
            return first.number
        return touch.party.number

    def get_persons(self, touch: Touch) -> int:
        return touch.party_set.persons if touch.party_set else 1


class TouchInput(StrictSerializer):
    """``kind`` is a contact if not said; a contact says its ``contact_class``, a benefit its
    ``benefit_kind`` and the one ``number`` that it is for.
    """

    source = PlainCharField(max_length=40)
    key = PlainCharField(max_length=120)
    happened_on = BoundedDateField()
    kind = serializers.ChoiceField(choices=TouchKind.choices, required=False)
    contact_class = serializers.ChoiceField(choices=ContactClass.choices, required=False)
    channel = PlainCharField(max_length=60, required=False, allow_blank=True)
    campaign = PlainCharField(max_length=20, required=False, allow_blank=True)
    is_service = YesNoField(required=False)
    unit = PlainCharField(max_length=60, required=False, allow_blank=True)
    resource = PlainCharField(max_length=60, required=False, allow_blank=True)
    benefit_kind = serializers.ChoiceField(choices=BenefitKind.choices, required=False)
    occasion = serializers.ChoiceField(choices=Occasion.choices, required=False)
    value = MoneyField(required=False, allow_null=True)
    number = PlainCharField(max_length=40, required=False)
    numbers = NumberList(required=False)


class TouchesInput(StrictSerializer):
    touches = TouchInput(many=True, allow_empty=False, max_length=touches.MOST)


class RecordedSerializer(serializers.Serializer[Any]):
    created = serializers.IntegerField()
    known = serializers.IntegerField()


class HoldingInput(StrictSerializer):
    number = PlainCharField(max_length=40)
    product = PlainCharField(max_length=60)
    starts_on = BoundedDateField(required=False, allow_null=True)
    ends_on = BoundedDateField(required=False, allow_null=True)
    exclusive_group = serializers.SlugField(max_length=60, required=False, allow_blank=True)


class HoldingsInput(StrictSerializer):
    holdings = HoldingInput(many=True, allow_empty=False, max_length=holdings.MOST)


class UpsertedSerializer(serializers.Serializer[Any]):
    created = serializers.IntegerField()
    changed = serializers.IntegerField()
    unchanged = serializers.IntegerField()
