"""A page's form filled in again with what was typed in it before, the reasons at its fields."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from urllib.parse import urlsplit

from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.template.loader import render_to_string

from common.kept import Kept
from common.page_forms import BELOW_HEAD, OPENED, Attributes, Form, Forms, form_of, is_typed

TICKED = frozenset({"checkbox", "radio"})
CODE = re.compile(r"[!-~]{0,80}")  # what buttons and hidden fields say: one word, never a text
MAIN = re.compile(r"<main\b[^>]*>")
TOASTS = re.compile(r'<div class="toasts" id="toasts">')


class Refill(HTMLParser):
    """Writes the page as it is, but for the form of number ``wanted``: its fields hold what was
    typed, the reasons stand at them, and what it lies in is open. ``head`` stands at its beginning.
    """

    def __init__(self, kept: Kept, wanted: int, form: Form, head: str) -> None:
        super().__init__(convert_charrefs=False)
        self.wanted, self.around = wanted, frozenset(form.around)
        self.has_head, self.head = form.has_head, head
        self.values = {name: list(values) for name, values in kept.fields.items()}
        self.lines = at_fields(kept.reasons)
        self.out: list[str] = []
        self.form = self.opened = -1
        self.is_inside = self.is_replaced = False
        self.field = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        changes, after = Attributes(), ""
        given = dict(attrs)
        if tag in OPENED:
            self.opened += 1
            changes = {"open": "", "data-refilled": ""} if self.opened in self.around else {}
        elif tag == "form":
            self.form += 1
            self.is_inside = self.form == self.wanted
            changes = {"data-refilled": ""} if self.is_inside else {}
            after = self._head(not self.has_head)
        elif tag == "div" and self.has_head:
            after = self._head(given.get("class") == BELOW_HEAD)
        elif self.is_inside and tag == "option" and self.field in self.values:
            is_chosen = (given.get("value") or "") in self.values[self.field]
            changes = {"selected": "" if is_chosen else None}
        elif self.is_inside and is_typed(tag, given):
            changes, after = self._typed(tag, given)
        raw = self.get_starttag_text() or ""
        self.out += [_tag(tag, given, changes) if changes else raw, after]

    handle_startendtag = handle_starttag

    def _head(self, is_place: bool) -> str:
        if not (self.is_inside and is_place):
            return ""
        head, self.head = self.head, ""
        return head

    def _typed(self, tag: str, given: Attributes) -> tuple[Attributes, str]:
        name = given.get("name") or ""
        wrong: Attributes = {"aria-invalid": "true"} if name in self.lines else {}
        if tag == "select":
            self.field = name
            return wrong, ""
        if given.get("type") in TICKED:
            is_ticked = (given.get("value") or "on") in self.values.get(name, ())
            return {"checked": "" if is_ticked else None, **wrong}, self.lines.pop(name, "")
        value = self.values[name].pop(0) if self.values.get(name) else None
        if tag == "textarea":
            self.field, self.is_replaced = name, value is not None
            return wrong, "" if value is None else f"\n{escape(value)}"
        return ({} if value is None else {"value": value}) | wrong, self.lines.pop(name, "")

    def handle_endtag(self, tag: str) -> None:
        self.out.append(f"</{tag}>")
        if tag == "form":
            self.is_inside = False
        elif tag in {"textarea", "select"}:
            self.out.append(self.lines.pop(self.field, "") if self.is_inside else "")
            self.field, self.is_replaced = "", False

    def handle_data(self, data: str) -> None:
        if not self.is_replaced:
            self.out.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def handle_comment(self, data: str) -> None:
        self.out.append(f"<!--{data}-->")

    def handle_decl(self, decl: str) -> None:
        self.out.append(f"<!{decl}>")


def at_fields(reasons: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The lines below the fields, by their names."""
    lines: dict[str, str] = {}
    for name, text in reasons:
        if name:
            line = render_to_string("common/reason.html", {"text": text})
            lines[name] = lines.get(name, "") + line
    return lines


def _tag(tag: str, given: Attributes, changes: Attributes) -> str:
    """A tag with other attributes; those that become ``None`` are left out."""
    attributes = {name: "" if value is None else value for name, value in given.items()} | changes
    said = (f' {name}="{escape(value)}"' for name, value in attributes.items() if value is not None)
    return f"<{tag}{''.join(said)}>"


def refilled(html: str, kept: Kept) -> str:
    """The page with its form as it was sent. Reasons that stand at no field stand at the head of
    the form, or in the corner if nothing is typed in it; a form that is gone leaves its texts to be
    copied.
    """
    page = Forms(urlsplit(kept.page).path)
    page.feed(html)
    number = form_of(kept, page)
    form = page.forms[number] if number is not None else None
    fields = frozenset(form.typed) if form else frozenset()
    if len(fields) == 1:  # whatever is wrong is said there
        only = next(iter(fields))
        kept = replace(kept, reasons=[(only, text) for _name, text in kept.reasons])
    loose = [text for name, text in kept.reasons if name not in fields]
    if form is None or number is None:
        return _above(html, kept, loose)
    if not fields:
        return _in_the_corner(html, loose)
    left = texts_of(kept, {*fields, *form.hidden})
    said = {"reasons": loose, "texts": left}
    head = render_to_string("common/kept_head.html", said) if loose or left else ""
    writer = Refill(kept, number, form, head)
    writer.feed(html)
    writer.close()
    return "".join(writer.out)


def texts_of(kept: Kept, placed: Collection[str]) -> list[str]:
    """What was typed in fields that have no place on the page."""
    names = kept.fields.keys() - placed
    found = [text for name, values in kept.fields.items() if name in names for text in values]
    return [text for text in found if not CODE.fullmatch(text)]


def _above(html: str, kept: Kept, reasons: list[str]) -> str:
    texts = texts_of(kept, frozenset())
    if not texts:
        return _in_the_corner(html, reasons)
    said = render_to_string("common/kept_texts.html", {"reasons": reasons, "texts": texts})
    return MAIN.sub(lambda found: found[0] + said, html, count=1)


def _in_the_corner(html: str, reasons: list[str]) -> str:
    toasts = [Message(messages.ERROR, text) for text in reasons]
    said = render_to_string("common/toasts.html", {"messages": toasts})
    return TOASTS.sub(lambda found: found[0] + said, html, count=1)
