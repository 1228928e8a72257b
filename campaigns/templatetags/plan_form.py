"""The fields of the plan editor: ``{% load plan_form %}``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from campaigns.views.editor.cells import Cell
from common.icons import icon

register = template.Library()
Options = Iterable[Any]


def _attributes(cell: Cell, label: Any, **more: Any) -> SafeString:
    described = " ".join(
        part for part in (more.pop("hint_id", ""), cell.errors_id if cell.errors else "") if part
    )
    given = {
        "id": cell.id,
        "name": cell.name,
        "aria-label": label,
        "aria-invalid": "true" if cell.errors else "",
        "aria-describedby": described,
        **{name.rstrip("_").replace("_", "-"): value for name, value in more.items()},
    }
    return format_html_join(
        " ",
        '{}="{}"',
        ((name, value) for name, value in given.items() if value not in ("", None, False)),
    )


@register.simple_tag
def entry(
    cell: Cell, label: Any = "", type_: str = "text", css: str = "", **more: Any
) -> SafeString:
    """An input: ``{% entry row.pay _("Pay") css="w5" inputmode="decimal" %}``."""
    value = "" if cell.value is None else cell.value
    return format_html(
        '<input {} value="{}">', _attributes(cell, label, type=type_, class_=css, **more), value
    )


@register.simple_tag
def hidden(cell: Cell) -> SafeString:
    """A field that people do not see."""
    return format_html('<input type="hidden" name="{}" value="{}">', cell.name, cell.value or "")


@register.simple_tag
def words(cell: Cell, label: Any = "", rows: int = 3, css: str = "", **more: Any) -> SafeString:
    """A text of several lines."""
    return format_html(
        "<textarea {}>\n{}</textarea>",
        _attributes(cell, label, rows=rows, class_=css, **more),
        cell.value or "",
    )


@register.simple_tag
def pick(
    cell: Cell, options: Options, label: Any = "", css: str = "", empty: Any = None, **more: Any
) -> SafeString:
    """A select. ``options`` are pairs of code and word, or of a group's word and its pairs;
    ``empty`` is the first, blank one.
    """
    value = str(cell.value or "")
    first = format_html('<option value="">{}</option>', empty) if empty is not None else ""
    known, body = _options(options, value)
    stray = (
        format_html('<option value="{}" selected>{}</option>', value, value)
        if value and not known
        else ""
    )
    return format_html(
        "<select {}>{}{}{}</select>",
        _attributes(cell, label, class_=css, **more),
        first,
        body,
        stray,
    )


def _options(options: Options, value: str) -> tuple[bool, SafeString]:
    known, parts = False, []
    for code, word in options:
        if isinstance(word, list | tuple):
            inner_known, inner = _options(word, value)
            known = known or inner_known
            parts.append(format_html('<optgroup label="{}">{}</optgroup>', code, inner))
        else:
            chosen = str(code) == value
            known = known or chosen
            parts.append(
                format_html(
                    '<option value="{}"{}>{}</option>',
                    code,
                    mark_safe(" selected") if chosen else "",
                    word,
                )
            )
    return known, mark_safe("".join(parts))


@register.simple_tag
def errors(owner: Any) -> SafeString:
    """The place for what is wrong with a field or row; empty and out of sight while nothing is."""
    identity = getattr(owner, "errors_id", "")
    lines = format_html_join(
        "",
        '<p class="err">{}<span>{}</span></p>',
        ((icon("block", "i-12"), text) for text in owner.errors),
    )
    return format_html('<div class="errs" id="{}" role="alert">{}</div>', identity, lines)


@register.simple_tag
def remove_button(label: Any = "") -> SafeString:
    """The cross at the end of a row."""
    return format_html(
        '<button class="btn q ico s" type="button" data-drop aria-label="{}"'
        ' title="{}">{}</button>',
        label or _("Remove this row"),
        label or _("Remove this row"),
        icon("close"),
    )
