"""The words of a plan in templates: ``{% load plan_terms %}``."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from campaigns.terms import CAMPAIGN_STATES
from common.templatetags.jiepai import badge_html

register = template.Library()


@register.simple_tag
def state_badge(state: str, note: Any = "") -> SafeString:
    """The state of a campaign. A draft made known is shown as ``announced``. Raises ``KeyError``
    for an unknown state.
    """
    term = CAMPAIGN_STATES[str(getattr(state, "value", state))]
    return badge_html(
        format_html("{} {}", term.word, note) if note else term.word, term.icon, term.css
    )
