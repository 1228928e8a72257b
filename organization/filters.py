from __future__ import annotations

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from common.models import AuditEvent


def day(label: object) -> dict[str, object]:
    return {"label": label, "widget": forms.DateInput(attrs={"type": "date"})}


class AuditFilter(django_filters.FilterSet):
    actor = django_filters.CharFilter(label=_("Person"), max_length=150)
    action = django_filters.CharFilter(label=_("Action"), max_length=60)
    object_code = django_filters.CharFilter(label=_("Object"), max_length=80)
    since = django_filters.DateFilter(field_name="happened_at", lookup_expr="date__gte", **day(_("From")))
    until = django_filters.DateFilter(field_name="happened_at", lookup_expr="date__lte", **day(_("Until")))

    class Meta:
        model = AuditEvent
        fields = ("actor", "action", "object_code")
