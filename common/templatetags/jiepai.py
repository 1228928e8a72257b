"""The tags and filters of every page: ``{% load jiepai %}``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any
from zlib import crc32

from django import template
from django.forms import BoundField, CheckboxInput
from django.http import QueryDict
from django.template.context import Context
from django.template.loader import get_template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from common import display, icons, terms
from common.quick_templates import constant

register = template.Library()

register.filter("number", display.number)
register.filter("money", display.money)
register.filter("percent", display.percent)
register.filter("shortdate", display.short_date)
register.filter("letter", display.letter_of)
register.simple_tag(constant(icons.address), name="icon_address")
register.simple_tag(constant(icons.brand), name="brand")


@register.filter
def fulldate(value: dt.date | None) -> str:
    """``9月25日`` or ``25 Sep``, with the year when it is another one."""
    return display.unbroken(display.full_date(value))


@register.filter
def moment(value: dt.datetime | None) -> str:
    """``10:42`` today, else ``9月9日 10:42``."""
    return display.unbroken(display.moment(value))


@register.filter
def unbroken(text: Any) -> str:
    """A sentence whose dates stay on one line: ``{{ finding.message|unbroken }}``."""
    return display.unbroken(str(text))


@register.filter
def labelled(label: Any, text: Any) -> str:
    """``label: text`` with the colon of the language."""
    return display.labelled(label, text)


@register.filter
def yeardate(value: dt.date | None) -> str:
    """``2026年9月25日`` or ``25 Sep 2026``: where something is over, or days of many years."""
    return display.unbroken(display.full_date(value, year=True))


@register.simple_tag
def daterange(
    first: dt.date | None, last: dt.date | None, *, short: bool = False, year: bool | None = None
) -> str:
    """A window in words, or short for tables: ``{% daterange plan.starts_on plan.ends_on short=True
    %}``.
    """
    return display.unbroken(display.date_range(first, last, short=short, year=year))


@register.simple_tag
@constant
def icon(name: str, classes: str = "") -> SafeString:
    """``{% icon "flag" %}``, ``{% icon "block" "i-12 sevi block" %}``. Raises ``KeyError`` for an
    unknown name.
    """
    return icons.icon(name, classes)


def badge_html(word: Any, name: str, css: str = "") -> SafeString:
    """Icon and word in a tinted field."""
    return format_html('<span class="{}">{}{}</span>', f"bdg {css}".strip(), icons.icon(name), word)


@register.simple_tag
def badge(word: Any, icon: str, css: str = "") -> SafeString:
    """``{% badge _("Due today") "clock" "late" %}``; classes: block, warn, notice, ok, now, late,
    line.
    """
    return badge_html(word, icon, css)


@register.filter
def unit_class(unit: Any) -> str:
    """The colour class of a unit (gk, zq, cp, fg, sg), empty for a unit without one."""
    colour = str(getattr(unit, "colour", "") or "")
    return colour if colour in terms.UNIT_MARKS else ""


@register.simple_tag
def unit_mark(unit: Any, *, alone: bool = False) -> SafeString:
    """The coloured character of a unit. With ``alone=True`` it carries the unit's name for screen
    readers.
    """
    colour, name = unit_class(unit), str(unit or "")
    mark = str(
        getattr(unit, "badge", "")
        or terms.unit_mark(colour, chinese=display.is_chinese())
        or name[:1]
    )
    if alone:
        return format_html(
            '<span class="{}" role="img" aria-label="{}" title="{}">{}</span>',
            f"dk {colour}".strip(),
            name,
            name,
            mark,
        )
    return format_html(
        '<span class="{}" aria-hidden="true">{}</span>', f"dk {colour}".strip(), mark
    )


@register.simple_tag
def unit_name(unit: Any) -> SafeString:
    """Mark and name of a unit."""
    if not unit:
        return format_html("{}", display.NOTHING)
    return format_html('<span class="dept">{}{}</span>', unit_mark(unit), unit)


@register.simple_tag
def avatar(name: Any, colour: str = "") -> SafeString:
    """The round with a person's first character; their name stands beside it."""
    return format_html(
        '<span class="{}" aria-hidden="true">{}</span>',
        f"ava {colour}".strip(),
        display.letter_of(str(name)),
    )


@register.simple_tag
def crumb(label: Any, url: str = "") -> SafeString:
    """One step of ``{% block crumbs %}``; the last one, the page itself, has no address."""
    if url:
        return format_html('<li><a href="{}">{}</a></li>', url, label)
    return format_html('<li aria-current="page">{}</li>', label)


@register.simple_tag(takes_context=True)
def qs(context: Context, **changes: Any) -> str:
    """``?…`` of this page with some values changed; None or "" takes one out.

    Paging starts anew: ``cursor`` goes unless it is given.
    """
    query: QueryDict = context["request"].GET.copy()
    for name, value in {"cursor": None, **changes}.items():
        if value is None or value == "":
            query.pop(name, None)
        elif isinstance(value, list | tuple):
            query.setlist(name, [str(one) for one in value])
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}" if query else context["request"].path


