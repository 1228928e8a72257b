"""A whole plan as JSON, to be written: by the REST client and by the plan editor alike."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError as ModelValidationError
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail
from rest_framework.fields import empty

from campaigns.enums import Category, Enrolment
from campaigns.models import Campaign, Initiative
from campaigns.plan_json.fields import CodeField
from campaigns.plan_json.parts import (
    MAX_PARTS,
    UNITS,
    AudienceSerializer,
    OfferSerializer,
    ParticipantSerializer,
    PlacementSerializer,
    ResourceRequestSerializer,
    ServicePlanSerializer,
    TargetSerializer,
    reject_duplicates,
)
from campaigns.validators import validate_window
from common.api.errors import validation_detail
from common.api.fields import (
    BoundedDateField,
    MoneyField,
    NameField,
    PlainCharField,
    WholeNumberField,
    YesNoField,
)
from common.api.serializers import StrictSerializer
from organization.enums import UnitKind

OWNERS = frozenset({UnitKind.DEPARTMENT, UnitKind.BRANCH})


class PlanSerializer(StrictSerializer):
    """The whole plan. Only name, category, owner_unit, starts_on and ends_on are needed for a
    draft; a change takes those keys that it sends, parts of the plan as a whole.
    """

    # With ``partial=True`` what the keys sent must agree with is taken from the campaign's working
    # version. Needs ``viewer`` in the context. ``validated_data`` is what the commands take as
    # ``plan``.

    name = NameField(max_length=80)
    category = serializers.ChoiceField(Category.choices)
    owner_unit = CodeField(UNITS)
    branches = serializers.ListField(child=CodeField(UNITS), default=list, max_length=MAX_PARTS)
    external_code = NameField(max_length=40, allow_blank=True, default="")
    initiative = CodeField(Initiative.objects.filter(is_active=True), allow_null=True, default=None)
    starts_on = BoundedDateField()
    ends_on = BoundedDateField()
    objective = PlainCharField(max_length=2000, allow_blank=True, default="")
    contacts = NameField(max_length=200, allow_blank=True, default="")
    notes = PlainCharField(max_length=4000, allow_blank=True, default="")
    targets = TargetSerializer(many=True, default=list, max_length=MAX_PARTS)
    budget = MoneyField(allow_null=True, default=None)
    urgent = YesNoField(source="is_urgent", default=False)
    flex_days = WholeNumberField(min_value=0, max_value=90, default=0)
    enrolment = serializers.ChoiceField(Enrolment.choices, default=Enrolment.OPT_IN)
    selling_points = serializers.ListField(
        child=NameField(max_length=120), default=list, max_length=20
    )
    offers = OfferSerializer(many=True, default=list, max_length=MAX_PARTS)
    participants = ParticipantSerializer(many=True, default=list, max_length=MAX_PARTS)
    audience = AudienceSerializer(required=False)
    eligibility = AudienceSerializer(allow_null=True, default=None)
    placements = PlacementSerializer(many=True, default=list, max_length=MAX_PARTS)
    resource_requests = ResourceRequestSerializer(many=True, default=list, max_length=MAX_PARTS)
    service_plan = ServicePlanSerializer(default=dict)

    def __init__(self, instance: Campaign | None = None, data: Any = empty, **kwargs: Any) -> None:
        self.changes_only = kwargs.pop("partial", False)
        super().__init__(instance, data=data, **kwargs)

    def get_fields(self) -> dict[str, Any]:
        """On a change nothing is asked for and nothing is filled in; parts that are sent are
        whole.
        """
        fields = super().get_fields()
        if self.changes_only:
            for field in fields.values():
                field.required, field.default = False, empty
        return fields

    def validate_owner_unit(self, unit: Any) -> Any:
        if unit.kind not in OWNERS:
            raise serializers.ValidationError(
                _("A plan belongs to a department or a branch."), code="not_an_owner"
            )
        return unit

    def validate_branches(self, branches: list[Any]) -> list[Any]:
        wrong = {
            index: [ErrorDetail(str(_("This unit is not a branch.")), code="not_a_branch")]
            for index, unit in enumerate(branches)
            if unit.kind != UnitKind.BRANCH
        }
        if wrong:
            raise serializers.ValidationError(wrong)
        return list({unit.pk: unit for unit in branches}.values())

    def validate_participants(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        reject_duplicates(
            ((row["unit"].pk, row["product"].pk) for row in rows),
            "product",
            _("This unit already takes part with this product."),
        )
        return rows

    def validate_placements(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        keys = ((row["channel"].pk, row["product"].pk if row["product"] else None) for row in rows)
        reject_duplicates(
            keys, "channel", _("This channel is already in the plan for the product.")
        )
        return rows

    def validate_resource_requests(self, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        reject_duplicates(
            ((row["resource"].pk, row["unit"].pk) for row in rows),
            "resource",
            _("This resource is already requested for the unit."),
        )
        return rows

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        starts_on, ends_on = self._window(attrs)
        try:
            validate_window(starts_on, ends_on)
        except ModelValidationError as error:
            raise serializers.ValidationError(validation_detail(error)) from error
        if "placements" in attrs:
            self._check_waves(
                [[wave["on"] for wave in row["waves"]] for row in attrs["placements"]],
                starts_on,
                ends_on,
            )
        elif {"starts_on", "ends_on"} & set(attrs):
            self._check_stored_waves(attrs, starts_on, ends_on)
        return attrs

    def _window(self, attrs: dict[str, Any]) -> tuple[dt.date, dt.date]:
        working = self.instance.working if self.instance is not None else None
        starts_on = attrs.get("starts_on") or (working.starts_on if working else None)
        ends_on = attrs.get("ends_on") or (working.ends_on if working else None)
        if starts_on is None or ends_on is None:
            raise _at(
                "starts_on" if starts_on is None else "ends_on",
                _("This field is required."),
                "required",
            )
        return starts_on, ends_on

    @staticmethod
    def _check_waves(days: list[list[dt.date]], starts_on: dt.date, ends_on: dt.date) -> None:
        errors: dict[int, Any] = {}
        for index, waves in enumerate(days):
            outside = {
                place: {
                    "on": [
                        ErrorDetail(
                            str(_("The wave lies outside the plan's window.")),
                            code="outside_window",
                        )
                    ]
                }
                for place, day in enumerate(waves)
                if not starts_on <= day <= ends_on
            }
            if outside:
                errors[index] = {"waves": outside}
        if errors:
            raise serializers.ValidationError({"placements": errors})

    def _check_stored_waves(
        self, attrs: dict[str, Any], starts_on: dt.date, ends_on: dt.date
    ) -> None:
        """New dates must still hold the waves that are there: the error stands at the date that was
        sent.
        """
        working = self.instance.working if self.instance is not None else None
        if working is None:
            return
        days = [wave.on for placement in working.placements.all() for wave in placement.waves.all()]
        if "starts_on" in attrs and any(day < starts_on for day in days):
            raise _at(
                "starts_on",
                _("A wave would lie before the first day; move it first."),
                "outside_window",
            )
        if "ends_on" in attrs and any(day > ends_on for day in days):
            raise _at(
                "ends_on",
                _("A wave would lie after the last day; move it first."),
                "outside_window",
            )


def _at(field: str, sentence: Any, code: str) -> serializers.ValidationError:
    return serializers.ValidationError({field: [ErrorDetail(str(sentence), code=code)]})
