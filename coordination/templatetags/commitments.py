"""``{% load commitments %}``: how a commitment's state looks everywhere, and whom it waits for."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from common.templatetags.jiepai import badge_html
from coordination.commitments.gates import doer
from coordination.commitments.terms import STATES
from coordination.models import Commitment

register = template.Library()


@register.simple_tag
def commitment_badge(state: str) -> SafeString:
    """The state of a commitment: word, icon, colour."""
    term = STATES[state]
    return badge_html(term.word, term.icon, term.css)


@register.filter
def who(commitment: Commitment) -> str:
    """Whoever claimed it, else the role and its unit."""
    return doer(commitment)


@register.filter
def cut(text: str, ems: int) -> str:
    """The text, shortened to so many ems of 12 px where it is wider; half an em a Latin letter."""
    found, room = "", float(ems)
    for char in text:
        room -= 1.0 if ord(char) > LAST_NARROW else 0.56
        if room < 1:
            return f"{found}…"
        found += char
    return found


LAST_NARROW = 0x2E7F
