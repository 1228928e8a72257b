"""A file of what was done to customers: a row a thing, columns by name in either language."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from channels.enums import ContactClass
from customers.enums import BenefitKind, Occasion, TouchKind
from customers.imports import values
from customers.imports.cells import Cell
from customers.imports.choices import one_of
from customers.imports.problems import RowProblem
from customers.imports.values import Convert

NAMES: Mapping[str, tuple[str, ...]] = {
    "number": ("number", "客户编号", "phone", "手机号"),
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
# Days are written with the year first, so none can be read in two ways.
DAY_FORMATS = ("", "YYYY/M/D", "YYYY.M.D", "YYYY-M-D", "YYYY年M月D日")
LONGEST = {"key": 120}


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


def day(column: str) -> Convert:
    """A day of a spreadsheet or a text with the year first, read as the customer import reads
    it.
    """
    readers = [values.date(column, written) for written in DAY_FORMATS]

    def convert(cell: Cell) -> Any:
        problem: RowProblem | None = None
        for read in readers:
            try:
                return read(cell)
            except RowProblem as error:
                problem = problem or error
        raise problem or RowProblem("bad-date", column=column, format="YYYY-MM-DD")

    return convert


def reader(word: str, column: str) -> Convert:
    """What reads the cells of a word: the readers of the customer import."""
    if word in CHOICES:
        return one_of(column, words_of(CHOICES[word]))
    match word:
        case "happened_on":
            return day(column)
        case "value":
            return values.amount(column)
    return values.text(column, LONGEST.get(word, 60))


def touches_of(
    headers: Sequence[str], rows: Sequence[Sequence[Cell]], *, source: str
) -> list[dict[str, Any]]:
    """The touches of a file. One without a key is known by all that its row says, so that the same
    file twice tells nothing twice. Raises ``ValidationError`` naming each wrong cell as
    ``touches.<place>.<word>``, or ``Unusable`` where a spreadsheet has lost the last digits of the
    customers' numbers.
    """
    columns = columns_of(headers)
    readers = {word: reader(word, headers[at]) for word, at in columns.items()}
    errors: dict[str, list[ValidationError]] = {}
    touches = []
    for place, cells in enumerate(rows):
        touch: dict[str, Any] = {}
        for word, at in columns.items():
            cell = cells[at] if at < len(cells) else None
            try:
                if word == "number":
                    value: Any = values.exact_text(cell, headers[at], place + 2)
                else:
                    value = readers[word](cell)
            except RowProblem as problem:
                errors[f"touches.{place}.{word}"] = [
                    ValidationError(problem.text, code=problem.case)
                ]
                continue
            if value not in (None, ""):
                touch[word] = value
        for word in NEEDED:
            if word not in touch and f"touches.{place}.{word}" not in errors:
                errors[f"touches.{place}.{word}"] = [
                    ValidationError(_("Fill this in."), code="required")
                ]
        said = repr(sorted((word, str(value)) for word, value in touch.items()))
        touch.setdefault("key", hashlib.sha256(said.encode()).hexdigest())
        touches.append(touch | {"source": source})
    if errors:
        raise ValidationError(errors)
    return touches
