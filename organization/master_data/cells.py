"""Values of master data in cells and in words: what a form's field says and what it understands."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import Any

from django import forms
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from common import display
from common.text import normalise

YES = frozenset({"yes", "y", "true", "1", "是", "√", "✓"})
NO = frozenset({"no", "n", "false", "0", "否", "×"})
DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:\s+00:00(?::00)?)?")
PERCENT = re.compile(r"-?\d+(\.\d+)?\s*%")
THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")


def words(field: forms.Field) -> list[tuple[str, str]]:
    """The choices of a field with their words in the active language, without the empty one."""
    choices: Iterable[Any] = getattr(field, "choices", ())
    return [(str(value), str(word)) for value, word in choices if value not in {"", None}]


def is_choice(field: forms.Field) -> bool:
    """Whether the field takes one of a few words; rows of other kinds are named by code."""
    return isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField)


def shown(field: forms.Field, value: Any) -> str:
    """A value as a list of rows shows it."""
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if value is None or value == "":
        return ""
    if is_choice(field):
        return dict(words(field)).get(str(value), str(value))
    if isinstance(value, dt.date):
        return display.full_date(value)
    if isinstance(value, Decimal):
        return display.money(value)
    if isinstance(value, int):
        return display.number(value)
    return str(value)


def written(field: forms.Field, value: Any) -> Any:
    """A value as a cell of the workbook holds it: the words of a choice, a code, a day, a
    number.
    """
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if value is None or value == "":
        return None
    if is_choice(field):
        return dict(words(field)).get(str(value), str(value))
    if isinstance(value, Decimal):
        return float(value)
    return value


def read(field: forms.Field, cell: Any) -> str:
    """What a browser would send for a cell. Raises ``ValidationError`` for a word that no choice
    has.
    """
    text = plain(cell)
    if isinstance(field, forms.BooleanField):
        if text.casefold() in YES:
            return "true"
        if not text or text.casefold() in NO:
            return "false"
        raise forms.ValidationError(_("Write yes or no."), code="invalid")
    if not text:
        return ""
    if isinstance(field, forms.ModelChoiceField):
        return code_of(field, text)
    if is_choice(field):
        known = vocabulary(tuple((str(v), w) for v, w in field.choices))  # type: ignore[attr-defined]
        if text.casefold() not in known:
            allowed = _(", ").join(word for _value, word in words(field))
            raise forms.ValidationError(
                _("“%(entry)s” is none of: %(allowed)s.") % {"entry": text, "allowed": allowed},
                code="invalid_choice",
            )
        return known[text.casefold()]
    if isinstance(field, forms.DateField) and (day := DAY.fullmatch(narrow(text))):
        return f"{int(day[1]):04d}-{int(day[2]):02d}-{int(day[3]):02d}"
    if isinstance(field, forms.IntegerField | forms.DecimalField):
        return number_of(narrow(text), is_whole=not isinstance(field, forms.DecimalField))
    return text


def number_of(text: str, *, is_whole: bool) -> str:
    """A number without thousands separators; a per cent as the share that it is."""
    if not is_whole and PERCENT.fullmatch(text):
        return f"{Decimal(text.rstrip('% ')) / 100:f}"
    return text.replace(",", "") if THOUSANDS.fullmatch(text) else text


def plain(cell: Any) -> str:
    """The text of a cell; a whole number without a point, a day as YYYY-MM-DD."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, float):
        return f"{Decimal(repr(cell)):f}"
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat()
    return "" if cell is None else normalise(str(cell))


def narrow(text: str) -> str:
    """Full-width digits and signs as plain ones."""
    return unicodedata.normalize("NFKC", text).strip()


@cache
def vocabulary(choices: tuple[tuple[str, Any], ...]) -> dict[str, str]:
    """The value of every word of the choices in every language, and of the value itself."""
    known: dict[str, str] = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            known |= {str(word).casefold(): value for value, word in choices}
    return known | {value.casefold(): value for value, _word in choices}


def code_of(field: forms.ModelChoiceField, text: str) -> str:
    """The code of the row that a cell names by its code or, where only one has it, by its name."""
    rows = field.queryset
    assert rows is not None  # noqa: S101 - for the type checker
    if rows.filter(code=text).exists():
        return text
    has_name = any(one.name == "name" for one in rows.model._meta.concrete_fields)
    named = list(rows.filter(name=text).values_list("code", flat=True)[:2]) if has_name else []
    return str(named[0]) if len(named) == 1 else text
