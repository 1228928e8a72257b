"""Severities in templates: ``{% load severities %}``."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from common import display, icons
from common.templatetags.jiepai import badge_html
from findings.terms import SEVERITIES

register = template.Library()


@register.simple_tag
def severity_badge(severity: str, count: int | None = None) -> SafeString:
    """Blocking, warning, notice or solved; with ``count`` the number stands beside the word."""
    term = SEVERITIES[str(getattr(severity, "value", severity))]
    return badge_html(
        term.word if count is None else format_html("{} {}", term.word, display.number(count)),
        term.icon,
        term.css,
    )


@register.simple_tag
def severity_icon(severity: str, classes: str = "") -> SafeString:
    """The sign of a severity in its colour; the word must stand beside it."""
    term = SEVERITIES[str(getattr(severity, "value", severity))]
    return icons.icon(term.icon, f"sevi {term.css} {classes}".strip())


@register.filter
def severity_class(severity: str) -> str:
    """``block``, ``warn``, ``notice`` or ``ok``, for ``.fnd``, ``.banner`` and the like."""
    return SEVERITIES[str(getattr(severity, "value", severity))].css


@register.simple_tag
def severity_word(severity: str) -> Any:
    """The severity in one word."""
    return SEVERITIES[str(getattr(severity, "value", severity))].word
