"""``{% load front_line %}``: how reports and work notices look everywhere."""

from __future__ import annotations

from django import template
from django.utils.safestring import SafeString

from common.templatetags.jiepai import badge_html
from frontline.reports.terms import REPORT_STATES
from frontline.work_notices.terms import WORK_NOTICE_STATES

register = template.Library()


@register.simple_tag
def report_badge(state: str) -> SafeString:
    """The state of a report: word, icon, colour."""
    term = REPORT_STATES[state]
    return badge_html(term.word, term.icon, term.css)


@register.simple_tag
def work_notice_badge(state: str) -> SafeString:
    """The state of a work notice: word, icon, colour."""
    term = WORK_NOTICE_STATES[state]
    return badge_html(term.word, term.icon, term.css)
