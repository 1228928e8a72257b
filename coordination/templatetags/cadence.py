"""``{% load cadence %}``: how steps of a cycle and verdicts look."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from common.templatetags.jiepai import badge_html
from coordination.cadence.terms import STEP_STATES, VERDICTS

register = template.Library()


@register.simple_tag
def step_badge(state: str) -> SafeString:
    """The state of a cycle's step."""
    term = STEP_STATES[state]
    return badge_html(term.word, term.icon, term.css)


@register.simple_tag
def verdict_badge(verdict: str) -> SafeString:
    """What the review of an initiative leads to."""
    term = VERDICTS[verdict]
    return badge_html(term.word, term.icon, term.css)
