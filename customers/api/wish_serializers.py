"""How the wishes of a customer look to a client."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from channels.enums import ContactClass
from common.api.fields import PlainCharField
from common.api.serializers import StrictSerializer
from customers.enums import WishKind
from customers.models import Consent, DoNotContact
from customers.wishes import LONGEST_REASON


class DoNotContactSerializer(serializers.ModelSerializer[DoNotContact]):
    """``contact_class`` is empty for every way of contact."""

    class Meta:
        model = DoNotContact
        fields = ("contact_class", "since", "reason", "recorded_by", "source")
        read_only_fields = fields


class ConsentSerializer(serializers.ModelSerializer[Consent]):
    class Meta:
        model = Consent
        fields = ("contact_class", "given_on", "withdrawn_on", "reason", "recorded_by", "source")
        read_only_fields = fields


class WishesSerializer(serializers.Serializer[Any]):
    do_not_contact = DoNotContactSerializer(many=True)
    consent = ConsentSerializer(many=True)


class WishInput(StrictSerializer):
    """One wish given (on the list; agreed) or withdrawn. An empty way of contact is every one."""

    kind = serializers.ChoiceField(choices=WishKind.choices)
    contact_class = serializers.ChoiceField(
        choices=ContactClass.choices, required=False, allow_blank=True, default=""
    )
    is_given = serializers.BooleanField()
    reason = PlainCharField(max_length=LONGEST_REASON)
