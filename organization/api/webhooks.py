"""Webhooks by API. Addresses and secrets are taken and never given."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import generics, serializers, status
from rest_framework.request import Request
from rest_framework.response import Response

from common.api.fields import PlainCharField
from common.api.filters import NoFilters
from common.api.serializers import StrictSerializer
from common.api.tags import IF_MATCH, IF_NONE_MATCH, matched, tagged
from common.api.views import ApiView
from organization.api.views import Holds
from organization.delivery import commands
from organization.delivery.failures import sentence
from organization.delivery.queries import webhooks_with_trouble
from organization.models import Delivery, DeliveryState, MailMode, Unit, Way, Webhook, WebhookForm
from organization.models.unit import slug_validator
from organization.notice_kinds import kinds
from organization.outbox import USUAL, modes_of
from organization.permissions import Permission

ADMIN = (Permission.MANAGE_SETUP,)
LANGUAGES = ("zh-hans", "en")


class WebhookSerializer(serializers.Serializer[Any]):
    """A webhook; of its address only the host. ``failed`` and ``waiting`` count messages."""

    code = serializers.CharField()
    name = serializers.CharField()
    form = serializers.ChoiceField(WebhookForm.choices)
    host = serializers.CharField()
    unit = serializers.CharField(source="unit.code", default=None, allow_null=True)
    kinds = serializers.ListField(child=serializers.CharField())
    language = serializers.ChoiceField(LANGUAGES)
    is_active = serializers.BooleanField()
    failed = serializers.IntegerField()
    waiting = serializers.IntegerField()
    last_sent_at = serializers.DateTimeField(allow_null=True)
    etag = serializers.SerializerMethodField()

    def get_etag(self, one: Webhook) -> str:
        return f"{one.code}.{one.etag}"


class WebhookMadeSerializer(WebhookSerializer):
    """One that was just made; a secret that the product made is told this one time."""

    secret = serializers.CharField(allow_blank=True)


class UnitCode(PlainCharField):
    """A unit in use by its code."""

    default_error_messages = {"unknown": _("There is none with this code.")}

    def to_internal_value(self, data: Any) -> Any:
        found = Unit.objects.active().filter(code=super().to_internal_value(data)).first()
        if found is None:
            self.fail("unknown")
        return found


class WebhookWriteSerializer(StrictSerializer):
    """What is sent where. ``unit`` null: the whole company; ``kinds`` empty: all."""

    name = PlainCharField(max_length=80)
    form = serializers.ChoiceField(WebhookForm.choices)
    url = PlainCharField(max_length=500, write_only=True)
    secret = PlainCharField(max_length=200, allow_blank=True, required=False, write_only=True)
    unit = UnitCode(required=False, allow_null=True)
    kinds = serializers.ListField(
        child=PlainCharField(max_length=60), required=False, max_length=50
    )
    language = serializers.ChoiceField(LANGUAGES, required=False)
    is_active = serializers.BooleanField(required=False)


class WebhookNewSerializer(WebhookWriteSerializer):
    code = PlainCharField(max_length=60, validators=[slug_validator])

    def validate_code(self, code: str) -> str:
        if Webhook.objects.filter(code=code).exists():
            raise serializers.ValidationError(_("This code is taken."), code="unique")
        return code


class DeliverySerializer(serializers.Serializer[Any]):
    """A message to a webhook, and why it failed, in the caller's language."""

    key = serializers.UUIDField()
    way = serializers.ChoiceField(Way.choices)
    state = serializers.ChoiceField(DeliveryState.choices)
    told_at = serializers.DateTimeField()
    sent_at = serializers.DateTimeField(allow_null=True)
    attempts = serializers.IntegerField(source="attempt")
    failure = serializers.CharField(allow_blank=True)
    reason = serializers.SerializerMethodField()

    def get_reason(self, one: Delivery) -> str:
        return sentence(one.failure, one.detail)


@extend_schema_view(get=extend_schema(operation_id="webhooks_list"))
class Webhooks(ApiView, generics.ListAPIView):
    """Where notices go besides."""

    permission_classes = (Holds,)
    permissions = ADMIN
    serializer_class = WebhookSerializer
    filter_backends = (NoFilters,)
    queryset = Webhook.objects.none()

    def get_queryset(self) -> QuerySet[Webhook]:
        return webhooks_with_trouble()

    @extend_schema(
        operation_id="webhooks_create",
        request=WebhookNewSerializer,
        responses={201: WebhookMadeSerializer},
        filters=False,
    )
    def post(self, request: Request) -> Response:
        """Set one up. A secret that the product makes is told in this answer alone."""
        body = WebhookNewSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        values = dict(body.validated_data)
        made = commands.save_webhook(webhook=Webhook(), values=values, actor=request.user)
        row = webhooks_with_trouble().get(pk=made.pk)
        told = "" if values.get("secret") else made.secret
        data = {**WebhookSerializer(row).data, "secret": told}
        return Response(data, status=status.HTTP_201_CREATED)

    def answer_once(self, key: str, handler: Any, request: Request) -> Response:
        """A code is taken once; a secret that was made is kept nowhere."""
        response: Response = handler(request, *self.args, **self.kwargs)
        return response


