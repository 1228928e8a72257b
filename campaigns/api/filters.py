"""What the list of plans can be narrowed by; an unknown filter or value is refused."""

from __future__ import annotations

import datetime as dt
from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from campaigns.enums import CampaignState, Category
from campaigns.models import Campaign
from campaigns.models.campaign import CampaignQuerySet
from campaigns.queries import SEARCH_LENGTH, matching
from channels.models import Channel, Product
from common.api.filters import StrictFilterSet
from common.days import validate_day
from common.text import validate_plain
from organization.models import Unit


def bounded(day: dt.date | None) -> None:
    """Raise ``ValidationError`` for a day outside 2000 to 2100."""
    if day is not None:
        validate_day(day)


class DayField(forms.DateField):
    default_validators = [bounded]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)


class DayFilter(django_filters.Filter):
    field_class = DayField


class SpanField(forms.CharField):
    """Two days, FROM..TO."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=22, **kwargs)

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text and self.span(text)

    @staticmethod
    def span(text: str) -> tuple[dt.date, dt.date]:
        try:
            first, last = (dt.date.fromisoformat(part) for part in text.split(".."))
        except ValueError as error:
            raise ValidationError(_("Two dates, written FROM..TO."), code="invalid") from error
        bounded(first)
        bounded(last)
        if last < first:
            raise ValidationError(
                _("The last day lies before the first day."), code="dates_reversed"
            )
        return first, last

    def run_validators(self, value: Any) -> None:
        """The span is checked where it is read."""


class SpanFilter(django_filters.CharFilter):
    field_class = SpanField


class CampaignFilter(StrictFilterSet):
    state = django_filters.MultipleChoiceFilter(choices=CampaignState.choices)
    category = django_filters.MultipleChoiceFilter(
        field_name="working__category", choices=Category.choices
    )
    amends = django_filters.CharFilter(
        field_name="amends__code", max_length=20, validators=[validate_plain]
    )
    owner_unit = django_filters.ModelChoiceFilter(queryset=Unit.objects.all(), to_field_name="code")
    channel = django_filters.ModelChoiceFilter(
        queryset=Channel.objects.all(), to_field_name="code", method="on_channel"
    )
    product = django_filters.ModelChoiceFilter(
        queryset=Product.objects.all(), to_field_name="code", method="with_product"
    )
    starts_after = DayFilter(field_name="working__starts_on", lookup_expr="gt")
    starts_before = DayFilter(field_name="working__starts_on", lookup_expr="lt")
    ends_after = DayFilter(field_name="working__ends_on", lookup_expr="gt")
    overlaps = SpanFilter(method="meeting")
    updated_since = django_filters.IsoDateTimeFilter(field_name="updated_at", lookup_expr="gte")
    search = django_filters.CharFilter(
        method="search_for", max_length=SEARCH_LENGTH, validators=[validate_plain]
    )

    exclude = django_filters.ChoiceFilter(
        method="shorter", choices=[("transitions", "transitions")], label="Leave out of each row."
    )

    class Meta:
        model = Campaign
        fields = ("state", "category", "owner_unit")

    def shorter(self, queryset: CampaignQuerySet, name: str, value: str) -> CampaignQuerySet:
        """Says nothing about which plans: the view reads it."""
        return queryset

    def meeting(
        self, queryset: CampaignQuerySet, name: str, value: tuple[dt.date, dt.date]
    ) -> CampaignQuerySet:
        return queryset.overlapping(*value)

    def on_channel(self, queryset: CampaignQuerySet, name: str, value: Channel) -> CampaignQuerySet:
        return queryset.filter(
            Q(pk__in=Campaign.objects.filter(working__placements__channel=value).values("pk"))
        )

    def with_product(
        self, queryset: CampaignQuerySet, name: str, value: Product
    ) -> CampaignQuerySet:
        offered, placed = Q(working__offers__product=value), Q(working__placements__product=value)
        joined = Q(working__participants__product=value)
        return queryset.filter(
            pk__in=Campaign.objects.filter(offered | placed | joined).values("pk")
        )

    def search_for(self, queryset: CampaignQuerySet, name: str, value: str) -> CampaignQuerySet:
        return queryset.filter(matching(value))
