"""What was changed, in the audit trail: ``{% load changes %}``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms, template
from django.utils.translation import gettext as _

from common.audit_details import value_word
from common.display import day_of, full_date
from common.models import AuditEvent
from organization.master_data import kind_about
from organization.master_data.cells import is_choice, words
from organization.names import names_of

register = template.Library()
MOST = 20


@dataclass(frozen=True, slots=True)
class Change:
    """A field with the value before and after."""

    label: str
    before: str
    after: str


@register.filter
def changes(event: AuditEvent) -> list[Change]:
    """The fields that the event changed, with both values."""
    noted = event.details.get("changes")
    if not isinstance(noted, dict):
        return []
    kind = kind_about(event.object_type)
    known = kind.columns if kind is not None else {}
    return [
        Change(
            str(known[name].label) if name in known else value_word("fields", name),
            *(said(known.get(name), str(value)) for value in both),
        )
        for name, both in noted.items()
        if isinstance(both, list) and len(both) == 2
    ]


def said(field: forms.Field | None, value: str) -> str:
    """A kept value as its field shows it; a row of another kind by its code."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if value == "true" else _("no")
    if field and is_choice(field):
        return dict(words(field)).get(value, value)
    day = day_of(value)
    return full_date(day) if day else value


@register.inclusion_tag("organization/history.html")
def history(object_type: str, object_code: str) -> dict[str, Any]:
    """Who changed one row of master data, when, from what to what and why, newest first. Two
    queries.
    """
    rows = AuditEvent.objects.filter(object_type=object_type, object_code=object_code)
    shown = list(rows.order_by("-happened_at", "-id")[:MOST])
    people = names_of(row.actor for row in shown)
    return {"rows": [(row, people.get(row.actor, row.actor)) for row in shown]}
