"""``{% load negotiations %}``: how the states of negotiations and proposals look."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from common.templatetags.jiepai import badge_html
from coordination.negotiation.terms import NEGOTIATION_STATES, PROPOSAL_STATES

register = template.Library()


@register.simple_tag
def negotiation_badge(state: str) -> SafeString:
    """The state of a negotiation."""
    term = NEGOTIATION_STATES[state]
    return badge_html(term.word, term.icon, term.css)


@register.simple_tag
def proposal_badge(state: str) -> SafeString:
    """The state of a proposal."""
    term = PROPOSAL_STATES[state]
    return badge_html(term.word, term.icon, term.css)
