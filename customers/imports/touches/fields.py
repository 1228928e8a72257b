"""The fields of a file of what was done: a row a thing, by the headers of either language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override, pgettext_lazy

from channels.enums import ContactClass
from customers.enums import BenefitKind, Occasion, TouchKind
from customers.imports import values
from customers.imports.cells import Cell
from customers.imports.choices import one_of
from customers.imports.columns import Column
from customers.imports.field_kinds import Field, FileTerms, Read, text_to
from customers.imports.problems import RowProblem
from customers.imports.values import Convert

LANGUAGES = ("en", "zh-hans")
# Days are written with the year first, so none can be read in two ways.
DAY_FORMATS = ("", "YYYY/M/D", "YYYY.M.D", "YYYY-M-D", "YYYY年M月D日")
LONGEST_CODE, LONGEST_KEY = 60, 120


@dataclass(slots=True)
class ParsedTouch:
    """A row's values; None where the file says nothing. ``phone`` is a number that is one."""

    number: str
    phone: str | None = None
    happened_on: Any = None
    kind: str | None = None
    contact_class: str | None = None
    unit: str | None = None
    channel: str | None = None
    campaign: str | None = None
    resource: str | None = None
    benefit_kind: str | None = None
    occasion: str | None = None
    value: Decimal | None = None
    key: str = ""


def words_of(kind: type[TextChoices]) -> dict[str, TextChoices]:
    """What each code or word means, in either language."""
    found = {str(one.value): one for one in kind}
    for language in LANGUAGES:
        with override(language):
            found |= {str(one.label).lower(): one for one in kind}
    return found


def chosen(kind: type[TextChoices]) -> Read:
    return lambda column, _file: one_of(column, words_of(kind))


def day(column: str, file: FileTerms) -> Convert:
    """A day of a spreadsheet or a text in the format of the mapping, else with the year first."""
    if file.date_format:
        return values.date(column, file.date_format)
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


def _text(name: str, label: Any, aliases: tuple[str, ...], most: int = LONGEST_CODE) -> Field:
    return Field(label, aliases, text_to(most), (Column(name, "text"),))


def _choice(name: str, label: Any, aliases: tuple[str, ...], kind: type[TextChoices]) -> Field:
    return Field(label, aliases, chosen(kind), (Column(name, "text"),))


FIELDS: Mapping[str, Field] = {
    "number": Field(
        _("Customer number or phone"),
        ("number", "客户编号", "phone", "手机号", "客户号", "手机号码", "号码"),
        None,
        (Column("number", "text"), Column("phone", "text")),
        implies=("key",),  # by which a row is known, even where no column tells it
    ),
    "happened_on": Field(
        pgettext_lazy("touch", "Day"),
        ("day", "日期", "date", "接触日期", "发生日期"),
        day,
        (Column("happened_on", "date"),),
    ),
    "kind": _choice("kind", _("What was done"), ("kind", "事项", "类型"), TouchKind),
    "contact_class": _choice(
        "contact_class", _("Way of contact"), ("way", "触达方式", "接触方式"), ContactClass
    ),
    "unit": _text("unit", _("Unit"), ("unit", "单位", "部门")),
    "channel": _text("channel", _("Channel"), ("channel", "渠道")),
    "campaign": _text("campaign", _("Campaign"), ("campaign", "营销案", "营销案编码")),
    "resource": _text("resource", _("Resource"), ("resource", "资源", "资源编码")),
    "benefit_kind": _choice(
        "benefit_kind", _("Kind of benefit"), ("benefit", "礼品权益类别"), BenefitKind
    ),
    "occasion": _choice("occasion", _("Occasion"), ("occasion", "事由"), Occasion),
    "value": Field(
        _("Value (yuan)"),
        ("value", "价值"),
        lambda column, _file: values.amount(column),
        (Column("value", "numeric(14, 2)"),),
    ),
    "key": _text("key", _("Serial number of the record"), ("key", "流水号"), LONGEST_KEY),
}
NEEDED = ("number", "happened_on", "kind")
COLUMNS = tuple(column for field in FIELDS.values() for column in field.columns)
