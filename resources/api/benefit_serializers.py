from __future__ import annotations

from typing import Any

from rest_framework import serializers

from common.api.fields import BoundedDateField, MoneyField, PlainCharField, YesNoField
from common.api.serializers import StrictSerializer
from customers.enums import BenefitKind, Occasion
from customers.masked_rows import party_row
from organization.models import Unit
from resources.commands.benefit_steps import STEPS
from resources.commands.benefits import LONGEST_WHY, MOST, Checked, Judged
from resources.models import Benefit, Resource


class BenefitCheckInput(StrictSerializer):
    """``kind`` may be left out where the resource says it; ``day`` is today if not said;
    ``campaign`` is the code of a submitted plan, or its code in the billing system. With
    ``reserve`` those who have nothing similar are promised it in the same transaction; with
    ``despite`` (why) those with a warning too.
    """

    unit = serializers.SlugRelatedField(
        slug_field="code", queryset=Unit.objects.filter(is_active=True)
    )
    occasion = serializers.ChoiceField(choices=Occasion.choices)
    kind = serializers.ChoiceField(choices=BenefitKind.choices, required=False)
    resource = serializers.SlugRelatedField(
        slug_field="code", queryset=Resource.objects.filter(is_active=True), required=False
    )
    value = MoneyField(required=False, allow_null=True)
    day = BoundedDateField(required=False)
    campaign = PlainCharField(max_length=40, required=False, allow_blank=True, default="")
    place = serializers.SlugRelatedField(
        slug_field="code", queryset=Unit.objects.filter(is_active=True), required=False
    )
    numbers = serializers.ListField(
        child=PlainCharField(max_length=60), allow_empty=False, max_length=MOST
    )
    reserve = YesNoField(required=False, default=False)
    despite = PlainCharField(max_length=LONGEST_WHY, required=False, allow_blank=True, default="")


class SimilarSerializer(serializers.Serializer[Any]):
    """``unit`` and ``resource`` are codes, empty where another system did not tell them."""

    likeness = serializers.CharField()
    stops = serializers.BooleanField()
    unit = serializers.CharField(source="had.unit")
    day = serializers.DateField(source="had.day")
    state = serializers.CharField(source="had.state")
    kind = serializers.CharField(source="had.kind")
    occasion = serializers.CharField(source="had.occasion")
    resource = serializers.CharField(source="had.resource")
    value = serializers.DecimalField(
        source="had.value", max_digits=14, decimal_places=2, allow_null=True
    )


class JudgedSerializer(serializers.Serializer[Any]):
    """``verdict`` is ``clear``, ``warned`` or ``stopped``; ``benefit`` names what was promised."""

    number = serializers.SerializerMethodField()
    name = serializers.SerializerMethodField()
    verdict = serializers.ChoiceField(choices=["clear", "warned", "stopped"])
    benefit = serializers.SerializerMethodField()
    similar = SimilarSerializer(many=True)

    def get_number(self, judged: Judged) -> str:
        return party_row(judged.party).number

    def get_name(self, judged: Judged) -> str:
        return party_row(judged.party).name

    def get_benefit(self, judged: Judged) -> str | None:
        return str(judged.benefit.key) if judged.benefit else None


class CheckedSerializer(serializers.Serializer[Any]):
    """``saved`` is yuan of the second gifts that are not given; null where the value is unknown."""

    persons = serializers.SerializerMethodField()
    clear = serializers.SerializerMethodField()
    warned = serializers.SerializerMethodField()
    stopped = serializers.SerializerMethodField()
    reserved = serializers.IntegerField()
    saved = serializers.DecimalField(max_digits=18, decimal_places=2, allow_null=True)
    repeated = serializers.IntegerField(source="recipients.repeated")
    unknown = serializers.ListField(child=serializers.CharField(), source="recipients.unknown")
    shared = serializers.ListField(child=serializers.CharField(), source="recipients.shared")
    organisations = serializers.ListField(
        child=serializers.CharField(), source="recipients.organisations"
    )
    results = JudgedSerializer(many=True, source="judged")

    def get_persons(self, checked: Checked) -> int:
        return len(checked.judged)

    def get_clear(self, checked: Checked) -> int:
        return checked.count("clear")

    def get_warned(self, checked: Checked) -> int:
        return checked.count("warned")

    def get_stopped(self, checked: Checked) -> int:
        return checked.count("stopped")


class BenefitSerializer(serializers.ModelSerializer[Benefit]):
    number = serializers.SerializerMethodField()
    resource = serializers.SlugRelatedField(slug_field="code", read_only=True, allow_null=True)
    unit = serializers.SlugRelatedField(slug_field="code", read_only=True)
    place = serializers.SlugRelatedField(slug_field="code", read_only=True, allow_null=True)

    class Meta:
        model = Benefit
        fields = (
            "key",
            "number",
            "kind",
            "occasion",
            "resource",
            "value",
            "unit",
            "campaign",
            "place",
            "day",
            "state",
            "despite",
            "reserved_by",
            "given_by",
            "closed_by",
            "closed_why",
            "created_at",
            "changed_at",
        )
        read_only_fields = fields

    def get_number(self, benefit: Benefit) -> str:
        return party_row(benefit.party).number


class BenefitStepInput(StrictSerializer):
    """``day`` is when it was handed over (today if not said), ``place`` the unit from whose stock
    it is taken; ``release`` and ``return`` need a ``reason``.
    """

    step = serializers.ChoiceField(choices=list(STEPS))
    benefits = serializers.ListField(
        child=serializers.UUIDField(), allow_empty=False, max_length=MOST
    )
    day = BoundedDateField(required=False)
    place = serializers.SlugRelatedField(
        slug_field="code", queryset=Unit.objects.filter(is_active=True), required=False
    )
    reason = PlainCharField(max_length=LONGEST_WHY, required=False, allow_blank=True, default="")


class SavingSerializer(serializers.Serializer[Any]):
    """``month`` is its first day, ``gifts`` are those that were not given, ``saved`` yuan."""

    month = serializers.DateField()
    unit = serializers.CharField()
    gifts = serializers.IntegerField()
    saved = serializers.DecimalField(max_digits=18, decimal_places=2)


class SavingsSerializer(serializers.Serializer[Any]):
    """``total`` is yuan of all months."""

    total = serializers.DecimalField(max_digits=18, decimal_places=2)
    results = SavingSerializer(many=True)


class BenefitStepResult(serializers.Serializer[Any]):
    changed = serializers.IntegerField()