@register.inclusion_tag("common/sort_header.html", takes_context=True)
def sort_header(
    context: Context, field: str, label: Any, *, numeric: bool = False, parameter: str = "sort"
) -> dict[str, Any]:
    """A column header that sorts by ``field``: up at first, down at the second click."""
    active = context["request"].GET.get(parameter, "")
    up, down = active == field, active == f"-{field}"
    return {
        "label": label,
        "numeric": numeric,
        "direction": "ascending" if up else "descending" if down else "",
        "href": qs(context, **{parameter: f"-{field}" if up else field}),
    }


@register.inclusion_tag("common/table_foot.html", takes_context=True)
def table_foot(
    context: Context,
    shown: int,
    total: int | None = None,
    *,
    previous: str | None = None,
    next: str | None = None,
    export_url: str = "",
    parameter: str = "cursor",
) -> dict[str, Any]:
    """The foot of a list: rows shown and in all, Excel of exactly this filter, pages by cursor."""
    query = context["request"].GET.copy()
    query.pop(parameter, None)
    return {
        "shown": shown,
        "total": total,
        "previous_url": qs(context, **{parameter: previous}) if previous else "",
        "next_url": qs(context, **{parameter: next}) if next else "",
        "export_url": f"{export_url}?{query.urlencode()}" if export_url and query else export_url,
    }


@register.inclusion_tag("common/field.html")
def field(
    bound: BoundField, span: str = "", *, label: Any = "", hint: Any = "", autofocus: bool = False
) -> dict[str, Any]:
    """A form's field with label, "required" in words, hint, and its errors in words below it."""
    single_box = isinstance(bound.field.widget, CheckboxInput)
    hint = hint or bound.help_text
    described = [f"{bound.auto_id}_helptext"] if hint else []
    described += [f"{bound.auto_id}_error"] if bound.errors else []
    attrs: dict[str, Any] = (
        {"aria-describedby": " ".join(described)} if described and not bound.use_fieldset else {}
    )
    if autofocus:
        attrs["autofocus"] = True
    return {
        "id": bound.id_for_label if not bound.use_fieldset else bound.auto_id,
        "auto_id": bound.auto_id,
        "label": label or bound.label,
        "hint": hint,
        "errors": bound.errors,
        "described": " ".join(described),
        "required": bound.field.required,
        "span": span,
        "hidden": bound.is_hidden,
        "box": single_box,
        "group": bound.use_fieldset,
        "control": bound.as_widget(attrs=attrs),
    }


@register.inclusion_tag("common/action_button.html", takes_context=True)
def action_button(
    context: Context,
    label: Any,
    reason: Any = None,
    *,
    kind: str = "",
    icon: str = "",
    href: str = "",
    dialog: str = "",
    form: str = "",
    formaction: str = "",
    name: str = "",
    value: str = "",
    key: str = "",
    before: bool = False,
) -> dict[str, Any]:
    """A button, or, when ``reason`` is set, the same button refused with the sentence beside it.

    ``reason`` is a sentence, a ``Reason`` or a list of them (the worst first). ``href`` makes a
    link, ``dialog`` opens the dialog of that id, otherwise it sends its form (or ``form``, by id).
    ``before`` puts the sentence left of it.
    """
    if isinstance(reason, list | tuple):
        reason = next(iter(reason), None)
    counter = context.render_context.dicts[0]
    counter["action_buttons"] = int(counter.get("action_buttons", 0)) + 1  # type: ignore[assignment]  # django-stubs: str only
    fingerprint = crc32(f"{label}|{reason}|{value}|{href}".encode())
    return {
        "label": label,
        "reason": str(reason) if reason else "",
        "why_id": f"why-{fingerprint:x}-{counter['action_buttons']}",
        "before": before,
        "kind": kind,
        "icon": icon,
        "href": href,
        "dialog": dialog,
        "form": form,
        "formaction": formaction,
        "name": name,
        "value": value,
        "key": key,
    }


@register.inclusion_tag("common/figures.html")
def figures(figures: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Up to four numbers that matter: each has label, value and perhaps unit and note."""
    return {"figures": figures}


@register.inclusion_tag("common/stepper.html")
def stepper(steps: Iterable[Mapping[str, Any]], label: Any = "") -> dict[str, Any]:
    """A course of steps: each has label, caption, state (done, current, coming) and perhaps the
    current one's icon.
    """
    return {"steps": steps, "label": label}


@register.simple_block_tag
def banner(
    content: str, level: str = "notice", link_url: str = "", link_label: Any = ""
) -> SafeString:
    """What stays true on the page: ``{% banner "warn" %}…{% endbanner %}``; level block, warn,
    notice or ok.
    """
    sign = {"block": "block", "warn": "warning", "ok": "check-circle"}.get(level, "info")
    link = (
        format_html('<a class="push nw" href="{}">{}</a>', link_url, link_label) if link_url else ""
    )
    return format_html(
        '<div class="banner {}">{}<span>{}</span>{}</div>',
        level,
        icons.icon(sign, f"sevi {level}"),
        content,
        link,
    )


@register.simple_block_tag
def dialog(content: str, id: str, title: Any, *, wide: bool = False) -> SafeString:
    """A native dialog, opened by ``data-open="id"`` and, without script, by a link to ``#id``."""
    return SafeString(
        get_template("common/dialog.html").render(
            {"id": id, "title": title, "wide": wide, "content": content}
        )
    )
