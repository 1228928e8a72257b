"""The parts of a plan as JSON: offers, participants, audience, placements with waves, resource
requests, service plan.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from campaigns.access import visible_to
from campaigns.audiences import Audience
from campaigns.enums import Enrolment, GetKind, SourceSide, WaveTarget
from campaigns.models import AudienceSource, Offer
from campaigns.offers import value_of
from campaigns.plan_json.fields import PART_OF_THE_WHOLE, CodeField, MinuteField, ShareField
from campaigns.plan_json.sources import SourceField
from channels.models import Channel, Product
from common.api.fields import (
    BoundedDateField,
    MoneyField,
    NameField,
    PlainCharField,
    WholeNumberField,
    YesNoField,
)
from common.api.serializers import StrictSerializer
from customers.enums import Occasion
from organization.models import Unit
from organization.models.unit import slug_validator
from resources.models import Resource

MAX_PARTS = 100
MAX_ORDERS = 10**9
MAX_QUANTITY = 10**8

PRODUCTS = Product.objects.filter(is_active=True)
UNITS = Unit.objects.filter(is_active=True)


def reject_duplicates(keys: Iterable[Hashable], field: str, sentence: Any) -> None:
    """Raise at each element whose key an earlier one has."""
    seen: set[Hashable] = set()
    errors: dict[int, Any] = {}
    for index, key in enumerate(keys):
        if key in seen:
            errors[index] = {field: [ErrorDetail(str(sentence), code="duplicate")]}
        seen.add(key)
    if errors:
        raise serializers.ValidationError(errors)


class TargetSerializer(StrictSerializer):
    indicator = NameField(max_length=40)
    value = MoneyField()


class OfferSerializer(StrictSerializer):
    """``get_value`` (yuan) is ``get`` itself where balance is got, and null where nobody said what
    a gift or the like is worth; ``stackable`` null: the terms do not say.
    """

    product = CodeField(PRODUCTS)
    kind = NameField(max_length=40, allow_blank=True, default="")
    pay = MoneyField(default=Decimal(0))
    get = MoneyField(default=Decimal(0))
    get_kind = serializers.ChoiceField(GetKind.choices, default=GetKind.BALANCE)
    get_value = MoneyField(required=False, allow_null=True)
    payout_months = WholeNumberField(min_value=0, max_value=120, default=0)
    min_spend = MoneyField(default=Decimal(0))
    lock_months = WholeNumberField(min_value=0, max_value=120, default=0)
    stackable = YesNoField(allow_null=True, default=None)
    exclusive_group = PlainCharField(
        max_length=60, allow_blank=True, default="", validators=[slug_validator]
    )
    description = NameField(max_length=200, allow_blank=True, default="")

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        worth = value_of(
            get=attrs["get"], get_kind=attrs["get_kind"], get_value=attrs.get("get_value")
        )
        return attrs | {"get_value": worth or Decimal(0)}

    def to_representation(self, instance: Offer) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        return shown if instance.value is not None else shown | {"get_value": None}


class ParticipantSerializer(StrictSerializer):
    unit = CodeField(UNITS)
    product = CodeField(PRODUCTS)
    enrolment = serializers.ChoiceField(Enrolment.choices, default=Enrolment.OPT_IN)
    targets = TargetSerializer(many=True, default=list, max_length=MAX_PARTS)
    cost_share = serializers.DecimalField(
        max_digits=4,
        decimal_places=2,
        min_value=Decimal(0),
        max_value=Decimal(1),
        default=Decimal(0),
        error_messages=PART_OF_THE_WHOLE,
    )


class AudienceSerializer(StrictSerializer):
    """Union of ``include`` minus union of ``exclude``."""

    include = serializers.ListField(child=SourceField(), default=list, max_length=MAX_PARTS)
    exclude = serializers.ListField(child=SourceField(), default=list, max_length=MAX_PARTS)

    def to_internal_value(self, data: Any) -> Audience:
        values = super().to_internal_value(data)
        return Audience(include=values["include"], exclude=values["exclude"])

    def to_representation(self, instance: Iterable[AudienceSource]) -> dict[str, Any]:
        rows = list(instance)
        source = SourceField()
        source.bind("source", self)
        return {
            str(side): [source.to_representation(row) for row in rows if row.side == side]
            for side in (SourceSide.INCLUDE, SourceSide.EXCLUDE)
        }


class ExclusionsField(serializers.ListField):
    """The sources that a placement leaves out."""

    child = SourceField()

    def get_attribute(self, instance: Any) -> Any:
        return instance.exclusions.all()


class WaveSerializer(StrictSerializer):
    """One dated part of a placement: ``share`` of its persons (``all``), of those not contacted yet
    (``rest``), or of those contacted by earlier waves who did not respond (``non_responders``).
    """

    on = BoundedDateField()
    share = ShareField(default=Decimal(1))
    to = serializers.ChoiceField(WaveTarget.choices, default=WaveTarget.ALL)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        fields = super().get_fields()
        fields["from"] = MinuteField(source="starts_at", allow_null=True, default=None)
        fields["until"] = MinuteField(source="ends_at", allow_null=True, default=None)
        return {name: fields[name] for name in ("on", "from", "until", "share", "to")}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if attrs["starts_at"] and attrs["ends_at"] and attrs["ends_at"] <= attrs["starts_at"]:
            raise serializers.ValidationError(
                {
                    "until": [
                        ErrorDetail(str(_("The end lies before the start.")), code="times_reversed")
                    ]
                }
            )
        return attrs


class PlacementSerializer(StrictSerializer):
    """The plan on a channel. The shares of its waves to ``all`` add up to at most 1."""

    channel = CodeField(Channel.objects.filter(is_active=True))
    product = CodeField(PRODUCTS, allow_null=True, default=None)
    expected_orders = WholeNumberField(min_value=0, max_value=MAX_ORDERS, default=0)
    exclude = ExclusionsField(default=list, max_length=MAX_PARTS)
    waves = WaveSerializer(many=True, default=list, max_length=MAX_PARTS)

    def validate_waves(self, waves: list[dict[str, Any]]) -> list[dict[str, Any]]:
        left = Decimal(1)
        for index, wave in enumerate(waves):
            share = wave["share"] if wave["to"] == WaveTarget.ALL else Decimal(0)
            if share > left:
                text = _("With this wave it would be more than 100%%; %(left)s%% are left for it.")
                said = str(text) % {"left": f"{left * 100:.6g}"}
                error = ErrorDetail(said, code="shares_over_one")
                raise serializers.ValidationError({index: {"share": [error]}})
            left -= share
        return waves


class ResourceRequestSerializer(StrictSerializer):
    """``occasion`` is for what a gift is given; empty for what no customer is given."""

    resource = CodeField(Resource.objects.filter(is_active=True))
    unit = CodeField(UNITS)
    quantity = WholeNumberField(min_value=1, max_value=MAX_QUANTITY)
    needed_by = BoundedDateField()
    occasion = serializers.ChoiceField(Occasion.choices, allow_blank=True, default="")

    def to_representation(self, instance: Any) -> dict[str, Any]:
        """Without the occasion where there is none, as clients sent it before there were any."""
        shown: dict[str, Any] = super().to_representation(instance)
        return shown if shown["occasion"] else {k: v for k, v in shown.items() if k != "occasion"}


class ScriptSerializer(StrictSerializer):
    """The words for front-line staff where customers see this plan's offer beside another
    plan's.
    """

    campaign = CodeField(visible_to, source="against")
    text = PlainCharField(max_length=2000)


class ServicePlanSerializer(StrictSerializer):
    """What is ready for the customers' questions. Keys that are not sent stay as they are."""

    contingency = PlainCharField(max_length=4000, allow_blank=True, required=False)
    script = PlainCharField(max_length=4000, allow_blank=True, required=False)
    training_on = BoundedDateField(allow_null=True, required=False)
    terms = PlainCharField(max_length=4000, allow_blank=True, required=False)
    exit_rule = PlainCharField(max_length=2000, allow_blank=True, required=False)
    scripts = ScriptSerializer(many=True, required=False, max_length=MAX_PARTS)

    def validate_scripts(self, scripts: list[dict[str, Any]]) -> list[dict[str, Any]]:
        reject_duplicates(
            (one["against"].pk for one in scripts),
            "campaign",
            _("There is a script for this plan already."),
        )
        return scripts
