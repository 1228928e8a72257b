"""The decision chain of an organisation, read and said by clients."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, inline_serializer
from rest_framework import serializers
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.fields import PlainCharField
from common.api.serializers import StrictSerializer
from common.api.views import ApiView
from customers.api.customers import customer_of
from customers.api.ingest import ReadsOrWrites
from customers.decision_chain import contacts_of, set_places
from customers.enums import DecisionPlace
from customers.masking import mask_name
from customers.models import PartyLink
from organization.permissions import Permission


class KeyContactSerializer(serializers.ModelSerializer[PartyLink]):
    """A key contact, masked; ``decides`` is empty where nobody knows, ``placed_by`` where a file
    said it.
    """

    person = serializers.CharField(source="person.number")
    name = serializers.SerializerMethodField()

    class Meta:
        model = PartyLink
        fields = ("person", "name", "title", "decides", "placed_by")
        read_only_fields = fields

    def get_name(self, link: PartyLink) -> str:
        return mask_name(link.person.name, link.person.kind)


class PlaceInput(StrictSerializer):
    person = PlainCharField(max_length=40)
    decides = serializers.ChoiceField(choices=DecisionPlace.choices, allow_blank=True)


class PlacesInput(StrictSerializer):
    places = PlaceInput(many=True, allow_empty=False)


class DecisionChain(ApiView):
    """The key contacts of an organisation in the order in which they decide."""

    permission_classes = (ReadsOrWrites,)
    readers = (Permission.SEE_CUSTOMERS,)
    writer = Permission.MATCH_CUSTOMERS
    answer = inline_serializer("DecisionChain", {"contacts": KeyContactSerializer(many=True)})

    @extend_schema(responses=answer)
    def get(self, request: Request, number: str) -> Response:
        return self.shown(request, number)

    @extend_schema(request=PlacesInput, responses=answer)
    def post(self, request: Request, number: str) -> Response:
        """Say the place of some of them; the others keep theirs."""
        customer = customer_of(request, number)
        form = PlacesInput(data=request.data)
        form.is_valid(raise_exception=True)
        keys = {link.person.number: link.pk for link in contacts_of(customer)}
        said: list[dict[str, Any]] = form.validated_data["places"]
        if unknown := [one["person"] for one in said if one["person"] not in keys]:
            sentence = _("%(number)s is no key contact of the customer.")
            raise ValidationError({"places": [sentence % {"number": unknown[0]}]}, code="unknown")
        places = {keys[one["person"]]: one["decides"] for one in said}
        set_places(customer=customer, places=places, actor=request.user)
        return self.shown(request, number)

    def shown(self, request: Request, number: str) -> Response:
        links = contacts_of(customer_of(request, number))
        return Response({"contacts": KeyContactSerializer(links, many=True).data})
