"""``{% load drafts %}``: how a draft's state and kind look everywhere."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from common.icons import icon
from common.templatetags.jiepai import badge_html
from comms.formatting import KIND_ICONS, STATES

register = template.Library()


@register.simple_tag
def draft_badge(state: str) -> SafeString:
    """The state of a draft: word, icon, colour."""
    term = STATES[state]
    return badge_html(term.word, term.icon, term.css)


@register.simple_tag
def kind_icon(kind: str, classes: str = "") -> SafeString:
    """The sign of a kind of draft; its word stands beside it."""
    return icon(KIND_ICONS[kind], classes)
