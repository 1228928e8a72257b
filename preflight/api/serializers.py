"""Previews and the date finder as JSON."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail

from common import clock
from common.api.fields import BoundedDateField
from common.api.serializers import StrictSerializer
from findings.enums import FindingClass, Severity, WayOutKind
from preflight.dates import MOST_STARTS


class PreviewWaySerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    kind = serializers.ChoiceField([kind.value for kind in WayOutKind])
    label = serializers.CharField()
    campaign = serializers.CharField(allow_blank=True)
    params = serializers.DictField()
    effect = serializers.DictField()
    solves = serializers.BooleanField()
    recommended = serializers.BooleanField()


class PreviewFindingSerializer(serializers.Serializer[Any]):
    """A finding that is stored nowhere, so it has neither id nor state."""

    rule = serializers.CharField()
    case = serializers.CharField()
    severity = serializers.ChoiceField(Severity.choices)
    title = serializers.CharField()
    subject = serializers.DictField()
    facts = serializers.DictField()
    message = serializers.CharField()
    campaigns = serializers.ListField(child=serializers.CharField())
    persons = serializers.IntegerField(allow_null=True)
    ways_out = PreviewWaySerializer(many=True)

    def get_fields(self) -> dict[str, Any]:
        return super().get_fields() | {"class": serializers.ChoiceField(FindingClass.choices)}


class PreviewSerializer(serializers.Serializer[Any]):
    """``audience_size`` counts persons. ``is_complete`` is false where the deadline came before the
    last rule.
    """

    audience_size = serializers.IntegerField()
    organisations = serializers.IntegerField()
    findings = PreviewFindingSerializer(many=True)
    risk_grade = serializers.CharField()
    risk = serializers.DictField()
    is_complete = serializers.BooleanField()


class FindDatesSerializer(StrictSerializer):
    """The first days to try, from and to included."""

    to = BoundedDateField()

    def get_fields(self) -> dict[str, Any]:
        return {"from": BoundedDateField(), **super().get_fields()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        first, last = attrs["from"], attrs["to"]
        if last < first:
            raise _at("to", _("The last day lies before the first day."), "dates_reversed")
        if last < clock.today():
            raise _at("to", _("These days are over. Choose later ones."), "past")
        if last - first >= dt.timedelta(days=MOST_STARTS):
            raise _at("to", _("At most 120 days are tried at once."), "span_too_long")
        return attrs


def _at(field: str, sentence: Any, code: str) -> serializers.ValidationError:
    return serializers.ValidationError({field: [ErrorDetail(str(sentence), code=code)]})


class CountsBySeveritySerializer(serializers.Serializer[Any]):
    blocking = serializers.IntegerField()
    warning = serializers.IntegerField()
    notice = serializers.IntegerField()


class StartSerializer(serializers.Serializer[Any]):
    """A first day with what the rules would find; ``rules`` are those that find something."""

    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    days_moved = serializers.IntegerField()
    counts = CountsBySeveritySerializer(source="*")
    rules = serializers.ListField(child=serializers.CharField())


class StartsSerializer(serializers.Serializer[Any]):
    """The starts, best first."""

    campaign = serializers.CharField()
    starts = StartSerializer(many=True)
