"""The fields of the plan editor: ``{% load plan_form %}``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from campaigns.views.editor.cells import Cell, Part
from campaigns.views.editor.choices import Choices
from campaigns.views.editor.lists import VALUES, Offer
from common.icons import icon
from customers.filter_sql import LIST_OPS

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


@register.simple_tag
def choose(
    cell: Cell, choices: Choices, label: Any = "", css: str = "", empty: Any = "", **more: Any
) -> SafeString:
    """A select of the codes of a list. Above a list that is cut stands a box to search in it."""
    offer = choices.offer(cell.offers)
    select = pick(cell, _grouped(offer, cell.offers), label, css, empty, **more)
    return _searched(select, choices, cell.offers, label) if offer.is_cut else select


def _grouped(offer: Offer, kind: str) -> Options:
    """The choices of a list, products by family."""
    rows = offer.told_apart()
    if kind != "products":
        return [(one.code, one.label) for one in rows]
    families = groupby(rows, key=lambda one: one.above)
    return [(family, [(one.code, one.label) for one in group]) for family, group in families]


def _searched(select: SafeString, choices: Choices, kind: str, label: Any) -> SafeString:
    return format_html(
        '<span class="searched"><input type="search" data-search="{}" aria-label="{}"'
        ' placeholder="{}" autocomplete="off">{}</span>',
        reverse("campaigns:choices", args=[choices.campaign.code, kind]),
        _("Search: %(what)s") % {"what": label or _("Value")},
        _("Search…"),
        select,
    )


@register.simple_tag
def condition_value(row: Part, choices: Choices) -> SafeString:
    """The value of a condition: typed, or chosen from the codes of its field."""
    cell, name = row["value"], str(row["field"].value)
    if row["op"].value == "is_null":
        return _value_box("is_null", pick(cell, choices.yes_or_no, _("Value")))
    if not isinstance(cell.value, list):
        typed = entry(cell, _("Value"), maxlength=400, autocomplete="off")
        return _value_box("text", typed)
    chosen = [*cell.value, *([""] if row["op"].value in LIST_OPS or not cell.value else [])]
    fields = (_value_select(replace(cell, value=code), name, choices) for code in chosen)
    return _value_box(name, mark_safe("".join(fields)))


def _value_box(kind: str, fields: SafeString) -> SafeString:
    return format_html('<span class="val" data-value="{}">{}</span>', kind, fields)


def _value_select(cell: Cell, name: str, choices: Choices) -> SafeString:
    select = pick(cell, choices.values_of(name), _("Value"), empty=_("Choose…"))
    kind = f"{VALUES}{name}"
    return _searched(select, choices, kind, "") if choices.offer(kind).is_cut else select


@register.simple_tag
def blank_value(name: str, choices: Choices) -> SafeString:
    """What a new condition's value is typed or chosen in, by its field."""
    cell = Cell("__value__")
    if name == "is_null":
        return pick(cell, choices.yes_or_no, _("Value"))
    if not name:
        return entry(cell, _("Value"), maxlength=400, autocomplete="off")
    return _value_select(replace(cell, name="__value__[]"), name, choices)


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
