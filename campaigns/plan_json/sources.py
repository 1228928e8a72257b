"""Whom a plan means: segments, conditions, lists and other plans, as they are sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import ValidationError as ModelValidationError
from django.db.models import Min
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from campaigns.access import visible_to
from campaigns.audiences import Source
from campaigns.enums import SourceKind
from campaigns.models import AudienceSource
from campaigns.plan_json.fields import MAX_LIST
from campaigns.plan_json.known_codes import KnownCodes
from common.api.errors import validation_detail
from common.api.fields import PlainCharField, PlainJSONField
from customers import bitmaps, filter_parsing
from customers.lookups import found_in_list
from customers.masking import looks_like_phone
from customers.models import Party, Segment

SHOWN_NUMBERS = 5
SOURCE_SCHEMA = {
    "type": "object",
    "description": "Exactly one of the four.",
    "oneOf": [
        {
            "required": ["segment"],
            "properties": {"segment": {"type": "string"}},
            "additionalProperties": False,
        },
        {
            "required": ["list"],
            "properties": {
                "list": {
                    "type": "array",
                    "maxItems": MAX_LIST,
                    "minItems": 1,
                    "items": {"type": "string"},
                }
            },
            "additionalProperties": False,
        },
        {
            "required": ["filter"],
            "properties": {"filter": {"type": "object"}},
            "additionalProperties": False,
        },
        {
            "required": ["campaign"],
            "properties": {"campaign": {"type": "string"}},
            "additionalProperties": False,
        },
    ],
}


@extend_schema_field(SOURCE_SCHEMA)
class SourceField(serializers.Field):
    """One source of an audience: ``{"segment"}``, ``{"list"}``, ``{"filter"}`` or
    ``{"campaign"}``.

    The plan's editor, whose form cannot say every source, reads those as ``{"stored": reference}``
    (``references`` in the context gives one, or None) and sends them back so (``stored`` in it: the
    plan's sources by reference).
    """

    default_error_messages = {
        "invalid": _("An object with one of the keys segment, list, filter or campaign."),
        "unknown": _("Unknown code “%(code)s”."),
        "never_submitted": _(
            "“%(code)s” was never submitted: it has no customers that could be taken over."
        ),
        "unknown_numbers": _("%(count)s unknown customer numbers, among them %(some)s."),
        "empty": _("The list is empty."),
        "too_long": _("A list in a plan holds at most 10,000 numbers; import longer ones."),
        "gone": _("This line is no longer part of the plan; load the page again."),
    }

    def to_internal_value(self, data: Any) -> Source:
        kinds = {*SourceKind.values, *(["stored"] if "stored" in self.context else [])}
        if not isinstance(data, Mapping) or len(data) != 1 or not set(data) <= kinds:
            self.fail("invalid")
        kind, value = next(iter(data.items()))
        read = {
            "segment": self._segment,
            "campaign": self._campaign,
            "list": self._list,
            "filter": self._filter,
            "stored": self._stored,
        }[kind]
        return read(value)

    def _refuse(self, key: str, message: str, /, *, kind: str, **params: Any) -> None:
        raise serializers.ValidationError(
            {key: [ErrorDetail(self.error_messages[message] % params, code=kind)]}
        )

    def _code(self, key: str, value: Any) -> str:
        try:
            return str(PlainCharField(max_length=60).run_validation(value))
        except serializers.ValidationError as error:
            raise serializers.ValidationError({key: error.detail}) from error

    def _segment(self, value: Any) -> Source:
        code = self._code("segment", value)
        active = Segment.objects.filter(is_active=True)
        known = self.context.setdefault("known_segments", KnownCodes())
        segment = known.get(self, code, lambda: active, "segment")
        if segment is None:
            self._refuse("segment", "unknown", kind="unknown", code=code)
        return Source(kind=SourceKind.SEGMENT, segment=segment)

    def _campaign(self, value: Any) -> Source:
        code = self._code("campaign", value)
        campaign = visible_to(self.context["viewer"]).filter(code=code).first()
        if campaign is None:
            self._refuse("campaign", "unknown", kind="unknown", code=code)
        elif not campaign.versions.filter(submitted_at__isnull=False).exists():
            self._refuse("campaign", "never_submitted", kind="unknown", code=code)
        return Source(kind=SourceKind.CAMPAIGN, campaign=campaign)

    def _list(self, value: Any) -> Source:
        if not isinstance(value, list) or not all(isinstance(number, str) for number in value):
            self._refuse("list", "invalid", kind="invalid")
        if not value:
            self._refuse("list", "empty", kind="empty")
        if len(value) > MAX_LIST:
            self._refuse("list", "too_long", kind="max_length")
        numbers = [self._code("list", number) for number in value]
        members, unknown = found_in_list(numbers, actor=self.context["viewer"])
        if unknown:
            self._refuse(
                "list",
                "unknown_numbers",
                kind="unknown",
                count=len(unknown),
                some=", ".join(unknown[:SHOWN_NUMBERS]),
            )
        return Source(kind=SourceKind.LIST, members=members)

    def _filter(self, value: Any) -> Source:
        try:
            tree = PlainJSONField().run_validation(value)
            return Source(kind=SourceKind.FILTER, filter=filter_parsing.parse_filter(tree))
        except ModelValidationError as error:
            raise serializers.ValidationError(validation_detail(error)) from error
        except serializers.ValidationError as error:
            raise serializers.ValidationError({"filter": error.detail}) from error

    def _stored(self, value: Any) -> Source:
        source: Source | None = self.context["stored"].get(value)
        return source if source is not None else self.fail("gone")

    def to_representation(self, value: AudienceSource) -> dict[str, Any]:
        references = self.context.get("references")
        if references and (reference := references(value)):
            return {"stored": reference}
        match value.kind:
            case SourceKind.SEGMENT:
                return {"segment": value.segment.code} if value.segment else {}
            case SourceKind.CAMPAIGN:
                return {"campaign": value.campaign.code} if value.campaign else {}
            case SourceKind.FILTER:
                return {"filter": value.filter}
            case _:
                return self._members(value)

    def _members(self, value: AudienceSource) -> dict[str, Any]:
        members = bitmaps.load(value.members_id) if value.members_id else ()
        if not self.context.get("shows_lists"):
            return {"list_size": len(members)}
        return {"list": numbers_of(members)}


def numbers_of(members: Iterable[int]) -> list[str]:
    """By what number each party of an inline list is named: that of its first customer unless it is
    a phone, else its own.
    """
    rows = (
        Party.objects.filter(ordinal__in=list(members))
        .annotate(first=Min("customers__number"))
        .order_by("ordinal")
    )
    return [
        number if not first or looks_like_phone(first) else first
        for first, number in rows.values_list("first", "number")
    ]