class WebhookDetail(ApiView):
    permission_classes = (Holds,)
    permissions = ADMIN

    @extend_schema(
        operation_id="webhooks_retrieve", parameters=[IF_NONE_MATCH], responses=WebhookSerializer
    )
    def get(self, request: Request, code: str) -> Response:
        """One webhook."""
        return answer(request, code)

    @extend_schema(
        operation_id="webhooks_change",
        parameters=[IF_MATCH],
        request=WebhookWriteSerializer,
        responses=WebhookSerializer,
    )
    def patch(self, request: Request, code: str) -> Response:
        """Change it; an address or secret that is not sent stays as it is."""
        found = get_object_or_404(Webhook, code=code)
        etag = matched(request, found.code, found.etag)
        body = WebhookWriteSerializer(data=request.data, partial=True)
        body.is_valid(raise_exception=True)
        values = dict(body.validated_data)
        commands.save_webhook(webhook=found, values=values, actor=request.user, etag=etag)
        return answer(request, code)

    @extend_schema(operation_id="webhooks_remove", responses={204: None})
    def delete(self, request: Request, code: str) -> Response:
        """Take it out, with what still waited for it."""
        found = get_object_or_404(Webhook, code=code)
        commands.remove_webhook(webhook=found, actor=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class WebhookTest(ApiView):
    permission_classes = (Holds,)
    permissions = ADMIN

    @extend_schema(operation_id="webhooks_test", request=None, responses={202: DeliverySerializer})
    def post(self, request: Request, code: str) -> Response:
        """Have a test message sent; ``…/deliveries/`` says what became of it."""
        found = get_object_or_404(Webhook, code=code)
        row = commands.try_webhook(webhook=found, actor=request.user)
        return Response(DeliverySerializer(row).data, status=status.HTTP_202_ACCEPTED)


@extend_schema_view(get=extend_schema(operation_id="webhooks_deliveries"))
class WebhookDeliveries(ApiView, generics.ListAPIView):
    """What was sent to a webhook, the newest first, for thirty days."""

    permission_classes = (Holds,)
    permissions = ADMIN
    serializer_class = DeliverySerializer
    filter_backends = (NoFilters,)
    queryset = Delivery.objects.none()

    def get_queryset(self) -> QuerySet[Delivery]:
        found = get_object_or_404(Webhook, code=self.kwargs["code"])
        return found.deliveries.order_by("-told_at", "-id")


class MailChoicesSerializer(StrictSerializer):
    """When the caller gets notices by mail: for all kinds, and for kinds of their own choice (null
    takes one back).
    """

    all = serializers.ChoiceField(MailMode.choices, required=False)
    kinds = serializers.DictField(
        child=serializers.ChoiceField(MailMode.choices, allow_null=True), required=False
    )


class MailChoices(ApiView):
    @extend_schema(operation_id="mail_choices_retrieve", responses=MailChoicesSerializer)
    def get(self, request: Request) -> Response:
        """When the caller gets notices by mail."""
        return Response(chosen_by(request))

    @extend_schema(
        operation_id="mail_choices_change",
        request=MailChoicesSerializer,
        responses=MailChoicesSerializer,
    )
    def patch(self, request: Request) -> Response:
        """Choose for all kinds or for some."""
        body = MailChoicesSerializer(data=request.data)
        body.is_valid(raise_exception=True)
        values = body.validated_data
        modes = {kind: mode or "" for kind, mode in values.get("kinds", {}).items()}
        if "all" in values:
            modes[""] = values["all"]
        commands.choose_mail(user=request.user, modes=modes)
        return Response(chosen_by(request))


def chosen_by(request: Request) -> dict[str, Any]:
    known = modes_of([request.user.pk]).get(request.user.pk, {})
    return {
        "all": known.get("", USUAL),
        "kinds": {kind: known.get(kind) for kind in kinds()},
    }


def answer(request: Request, code: str) -> Response:
    """The webhook with its entity tag."""
    row = get_object_or_404(webhooks_with_trouble(), code=code)
    data = WebhookSerializer(row).data
    return tagged(request, data, prefix=f"{row.code}.{row.etag}")
