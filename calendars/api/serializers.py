from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from calendars.document import MOST_DAYS
from calendars.selection import Filter
from campaigns.enums import CampaignState, Category
from channels.models import Channel
from common.api.fields import BoundedDateField, PlainCharField
from common.api.serializers import StrictSerializer
from organization.models import Unit

FORMATS = ("json", "csv", "xlsx", "ics")


def codes(model: type[Any], help_text: Any) -> serializers.ListField:
    """A filter that takes codes of rows, once or several times; an unknown one is refused."""
    return serializers.ListField(
        child=serializers.SlugRelatedField(slug_field="code", queryset=model.objects.all()),
        required=False,
        help_text=help_text,
    )


class CalendarQuerySerializer(StrictSerializer):
    """What may stand in the address of the calendar."""

    to = BoundedDateField(help_text=_("Last day."))
    unit = codes(Unit, _("Plans that run in the branch or are owned by the unit or below it."))
    owner_unit = codes(Unit, _("Owner unit, with what lies below it."))
    channel = codes(Channel, _("Channel that the plan is placed on."))
    category = serializers.ListField(
        child=serializers.ChoiceField(choices=Category.choices), required=False
    )
    state = serializers.ListField(
        child=serializers.ChoiceField(choices=CampaignState.choices), required=False
    )
    format = serializers.ChoiceField(choices=FORMATS, required=False)

    def get_fields(self) -> dict[str, Any]:
        return {"from": BoundedDateField(help_text=_("First day.")), **super().get_fields()}

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        first, last = attrs["from"], attrs["to"]
        if last < first:
            raise serializers.ValidationError(
                {"to": [_("The last day lies before the first day.")]}, code="dates_reversed"
            )
        if (last - first).days >= MOST_DAYS:
            raise serializers.ValidationError({"to": [_("At most 400 days.")]}, code="too_long")
        return attrs

    @property
    def window(self) -> tuple[dt.date, dt.date]:
        return self.validated_data["from"], self.validated_data["to"]

    @property
    def filter(self) -> Filter:
        values = self.validated_data
        return Filter(
            units=frozenset(unit.code for unit in values.get("unit", ())),
            owners=frozenset(unit.code for unit in values.get("owner_unit", ())),
            channels=frozenset(channel.code for channel in values.get("channel", ())),
            categories=frozenset(values.get("category", ())),
            states=frozenset(values.get("state", ())),
        )


class ChangesQuerySerializer(StrictSerializer):
    since = PlainCharField(
        max_length=200,
        required=False,
        allow_blank=True,
        help_text=_("The token of the last answer."),
    )


class EntrySerializer(serializers.Serializer[Any]):
    campaign = serializers.CharField()
    name = serializers.CharField()
    category = serializers.ChoiceField(choices=Category.choices, allow_null=True)
    owner_unit = serializers.CharField()
    branches = serializers.ListField(
        child=serializers.CharField(), help_text=_("Empty: all branches.")
    )
    channels = serializers.ListField(child=serializers.CharField())
    starts_on = serializers.DateField()
    ends_on = serializers.DateField()
    state = serializers.ChoiceField(choices=CampaignState.choices)
    announced = serializers.BooleanField()
    revision = serializers.IntegerField()
    updated_at = serializers.DateTimeField()
    url = serializers.URLField()


class DaySerializer(serializers.Serializer[Any]):
    on = serializers.DateField()
    holiday = serializers.CharField(allow_null=True)
    working = serializers.BooleanField()
    provisional = serializers.BooleanField(
        help_text=_(
            "The State Council’s notice for the year is not entered: holidays are those of the"
            " calendar, days exchanged for them are not known."
        )
    )
    launches = serializers.IntegerField(
        help_text=_("Entries other than drafts that start on the day.")
    )
    live = serializers.IntegerField(
        help_text=_("Entries other than drafts whose window holds the day.")
    )
    push_contacts = serializers.IntegerField(
        help_text=_("Persons to whom waves of these entries push on the day.")
    )


class CalendarSerializer(serializers.Serializer[Any]):
    to = serializers.DateField()
    entries = EntrySerializer(many=True)
    days = DaySerializer(many=True)
    changes_token = serializers.CharField(help_text=_("Where /calendar/changes/ goes on from."))

    def get_fields(self) -> dict[str, Any]:
        return {"from": serializers.DateField(), **super().get_fields()}


class ChangesSerializer(serializers.Serializer[Any]):
    changed = EntrySerializer(many=True)
    vanished = serializers.ListField(child=serializers.CharField())
    next = serializers.CharField(help_text=_("The token for the next call."))
    more = serializers.BooleanField(help_text=_("Whether there is more to read at once."))
