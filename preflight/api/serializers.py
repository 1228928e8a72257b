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
from findings.api.serializers import FACTS_HELP, OutlookSerializer, finding_json, way_json
from findings.enums import FindingClass, Severity, WayOutKind
from findings.outlooks import HINDRANCES
from findings.presenting import FindingView
from findings.way_views import WayView
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
    outlook = OutlookSerializer(allow_null=True)
    warnings = serializers.ListField(child=serializers.CharField())

    def to_representation(self, instance: WayView) -> dict[str, Any]:
        return way_json(instance)


class PreviewFindingSerializer(serializers.Serializer[Any]):
    """A finding that is stored nowhere, so it has neither id nor state. One about few persons has
    neither facts nor numbers for who sees customers masked: a check on record says more.
    """

    rule = serializers.CharField()
    case = serializers.CharField()
    severity = serializers.ChoiceField(Severity.choices)
    title = serializers.CharField()
    subject = serializers.DictField()
    facts = serializers.DictField(help_text=FACTS_HELP)
    message = serializers.CharField()
    campaigns = serializers.ListField(child=serializers.CharField())
    persons = serializers.IntegerField(allow_null=True)
    ways_out = PreviewWaySerializer(many=True)

    def get_fields(self) -> dict[str, Any]:
        return super().get_fields() | {"class": serializers.ChoiceField(FindingClass.choices)}

    def to_representation(self, instance: FindingView) -> dict[str, Any]:
        ways = PreviewWaySerializer(instance.ways_out, many=True)
        return {**finding_json(instance), "ways_out": ways.data}


class PreviewSerializer(serializers.Serializer[Any]):
    """``audience_size`` counts persons, null for ``fewer_than`` so many. ``is_complete`` is false
    where the deadline came before the last rule: more findings may come, and the grade and its
    arithmetic are null.
    """

    audience_size = serializers.IntegerField(allow_null=True)
    fewer_than = serializers.IntegerField(allow_null=True)
    organisations = serializers.IntegerField()
    findings = PreviewFindingSerializer(many=True)
    risk_grade = serializers.CharField(allow_null=True)
    risk = serializers.DictField(allow_null=True)
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
    """A first day with what the rules would find; ``rules`` are those that find something. Against
    the planned first day the rules in ``solves`` would find less and those in ``adds`` more.
    ``hindrances`` are codes of why the plan should not be moved there; days with any come last.
    """

    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    days_moved = serializers.IntegerField()
    persons = serializers.IntegerField(help_text="Persons who would be contacted too often.")
    points = serializers.IntegerField(help_text="Launch points of the company in that week.")
    limit = serializers.IntegerField(help_text="Their limit.")
    counts = CountsBySeveritySerializer(source="*")
    rules = serializers.ListField(child=serializers.CharField())
    solves = serializers.ListField(child=serializers.CharField())
    adds = serializers.ListField(child=serializers.CharField())
    hindrances = serializers.ListField(child=serializers.ChoiceField(list(HINDRANCES)))


class RoomDaySerializer(serializers.Serializer[Any]):
    """A day with the contacts that the channel still carries on it and in its week, null without a
    limit, and whether the wave fits.
    """

    on = serializers.DateField()
    room = serializers.IntegerField(allow_null=True)
    room_in_week = serializers.IntegerField(allow_null=True)
    fits = serializers.BooleanField()
    is_closed = serializers.BooleanField()
    is_holiday = serializers.BooleanField()


class RoomSerializer(serializers.Serializer[Any]):
    """A push channel of the plan, the persons of its largest wave, and the days."""

    channel = serializers.CharField()
    persons = serializers.IntegerField()
    days = RoomDaySerializer(many=True)


class RoomsSerializer(serializers.Serializer[Any]):
    campaign = serializers.CharField()
    channels = RoomSerializer(many=True)


class StartsSerializer(serializers.Serializer[Any]):
    """The starts, best first."""

    campaign = serializers.CharField()
    starts = StartSerializer(many=True)
