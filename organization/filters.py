from __future__ import annotations

from typing import Any
from unicodedata import normalize

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from common.audit_labels import choices, kinds
from common.models import AuditEvent
from organization.models import User


def day(label: object) -> dict[str, object]:
    return {"label": label, "widget": forms.DateInput(attrs={"type": "date"})}


class AuditForm(forms.Form):
    def clean(self) -> dict[str, Any]:
        """A trail that ends before it begins is a slip, not an empty trail."""
        values = super().clean() or self.cleaned_data
        since, until = values.get("since"), values.get("until")
        if since and until and until < since:
            self.add_error(
                "until",
                forms.ValidationError(
                    _("The last day lies before the first day."), code="dates_reversed"
                ),
            )
        return values


class AuditFilter(django_filters.FilterSet):
    actor = django_filters.CharFilter(label=_("Who"), max_length=150, method="of_person")
    object_type = django_filters.ChoiceFilter(
        label=_("Kind"), choices=kinds, empty_label=_("All kinds")
    )
    action = django_filters.ChoiceFilter(
        label=_("Action"), method="of_action", choices=choices, empty_label=_("All actions")
    )
    object_code = django_filters.CharFilter(label=_("Object"), max_length=80, method="of_object")
    since = django_filters.DateFilter(
        field_name="happened_at", lookup_expr="date__gte", **day(pgettext_lazy("filter", "From"))
    )
    until = django_filters.DateFilter(
        field_name="happened_at", lookup_expr="date__lte", **day(pgettext_lazy("filter", "Until"))
    )

    class Meta:
        model = AuditEvent
        form = AuditForm
        fields = ("actor", "object_type", "object_code")

    def of_action(self, rows: QuerySet[AuditEvent], name: str, value: str) -> QuerySet[AuditEvent]:
        object_type, _colon, action = value.partition(":")
        return rows.filter(object_type=object_type, action=action)

    def of_object(self, rows: QuerySet[AuditEvent], name: str, value: str) -> QuerySet[AuditEvent]:
        """What was done to one object, its code written as people write it."""
        return rows.filter(object_code__iexact=normalize("NFKC", value).strip())

    def of_person(self, rows: QuerySet[AuditEvent], name: str, value: str) -> QuerySet[AuditEvent]:
        """What somebody did themselves or for whom it was done: by user name, or by a part of the
        name that pages show.
        """
        named = User.objects.filter(display_name__icontains=value.strip()).values("username")
        own = Q(actor__iexact=value.strip()) | Q(acting_for__iexact=value.strip())
        return rows.filter(own | Q(actor__in=named) | Q(acting_for__in=named))
