from __future__ import annotations

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.audit_labels import choices
from common.models import AuditEvent


def day(label: object) -> dict[str, object]:
    return {"label": label, "widget": forms.DateInput(attrs={"type": "date"})}


class AuditFilter(django_filters.FilterSet):
    actor = django_filters.CharFilter(label=_("Who"), max_length=150)
    action = django_filters.ChoiceFilter(
        label=_("Action"), method="of_action", choices=choices, empty_label=_("All actions")
    )
    object_code = django_filters.CharFilter(label=_("Object"), max_length=80)
    since = django_filters.DateFilter(
        field_name="happened_at", lookup_expr="date__gte", **day(pgettext_lazy("filter", "From"))
    )
    until = django_filters.DateFilter(
        field_name="happened_at", lookup_expr="date__lte", **day(pgettext_lazy("filter", "Until"))
    )

    class Meta:
        model = AuditEvent
        fields = ("actor", "object_code")

    def of_action(self, rows: QuerySet[AuditEvent], name: str, value: str) -> QuerySet[AuditEvent]:
        object_type, _colon, action = value.partition(":")
        return rows.filter(object_type=object_type, action=action)
