"""The words of a plan in templates: ``{% load plan_terms %}``."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from campaigns.terms import CAMPAIGN_STATES
from common.templatetags.jiepai import badge_html

register = template.Library()


@register.simple_tag
def state_badge(state: str, note: Any = "") -> SafeString:
    """The state of a campaign. A draft made known is shown as ``announced``. Raises ``KeyError``
    for an unknown state.
    """
    name = str(getattr(state, "value", state))
    if not note:
        return _badge(name, get_language())
    term = CAMPAIGN_STATES[name]
    return badge_html(format_html("{} {}", term.word, note), term.icon, term.css)


@lru_cache(maxsize=256)
def _badge(name: str, _language: str | None) -> SafeString:
    """The badge of a state, which a list shows in every row; it changes with the language alone."""
    term = CAMPAIGN_STATES[name]
    return badge_html(term.word, term.icon, term.css)
