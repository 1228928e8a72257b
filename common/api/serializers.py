"""Base serializers: unknown fields are refused, and the model's own rules are run."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError as ModelValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from common.api.errors import validation_detail
from common.api.fields import (
    BoundedDateField,
    NameField,
    PlainCharField,
    PlainJSONField,
    YesNoField,
)


class StrictSerializer(serializers.Serializer[Any]):
    """Refuses fields that it does not know or that cannot be written, instead of ignoring them."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, Mapping):
            writable = {name for name, field in self.fields.items() if not field.read_only}
            if unknown := set(data) - writable:
                raise serializers.ValidationError(
                    {str(name)[:80]: [_("Unknown or read-only field.")] for name in unknown},
                    code="unknown",
                )
        return super().to_internal_value(data)


class CleanModelSerializer(StrictSerializer, serializers.ModelSerializer[Any]):
    """Runs the model's ``full_clean`` on a copy, all fields on PATCH too, and never saves: views
    hand ``validated_data`` to a command.
    """

    serializer_field_mapping = {
        **serializers.ModelSerializer.serializer_field_mapping,
        models.CharField: NameField,
        models.TextField: PlainCharField,
        models.BooleanField: YesNoField,
        models.DateField: BoundedDateField,
        models.JSONField: PlainJSONField,
    }

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        concrete = {field.name for field in self.Meta.model._meta.concrete_fields}
        values = {name: value for name, value in attrs.items() if name in concrete}
        candidate = copy.copy(self.instance) if self.instance is not None else self.Meta.model()
        for name, value in values.items():
            setattr(candidate, name, value)
        offered = concrete & {field.source for field in self.fields.values()}
        skipped = concrete - offered if self.instance is None else set()
        try:
            candidate.full_clean(exclude=skipped)
        except ModelValidationError as error:
            raise serializers.ValidationError(validation_detail(error)) from error
        return attrs
