"""What was changed, in the audit trail: ``{% load changes %}``."""

from __future__ import annotations

from dataclasses import dataclass

from django import template

from common.models import AuditEvent
from organization.master_data import kind_about

register = template.Library()


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
        Change(str(known[name].label) if name in known else name, *map(str, both))
        for name, both in noted.items()
        if isinstance(both, list) and len(both) == 2
    ]
