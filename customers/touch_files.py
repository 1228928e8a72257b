"""A file of what was done to customers: a row a thing, columns by name in either language."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from channels.enums import ContactClass
from customers.enums import BenefitKind, Occasion, TouchKind

NAMES: Mapping[str, tuple[str, ...]] = {
    "number": ("number", "客户编号"),
    "happened_on": ("day", "日期"),
    "kind": ("kind", "事项"),
    "contact_class": ("way", "触达方式"),
    "unit": ("unit", "单位"),
    "channel": ("channel", "渠道"),
    "campaign": ("campaign", "营销案"),
    "resource": ("resource", "资源"),
    "benefit_kind": ("benefit", "礼品权益类别"),
    "occasion": ("occasion", "事由"),
    "value": ("value", "价值"),
    "key": ("key", "流水号"),
}
NEEDED = ("number", "happened_on", "kind")
CHOICES: Mapping[str, type[TextChoices]] = {
    "kind": TouchKind,
    "contact_class": ContactClass,
    "benefit_kind": BenefitKind,
    "occasion": Occasion,
}
LANGUAGES = ("en", "zh-hans")
DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?: 00:00(?::00)?)?", re.ASCII)


def columns_of(headers: Sequence[str]) -> dict[str, int]:
    """Where each word of a touch stands. Raises ``ValidationError`` without those that are
    needed.
    """
    known = {header.strip().lower(): place for place, header in enumerate(headers)}
    found = {word: known[name] for word, names in NAMES.items() for name in names if name in known}
    missing = [" / ".join(NAMES[word]) for word in NEEDED if word not in found]
    if missing:
        raise ValidationError(
            _("These columns are missing: %(columns)s."),
            code="missing",
            params={"columns": ", ".join(missing)},
        )
    return found


def words_of(kind: type[TextChoices]) -> dict[str, str]:
    """The code that each code or word means, in either language."""
    found = {str(one.value): str(one.value) for one in kind}
    for language in LANGUAGES:
        with override(language):
            found |= {str(one.label).lower(): str(one.value) for one in kind}
    return found


def touches_of(
    headers: Sequence[str], rows: Sequence[Sequence[str]], *, source: str
) -> list[dict[str, Any]]:
    """The touches of a file. One without a key is known by all that its row says, so that the same
    file twice tells nothing twice. Raises ``ValidationError`` naming each wrong cell as
    ``touches.<place>.<word>``.
    """
    columns = columns_of(headers)
    choices = {word: words_of(kind) for word, kind in CHOICES.items()}
    errors: dict[str, list[ValidationError]] = {}
    touches = []
    for place, cells in enumerate(rows):
        said = {word: cells[at].strip() for word, at in columns.items() if at < len(cells)}
        touch: dict[str, Any] = {"source": source}
        for word, text in said.items():
            if not text:
                continue
            value = _value(word, text, choices)
            if value is None:
                errors[f"touches.{place}.{word}"] = [
                    ValidationError(
                        _("“%(text)s” is not understood."),
                        code="invalid",
                        params={"text": text[:40]},
                    )
                ]
            touch[word] = value
        for word in NEEDED:
            if not said.get(word):
                errors[f"touches.{place}.{word}"] = [
                    ValidationError(_("Fill this in."), code="required")
                ]
        touch.setdefault("key", hashlib.sha256(repr(sorted(said.items())).encode()).hexdigest())
        touches.append(touch)
    if errors:
        raise ValidationError(errors)
    return touches


def _value(word: str, text: str, choices: Mapping[str, Mapping[str, str]]) -> Any:
    """What a cell says; None where it says nothing that the word can be."""
    if word in choices:
        return choices[word].get(text.lower())
    if word == "happened_on":
        match = DAY.fullmatch(text)
        try:
            return dt.date(*map(int, match.groups())) if match else None
        except ValueError:
            return None
    if word == "value":
        try:
            value = Decimal(text.replace(",", ""))
        except InvalidOperation:
            return None
        is_money = value.is_finite() and 0 <= value < 10**12
        return round(value, 2) if is_money else None
    return text if len(text) <= (120 if word == "key" else 60) else None
