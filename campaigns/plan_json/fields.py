"""Fields of the plan's JSON: codes that must exist and be visible, shares, times, audience
sources.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from campaigns.plan_json.known_codes import KnownCodes
from common.api.fields import PlainCharField

MAX_LIST = 10_000
# The pages show shares in per cent, the API as ratios: the sentences say both.
PART_OF_THE_WHOLE = {
    "max_value": _("At most the whole: 1, which is 100%%."),
    "min_value": _("A share lies between 0 and 1, which is 100%%."),
}


@extend_schema_field({"type": "string", "maxLength": 60})
class CodeField(serializers.Field):
    """The public code of an object. An unknown one, or one that may not be used, is refused with
    the code ``unknown``.
    """

    default_error_messages = {"unknown": _("Unknown code “%(code)s”.")}

    def __init__(
        self, queryset: Callable[[Any], QuerySet[Any]] | QuerySet[Any], **kwargs: Any
    ) -> None:
        self.queryset = queryset
        self.known = KnownCodes()
        super().__init__(**kwargs)

    def candidates(self) -> QuerySet[Any]:
        return (
            self.queryset(self.context.get("viewer"))
            if callable(self.queryset)
            else self.queryset.all()
        )

    def to_internal_value(self, data: Any) -> Any:
        code = PlainCharField(max_length=60).run_validation(data)
        found = self.known.get(self, code, self.candidates)
        if found is None:
            raise serializers.ValidationError(
                self.error_messages["unknown"] % {"code": code}, code="unknown"
            )
        return found

    def to_representation(self, value: Model) -> str:
        return str(value.code)  # type: ignore[attr-defined]


class ShareField(serializers.DecimalField):
    """A part of the whole, 0.01 to 1, two places; written as a number."""

    default_error_messages = PART_OF_THE_WHOLE

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            max_digits=3,
            decimal_places=2,
            min_value=Decimal("0.01"),
            max_value=Decimal(1),
            **kwargs,
        )

    def to_internal_value(self, data: Any) -> Decimal:
        if isinstance(data, str) and not data.isascii():
            self.fail("invalid")
        return super().to_internal_value(data)

    def to_representation(self, value: Any) -> float:
        return float(value)


ShareField = extend_schema_field({"type": "number", "minimum": 0.01, "maximum": 1})(ShareField)  # type: ignore[misc]


@extend_schema_field({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"})
class MinuteField(serializers.TimeField):
    """A time of day, HH:MM."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%H:%M", input_formats=["%H:%M"], **kwargs)

    def to_internal_value(self, value: Any) -> dt.time:
        if not isinstance(value, str) or not value.isascii() or len(value) != 5:
            self.fail("invalid", format="hh:mm")
        return super().to_internal_value(value)
