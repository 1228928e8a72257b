"""The audit trail in words: ``{% load audit %}``."""

from __future__ import annotations

from django import template

from common.audit_details import details_of
from common.audit_labels import Word, action_word, object_word, state_word
from common.models import AuditEvent

register = template.Library()


@register.filter
def what(event: AuditEvent) -> Word:
    """What was done."""
    return action_word(event.object_type, event.action)


@register.filter
def kind(event: AuditEvent) -> Word:
    """What kind of object it was done to."""
    return object_word(event.object_type)


@register.filter
def before(event: AuditEvent) -> Word:
    """The state it was in; empty where none is noted."""
    return state_word(event.object_type, event.from_state)


@register.filter
def after(event: AuditEvent) -> Word:
    """The state it came into."""
    return state_word(event.object_type, event.to_state)


@register.filter
def noted(event: AuditEvent) -> list[tuple[Word, str]]:
    """What else is on record about it."""
    return list(details_of(event.details))
